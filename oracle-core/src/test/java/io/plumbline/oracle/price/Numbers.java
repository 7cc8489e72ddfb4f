// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.price;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;

/** Seeded numbers that like extremes, and the BigInteger arithmetic that judges the fast one. */
final class Numbers
{
    static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);
    static final BigInteger TWO_TO_127 = BigInteger.ONE.shiftLeft(127);
    static final BigInteger TWO_TO_256 = BigInteger.ONE.shiftLeft(256);

    private Numbers()
    {
    }

    /** Any long: extremes, powers of ten and two give or take one, and every bit length alike. */
    static long anyLong(final Random random)
    {
        return switch (random.nextInt(8))
        {
            case 0 -> random.nextBoolean() ? Long.MIN_VALUE + random.nextInt(4) : Long.MAX_VALUE - random.nextInt(4);
            case 1 -> random.nextInt(5) - 2;
            case 2 -> signed(random, Scales.pow10(random.nextInt(19)) + random.nextInt(3) - 1);
            case 3 -> (1L << random.nextInt(64)) + random.nextInt(3) - 1;
            case 4 -> signed(random, Scales.pow10(random.nextInt(19)) / 2 * (random.nextInt(9) + 1));
            default -> random.nextLong() >> random.nextInt(64);
        };
    }

    /** A positive long of any size. */
    static long positiveLong(final Random random)
    {
        final long value = anyLong(random) & Long.MAX_VALUE;
        return value == 0 ? 1 : value;
    }

    /** A non-negative integer of at most so many bits, from 3 up; every length alike, with runs of ones and zeros. */
    static BigInteger unsigned(final Random random, final int maxBits)
    {
        final int bits = random.nextInt(maxBits + 1);
        return switch (random.nextInt(4))
        {
            case 0 -> BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
            case 1 -> BigInteger.TEN.pow(random.nextInt(Math.max(1, maxBits * 3 / 10))).add(big(random.nextInt(3) - 1));
            case 2 -> runs(random, bits);
            default -> new BigInteger(bits, random);
        };
    }

    private static BigInteger runs(final Random random, final int bits)
    {
        BigInteger value = BigInteger.ZERO;
        int left = bits;
        while (left > 0)
        {
            final int run = Math.min(left, 1 + random.nextInt(64));
            final BigInteger ones = BigInteger.ONE.shiftLeft(run).subtract(BigInteger.ONE);
            value = value.shiftLeft(run).or(random.nextBoolean() ? ones : BigInteger.ZERO);
            left -= run;
        }
        return value;
    }

    static Rounding anyRounding(final Random random)
    {
        return switch (random.nextInt(3))
        {
            case 0 -> Rounding.FLOOR;
            case 1 -> Rounding.CEILING;
            default -> Rounding.HALF_EVEN;
        };
    }

    /** The quotient of two non-negative integers, rounded. */
    static BigInteger divide(final BigInteger value, final BigInteger divisor, final Rounding rounding)
    {
        return new BigDecimal(value).divide(new BigDecimal(divisor), 0, mode(rounding)).toBigIntegerExact();
    }

    static BigInteger big(final long value)
    {
        return BigInteger.valueOf(value);
    }

    static BigInteger bigUnsigned(final long value)
    {
        return value < 0 ? BigInteger.valueOf(value).add(TWO_TO_64) : BigInteger.valueOf(value);
    }

    static long saturated(final BigInteger value)
    {
        return value.bitLength() <= 63 ? value.longValue() : value.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** The value as an accumulator; it must fit 256 bits. */
    static Wide wide(final BigInteger value)
    {
        final Wide wide = new Wide();
        final Wide low = new Wide();
        wide.set(value.shiftRight(192).longValue(), value.shiftRight(128).longValue());
        for (int i = 0; i < 4; i++)
        {
            if (!wide.multiplyByLong(1L << 32))
            {
                throw new AssertionError("does not fit: " + value);
            }
        }
        low.set(value.shiftRight(64).longValue(), value.longValue());
        if (!wide.add(low))
        {
            throw new AssertionError("does not fit: " + value);
        }
        return wide;
    }

    private static RoundingMode mode(final Rounding rounding)
    {
        return RoundingMode.valueOf(rounding.name());
    }

    private static long signed(final Random random, final long value)
    {
        return random.nextBoolean() ? value : -value;
    }
}
