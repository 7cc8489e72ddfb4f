// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.price;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Int128Test
{
    private static final int ROUNDS = 2_000;

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34})
    void shouldAgreeWithBigInteger(final long seed)
    {
        final Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++)
        {
            final long hi = Numbers.anyLong(random);
            final long lo = Numbers.anyLong(random);
            final long otherHi = random.nextBoolean() ? hi : Numbers.anyLong(random);
            final long otherLo = Numbers.anyLong(random);
            final int decimals = random.nextInt(Scales.MAX_SCALE + 1);
            final String message = "seed " + seed + ": " + hi + ", " + lo + ", " + otherHi + ", " + otherLo;

            final BigInteger value = Int128.toBigInteger(hi, lo);
            assertEquals(Numbers.big(hi).multiply(Numbers.TWO_TO_64).add(Numbers.bigUnsigned(lo)), value, message);
            assertTrue(Int128.fits(value), message);
            assertEquals(hi, Int128.hi(value), message);
            assertEquals(lo, Int128.lo(value), message);
            final int order = value.compareTo(Int128.toBigInteger(otherHi, otherLo));
            assertEquals(order, Integer.signum(Int128.compare(hi, lo, otherHi, otherLo)), message);
            final String text = Int128.format(hi, lo, decimals);
            assertEquals(new BigDecimal(value, decimals), new BigDecimal(text), message);
            assertEquals(value, Int128.parse(text, decimals), message);
            final BigInteger product = Numbers.bigUnsigned(hi).multiply(Numbers.bigUnsigned(lo));
            assertEquals(product.shiftRight(64).longValue(), Int128.multiplyHighUnsigned(hi, lo), message);
        }
    }

    @Test
    void shouldKnowWhereItEnds()
    {
        final BigInteger max = Numbers.TWO_TO_127.subtract(BigInteger.ONE);
        final BigInteger min = Numbers.TWO_TO_127.negate();
        assertEquals(max, Int128.toBigInteger(Long.MAX_VALUE, -1));
        assertEquals(min, Int128.toBigInteger(Long.MIN_VALUE, 0));
        assertTrue(Int128.fits(max));
        assertTrue(Int128.fits(min));
        assertFalse(Int128.fits(max.add(BigInteger.ONE)));
        assertFalse(Int128.fits(min.subtract(BigInteger.ONE)));
        assertThrows(ArithmeticException.class, () -> Int128.hi(max.add(BigInteger.ONE)));
    }

    @Test
    void shouldReadPlainDecimals()
    {
        assertEquals(Numbers.big(12_340), Int128.parse("12.34", 3));
        assertEquals(Numbers.big(12), Int128.parse("12.000", 0));
        assertEquals(Numbers.big(-5), Int128.parse("-0.05", 2));
        assertEquals(BigInteger.ZERO, Int128.parse("0000.000", 2));
        assertEquals("0.05", Int128.format(0, 5, 2));
        assertEquals("-0.05", Int128.format(-1, -5, 2));
        assertEquals("0.000000000000000000", Int128.format(0, 0, 18));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "-", ".", "1.", ".5", "+1", "1e3", " 1", "1 ", "1,0", "1.2.3", "--1", "0x10", "\u0661", "1.001",
        "170141183460469231731687303715884105728", "1701411834604692317316873037158841057.28",
        "000000000000000000000000000000000000000000000000000000000000000000000000000000001"})
    void shouldRefuseOtherText(final String text)
    {
        assertThrows(IllegalArgumentException.class, () -> Int128.parse(text, 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 19, Integer.MIN_VALUE})
    void shouldRefuseDecimalsOutOfRange(final int decimals)
    {
        final String message =
            assertThrows(IllegalArgumentException.class, () -> Int128.parse("1", decimals)).getMessage();
        assertEquals("decimals must be 0 to 18: " + decimals, message);
    }

    @Test
    void shouldRefuseToFormatNegativeDecimals()
    {
        assertThrows(IllegalArgumentException.class, () -> Int128.format(0, 1, -1));
    }
}
