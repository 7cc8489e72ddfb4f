// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.netty.IngestCause;
import io.plumbline.oracle.netty.IngestCounters;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Figures as a person reads them. For display only: nothing is computed from what comes out.
 */
public final class Figures
{
    private Figures()
    {
    }

    /**
     * A fixed-point price in five significant digits or two decimals, whichever shows more.
     *
     * @param price mantissa.
     * @param scale its decimals.
     * @return with thousands apart.
     */
    public static String price(final long price, final int scale)
    {
        final BigDecimal exact = BigDecimal.valueOf(price, scale);
        final int decimals = Math.max(2, 5 - (exact.precision() - exact.scale()));
        return String.format(Locale.ROOT, "%,." + decimals + "f", exact.setScale(decimals, RoundingMode.HALF_EVEN));
    }

    /**
     * Basis points as per cent.
     *
     * @param bps 10,000 are the whole.
     * @return one decimal and the sign.
     */
    public static String percent(final int bps)
    {
        return String.format(Locale.ROOT, "%.1f %%", bps / 100.0);
    }

    /**
     * Whole basis points as per cent, short.
     *
     * @param bps 10,000 are the whole.
     * @return no decimals, no sign.
     */
    public static String wholePercent(final int bps)
    {
        return Integer.toString((bps + 50) / 100);
    }

    /**
     * How many frames were refused before they reached the ring: by the sink's door, or because they could not even be
     * framed.
     *
     * @param counters the server's.
     * @return a count.
     */
    public static long refusedAtTheDoor(final IngestCounters counters)
    {
        long refused = counters.count(IngestCause.MALFORMED_MESSAGE);
        for (final Refusal refusal : Refusal.values())
        {
            refused += refusal == Refusal.NONE ? 0 : counters.count(refusal);
        }
        return refused;
    }
}
