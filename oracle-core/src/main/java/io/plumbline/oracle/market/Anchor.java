// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.market;

import io.plumbline.oracle.config.BreakerPolicy;

/**
 * A slow image of each instrument's live price. It follows by so many basis points a second, however the price gets
 * there, in steps that cover a time of 100 ms to 60 s. One thread; allocates nothing after construction.
 */
final class Anchor
{
    private static final long MIN_STEP_NS = 100_000_000L;
    private static final long MAX_STEP_NS = 60_000_000_000L;
    private static final long CENTI_BPS = 1_000_000L;
    private static final long NS_PER_US = 1_000L;

    private final long[] price;
    private final long[] steppedAtNs;

    Anchor(final int instruments)
    {
        price = new long[instruments];
        steppedAtNs = new long[instruments];
    }

    /** The anchor, 0 before the first live price. */
    long price(final int instrument)
    {
        return price[instrument];
    }

    /** When it last moved or had no way to go. */
    long steppedAtNs(final int instrument)
    {
        return steppedAtNs[instrument];
    }

    /** Puts it where a price stands. */
    void set(final int instrument, final long at, final long nowNs)
    {
        price[instrument] = at;
        steppedAtNs[instrument] = nowNs;
    }

    /**
     * Goes towards a live price. A step that would be too small to move it leaves its time to the next, so that an
     * anchor of few digits follows too.
     */
    void follow(final int instrument, final long live, final BreakerPolicy policy, final long nowNs)
    {
        final long from = price[instrument];
        if (from == 0)
        {
            set(instrument, live, nowNs);
            return;
        }
        final long elapsedNs = nowNs - steppedAtNs[instrument];
        if (elapsedNs < MIN_STEP_NS)
        {
            return;
        }
        if (from == live)
        {
            steppedAtNs[instrument] = nowNs;
            return;
        }
        final long stepCentiBps = policy.anchorBpsPerSec() * 100L *
            (Math.min(elapsedNs, MAX_STEP_NS) / NS_PER_US) / CENTI_BPS;
        final long move = Math.min(portion(from, stepCentiBps), Math.abs(live - from));
        if (move > 0)
        {
            set(instrument, live > from ? from + move : from - move, nowNs);
        }
    }

    /** A share of a price in centi-bps, rounded down, saturated. */
    private static long portion(final long of, final long centiBps)
    {
        final long whole = of / CENTI_BPS;
        if (centiBps > 0 && whole > (Long.MAX_VALUE - centiBps) / centiBps)
        {
            return Long.MAX_VALUE;
        }
        return whole * centiBps + of % CENTI_BPS * centiBps / CENTI_BPS;
    }
}
