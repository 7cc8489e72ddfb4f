// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.reference;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;

/** The arithmetic of the rules, on whole numbers of any size. */
final class Exact
{
    static final BigInteger TEN_THOUSAND = BigInteger.valueOf(10_000);
    static final int MAX_U16 = 65_535;

    /** A value with a weight, of a member. */
    record Weighted(int member, long value, BigInteger weight)
    {
    }

    private Exact()
    {
    }

    static BigInteger big(final long value)
    {
        return BigInteger.valueOf(value);
    }

    /** 1,000 times the square root of a span in intervals, rounded down. */
    static BigInteger root(final long spanNs, final long intervalNs)
    {
        return big(1_000_000).multiply(big(spanNs / 1_000)).divide(big(intervalNs / 1_000)).sqrt();
    }

    /** Whether a value stands within so many bps of a reference. */
    static boolean isWithin(final BigInteger value, final BigInteger reference, final long bps)
    {
        return value.subtract(reference).abs().multiply(TEN_THOUSAND).compareTo(reference.multiply(big(bps))) <= 0;
    }

    static boolean isWithin(final long value, final long reference, final long bps)
    {
        return isWithin(big(value), big(reference), bps);
    }

    /** A width in bps of a reference, rounded up. */
    static long ceilBps(final BigInteger width, final BigInteger reference)
    {
        return new BigDecimal(width.multiply(TEN_THOUSAND))
            .divide(new BigDecimal(reference), 0, RoundingMode.CEILING).longValueExact();
    }

    static long ceilBps(final long width, final long reference)
    {
        return ceilBps(big(width), big(reference));
    }

    static long midpoint(final long a, final long b)
    {
        return new BigDecimal(big(a).add(big(b))).divide(BigDecimal.valueOf(2), 0, RoundingMode.HALF_EVEN)
            .longValueExact();
    }

    static BigInteger total(final List<Weighted> all)
    {
        return all.stream().map(Weighted::weight).reduce(BigInteger.ZERO, BigInteger::add);
    }

    static List<Weighted> sorted(final List<Weighted> all)
    {
        return all.stream().filter(w -> w.weight().signum() > 0)
            .sorted(Comparator.comparingLong(Weighted::value).thenComparingInt(Weighted::member)).toList();
    }

    /** The first value at which the weight passes a part of all; the midpoint with the next where it is met. */
    static long quantile(final List<Weighted> all, final int num, final int den)
    {
        final List<Weighted> sorted = sorted(all);
        final BigInteger target = total(all).multiply(big(num));
        BigInteger reached = BigInteger.ZERO;
        for (int i = 0; i < sorted.size(); i++)
        {
            reached = reached.add(sorted.get(i).weight().multiply(big(den)));
            if (reached.compareTo(target) > 0)
            {
                return sorted.get(i).value();
            }
            if (reached.equals(target))
            {
                return midpoint(sorted.get(i).value(), sorted.get(Math.min(i + 1, sorted.size() - 1)).value());
            }
        }
        throw new IllegalStateException("nothing selected");
    }
}
