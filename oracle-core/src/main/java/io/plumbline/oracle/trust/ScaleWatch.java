// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import io.plumbline.oracle.price.Scales;

/**
 * The last accepted price of each pair, and whether a new one is about a power of ten away from it: what an exponent
 * gone wrong looks like. Exact for any two positive prices. One thread; allocates nothing after construction.
 */
final class ScaleWatch
{
    /** With at most 40 % tolerance no power of ten is nearer than a ratio of six. */
    private static final int LEAST_RATIO = 5;

    private static final int ONE_BPS = 10_000;
    private static final long LOW = 0xffff_ffffL;

    private final int toleranceBps;
    private final long[] last;

    ScaleWatch(final int pairs, final int toleranceBps)
    {
        this.toleranceBps = toleranceBps;
        last = new long[pairs];
    }

    /** Whether the price is a power of ten, up or down, from the last accepted one, if there is any. */
    boolean isJump(final int dense, final long price)
    {
        final long reference = last[dense];
        if (price / LEAST_RATIO < reference && reference / LEAST_RATIO < price)
        {
            return false;
        }
        return reference != 0 && isPowerApart(reference, price);
    }

    private boolean isPowerApart(final long reference, final long price)
    {
        final boolean isUp = price > reference;
        final long small = Math.min(price, reference);
        for (int exponent = 1; exponent <= Scales.MAX_SCALE; exponent++)
        {
            final long power = Scales.pow10(exponent);
            if (Math.multiplyHigh(small, power) != 0)
            {
                return false;
            }
            final long scaled = small * power;
            if (isUp ? isNear(price, scaled) : isNear(scaled, reference))
            {
                return true;
            }
        }
        return false;
    }

    /** |a - reference| · 10,000 at most reference · tolerance, of unsigned longs. */
    private boolean isNear(final long a, final long reference)
    {
        final long distance = Long.compareUnsigned(a, reference) >= 0 ? a - reference : reference - a;
        final long distanceHigh = high(distance, ONE_BPS);
        final long boundHigh = high(reference, toleranceBps);
        return distanceHigh < boundHigh || (distanceHigh == boundHigh &&
            Long.compareUnsigned(distance * ONE_BPS, reference * toleranceBps) <= 0);
    }

    /** Upper 64 bits of an unsigned long times at most 2^31 - 1. */
    private static long high(final long a, final long factor)
    {
        return ((a >>> Integer.SIZE) * factor + (((a & LOW) * factor) >>> Integer.SIZE)) >>> Integer.SIZE;
    }

    void accepted(final int dense, final long price)
    {
        last[dense] = price;
    }

    void forget(final int dense)
    {
        last[dense] = 0;
    }
}
