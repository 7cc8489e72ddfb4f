// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.fixtures.Allocations;
import io.plumbline.oracle.slot.Evaluation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract R: an order is not quoted where its transfer would cost too large a part of it. */
final class NetworkFeeTest
{
    private static final int ROUNDS = 20_000;
    private static final int LEAST_SEEN = 500;

    private final NetworkFee fee = new NetworkFee();
    private long sink;

    @Test
    void contractR_shouldAllowAFeeUpToItsBound()
    {
        assertEquals(Refusal.NONE, fee.judge(15_000, 4, 2, 10_000, 150), "1.5 of 100 USD");
        assertFigures(150, 150);
        assertEquals(Refusal.NETWORK_FEE, fee.judge(15_001, 4, 2, 10_000, 150));
        assertFigures(151, 150);
        assertEquals(Refusal.NETWORK_FEE, fee.judge(15_000, 4, 2, 9_999, 150));
        assertFigures(151, 150);
        assertEquals(Refusal.NETWORK_FEE, fee.judge(1, 18, 0, Long.MAX_VALUE, 0), "nothing may be paid");
        assertFigures(1, 0);
        assertEquals(Refusal.NETWORK_FEE, fee.judge(20_000, 4, 2, 100, 9_999), "twice the value");
        assertFigures(20_000, 9_999);
    }

    @Test
    void contractR_shouldNotGuessAFeeThatIsNotKnown()
    {
        assertEquals(Refusal.NETWORK_FEE_UNKNOWN, fee.judge(0, 4, 2, 10_000, 9_999));
        assertFigures(0, 0);
        assertEquals(Refusal.NETWORK_FEE_UNKNOWN, fee.judge(Long.MIN_VALUE, 4, 2, 10_000, 0));
        assertEquals(Refusal.NONE, fee.judge(0, 4, 2, 10_000, 10_000), "nobody asks");
        assertEquals(Refusal.NONE, fee.judge(Long.MAX_VALUE, 0, 18, 1, Integer.MAX_VALUE), "nobody asks");
        assertEquals(Refusal.NONE, fee.judge(Evaluation.NO_NETWORK_FEE, 0, 2, 1, 0), "no transfer has a price");
        assertFigures(0, 0);
    }

    @Test
    void contractR_shouldRefuseAnyFeeOfNoValue()
    {
        assertEquals(Refusal.NETWORK_FEE, fee.judge(1, 18, 0, 0, 9_999));
        assertFigures(Long.MAX_VALUE, 9_999);
        assertEquals(Refusal.NETWORK_FEE, fee.judge(1, 18, 0, -1, 9_999));
        assertEquals(Refusal.NETWORK_FEE, fee.judge(Long.MAX_VALUE, 0, 18, 1, 9_999), "2^123 times the value");
        assertFigures(Long.MAX_VALUE, 9_999);
        assertEquals(Refusal.NETWORK_FEE, fee.judge(1, 0, 0, 1, -1), "a bound below 0 is 0");
        assertFigures(10_000, 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {401, 402, 403, 404})
    void contractR_shouldAgreeWithDecimals(final long seed)
    {
        final Random random = new Random(seed);
        final Map<Refusal, Integer> seen = new EnumMap<>(Refusal.class);
        int saturated = 0;
        int atBound = 0;
        for (int i = 0; i < ROUNDS; i++)
        {
            final int feeScale = random.nextInt(19);
            final int currencyDecimals = random.nextInt(19);
            final long value = Math.max(1, anyLong(random));
            final int bound = random.nextInt(8) == 0 ? 9_999 + random.nextInt(3) : random.nextInt(1_000);
            final long price = random.nextInt(10) == 0 ? 0 :
                random.nextBoolean() ? anyLong(random) : nearBound(random, value, bound, feeScale - currencyDecimals);
            final String message = "seed " + seed + ": " + price + " at " + feeScale + " of " + value + " at " +
                currencyDecimals + " by " + bound;
            final Refusal refusal = fee.judge(price, feeScale, currencyDecimals, value, bound);
            seen.merge(refusal, 1, Integer::sum);
            if (price == 0 || bound >= 10_000)
            {
                assertEquals(bound >= 10_000 ? Refusal.NONE : Refusal.NETWORK_FEE_UNKNOWN, refusal, message);
                continue;
            }
            final BigDecimal cost = BigDecimal.valueOf(price, feeScale).movePointRight(4);
            final BigDecimal worth = BigDecimal.valueOf(value, currencyDecimals);
            final int sign = cost.compareTo(worth.multiply(BigDecimal.valueOf(bound)));
            assertEquals(sign > 0 ? Refusal.NETWORK_FEE : Refusal.NONE, refusal, message);
            final BigDecimal figure = cost.divide(worth, 0, RoundingMode.CEILING);
            final long expected = figure.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact();
            assertEquals(expected, fee.measuredBps, message);
            assertEquals(bound, fee.limitBps, message);
            saturated += expected == Long.MAX_VALUE ? 1 : 0;
            atBound += expected == bound || expected == bound + 1 ? 1 : 0;
        }
        for (final Refusal each : new Refusal[] {Refusal.NONE, Refusal.NETWORK_FEE, Refusal.NETWORK_FEE_UNKNOWN})
        {
            assertTrue(seen.getOrDefault(each, 0) >= LEAST_SEEN, () -> "seed " + seed + " hardly saw " + each);
        }
        assertTrue(saturated > 20 && atBound > 100, "seed " + seed + ": " + saturated + ", " + atBound);
    }

    @Test
    void contractT_shouldNotAllocate()
    {
        Allocations.assertNone(() ->
        {
            for (int i = 1; i < 5_000; i++)
            {
                final long mixed = (i * 0x9E37_79B9_7F4A_7C15L) >>> 1;
                sink += fee.judge(mixed, i % 19, i % 17, mixed >>> i % 40, i % 11_000).code() + fee.measuredBps;
            }
        });
    }

    /** The fee that a bound just allows, give or take one, where a long holds it. */
    private static long nearBound(final Random random, final long value, final int bound, final int shift)
    {
        final BigDecimal exact = BigDecimal.valueOf(value).multiply(BigDecimal.valueOf(bound)).movePointLeft(4)
            .scaleByPowerOfTen(shift);
        final BigDecimal near = exact.setScale(0, RoundingMode.FLOOR).add(BigDecimal.valueOf(random.nextInt(3) - 1));
        return near.signum() <= 0 || near.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0 ? 1 : near.longValue();
    }

    private static long anyLong(final Random random)
    {
        return random.nextInt(8) == 0 ? Long.MAX_VALUE - random.nextInt(3) :
            Math.max(1, random.nextLong() >>> (1 + random.nextInt(63)));
    }

    private void assertFigures(final long measured, final long limit)
    {
        assertEquals(measured, fee.measuredBps);
        assertEquals(limit, fee.limitBps);
    }
}
