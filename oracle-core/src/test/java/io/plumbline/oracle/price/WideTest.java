// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.price;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.fixtures.Allocations;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WideTest
{
    private static final int ROUNDS = 4_000;
    private static final BigInteger MAX = Numbers.TWO_TO_256.subtract(BigInteger.ONE);

    private final Wide scratch = new Wide();
    private long sink;

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43, 44, 45, 46})
    void shouldAddSubtractAndCompare(final long seed)
    {
        final Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++)
        {
            final BigInteger a = Numbers.unsigned(random, 256);
            final BigInteger b = random.nextInt(8) == 0 ? MAX.subtract(a) : Numbers.unsigned(random, 256);
            final String message = "seed " + seed + ": " + a + ", " + b;
            final Wide other = Numbers.wide(b);

            scratch.set(Numbers.wide(a));
            assertOutcome(a, a.add(b), scratch.add(other), message);
            scratch.set(Numbers.wide(a));
            assertOutcome(a, a.subtract(b), scratch.subtract(other), message);
            scratch.set(Numbers.wide(a));
            assertEquals(a.compareTo(b), Integer.signum(scratch.compare(other)), message);
            assertEquals(0, scratch.compare(Numbers.wide(a)), message);
            assertEquals(a.signum() == 0, scratch.isZero(), message);
            assertEquals(a.bitLength() <= 127, scratch.isInt128(), message);
            assertEquals(a.bitLength() <= 63, scratch.isLong(), message);
            assertEquals(a.shiftRight(64).longValue(), scratch.hi(), message);
            assertEquals(a.longValue(), scratch.lo(), message);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {51, 52, 53, 54, 55, 56})
    void shouldMultiply(final long seed)
    {
        final Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++)
        {
            final BigInteger a = Numbers.unsigned(random, 256);
            final long factor = Numbers.anyLong(random);
            final int exponent = random.nextInt(10) == 0 ? random.nextInt() : random.nextInt(80);
            final String message = "seed " + seed + ": " + a + ", " + factor + ", 10^" + exponent;

            scratch.set(Numbers.wide(a));
            final boolean isMultiplied = scratch.multiplyByLong(factor);
            assertOutcome(a, a.multiply(Numbers.bigUnsigned(factor)), isMultiplied, message);

            scratch.set(Numbers.wide(a));
            final boolean isScaled = scratch.multiplyByPow10(exponent);
            final BigInteger scaled =
                exponent < 0 ? MAX.add(MAX) : a.multiply(BigInteger.TEN.pow(Math.min(exponent, 100)));
            assertOutcome(a, scaled, isScaled, message);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {61, 62, 63, 64, 65, 66, 67, 68})
    void shouldDivide(final long seed)
    {
        final Random random = new Random(seed);
        final Wide remainder = new Wide();
        for (int i = 0; i < ROUNDS; i++)
        {
            final BigInteger divisor = Numbers.unsigned(random, 256);
            final BigInteger a = dividend(random, divisor);
            final Rounding rounding = Numbers.anyRounding(random);
            final String message = "seed " + seed + ": " + a + " / " + divisor + " " + rounding;

            scratch.set(Numbers.wide(a));
            remainder.set(7);
            final boolean isDivided = scratch.divideBy(Numbers.wide(divisor), rounding, remainder);
            if (divisor.signum() == 0)
            {
                assertFalse(isDivided, message);
                assertEquals(a, scratch.toBigInteger(), message);
                assertEquals(7, remainder.lo(), message);
                continue;
            }
            assertTrue(isDivided, message);
            assertEquals(Numbers.divide(a, divisor, rounding), scratch.toBigInteger(), message);
            assertEquals(a.mod(divisor), remainder.toBigInteger(), message);
            scratch.set(Numbers.wide(a));
            assertTrue(scratch.divideBy(Numbers.wide(divisor), rounding), message);
            assertEquals(Numbers.divide(a, divisor, rounding), scratch.toBigInteger(), message);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {71, 72, 73, 74, 75, 76})
    void shouldDivideByNarrowerNumbers(final long seed)
    {
        final Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++)
        {
            final long hi = Numbers.anyLong(random);
            final long lo = Numbers.anyLong(random);
            final int exponent = random.nextInt(10) == 0 ? random.nextInt() : random.nextInt(82);
            final Rounding rounding = Numbers.anyRounding(random);
            final BigInteger byLong = Numbers.bigUnsigned(lo);
            final BigInteger by128 = Numbers.bigUnsigned(hi).shiftLeft(64).add(byLong);
            final BigInteger byPow10 = BigInteger.TEN.pow(Math.max(0, Math.min(exponent, 100)));
            final BigInteger a = dividend(random, random.nextBoolean() ? by128 : byPow10);
            final String message = "seed " + seed + ": " + a + ", " + hi + ", " + lo + ", 10^" + exponent + rounding;

            scratch.set(Numbers.wide(a));
            assertQuotient(a, byLong, rounding, scratch.divideByLong(lo, rounding), message);
            scratch.set(Numbers.wide(a));
            assertQuotient(a, by128, rounding, scratch.divideBy(hi, lo, rounding), message);
            scratch.set(Numbers.wide(a));
            final boolean isDivided = scratch.divideByPow10(exponent, rounding);
            assertQuotient(a, exponent < 0 ? BigInteger.ZERO : byPow10, rounding, isDivided, message);
        }
    }

    @Test
    void shouldStandItsOwnArgument()
    {
        scratch.set(3, 5);
        assertTrue(scratch.add(scratch));
        assertEquals(Int128.toBigInteger(6, 10), scratch.toBigInteger());
        assertTrue(scratch.divideBy(scratch, Rounding.FLOOR));
        assertEquals(BigInteger.ONE, scratch.toBigInteger());
        scratch.set(scratch);
        assertEquals(BigInteger.ONE, scratch.toBigInteger());
        assertTrue(scratch.subtract(scratch));
        assertTrue(scratch.isZero());
        final Wide divisor = new Wide();
        divisor.set(7);
        scratch.set(100);
        assertTrue(scratch.divideBy(divisor, Rounding.CEILING, divisor));
        assertEquals("15", scratch.toString());
        assertEquals("2", divisor.toString());
    }

    @Test
    void shouldCarryRoundingThroughAllLimbs()
    {
        final BigInteger allOnes = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.ONE);
        scratch.set(Numbers.wide(MAX));
        assertTrue(scratch.divideByLong(2, Rounding.FLOOR));
        assertEquals(allOnes, scratch.toBigInteger());
        scratch.set(Numbers.wide(MAX));
        assertTrue(scratch.divideByLong(2, Rounding.HALF_EVEN));
        assertEquals(allOnes.add(BigInteger.ONE), scratch.toBigInteger());
    }

    @Test
    void shouldNotAllocate()
    {
        final Wide other = new Wide();
        final Wide remainder = new Wide();
        Allocations.assertNone(() ->
        {
            for (int i = 1; i < 3_000; i++)
            {
                final long mixed = i * 0x9E37_79B9_7F4A_7C15L;
                scratch.set(i, mixed);
                other.set(i, mixed >>> 3);
                scratch.multiplyByLong(mixed);
                scratch.multiplyByPow10(i % 20);
                scratch.add(other);
                scratch.divideBy(other, Rounding.HALF_EVEN, remainder);
                scratch.divideByPow10(i % 30, Rounding.CEILING);
                scratch.divideByLong(i, Rounding.FLOOR);
                scratch.subtract(remainder);
                sink += scratch.lo() + scratch.compare(other);
            }
        });
    }

    /** Anything, or a multiple or a half multiple of the divisor give or take one: where rounding turns. */
    private static BigInteger dividend(final Random random, final BigInteger divisor)
    {
        final int room = 256 - divisor.bitLength();
        if (divisor.signum() == 0 || random.nextInt(3) == 0)
        {
            return Numbers.unsigned(random, 256);
        }
        final BigInteger multiple = divisor.multiply(Numbers.unsigned(random, Math.max(3, room)));
        final BigInteger halved = random.nextBoolean() ? multiple.add(divisor.shiftRight(1)) : multiple;
        return halved.add(BigInteger.valueOf(random.nextInt(3) - 1)).max(BigInteger.ZERO).min(MAX);
    }

    private void assertQuotient(
        final BigInteger before,
        final BigInteger divisor,
        final Rounding rounding,
        final boolean isDivided,
        final String message)
    {
        assertEquals(divisor.signum() != 0, isDivided, message);
        final BigInteger expected = isDivided ? Numbers.divide(before, divisor, rounding) : before;
        assertEquals(expected, scratch.toBigInteger(), message);
    }

    /** The exact result where it fits, and else a refusal that changes nothing. */
    private void assertOutcome(
        final BigInteger before, final BigInteger exact, final boolean isDone, final String message)
    {
        final boolean isFitting = exact.signum() >= 0 && exact.bitLength() <= 256;
        assertEquals(isFitting, isDone, message);
        assertEquals(isFitting ? exact : before, scratch.toBigInteger(), message);
    }
}
