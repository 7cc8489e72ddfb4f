// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.fixtures.Allocations;
import io.plumbline.oracle.price.Int128;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract R: both amounts of an order against the table of the rules, in decimals of any length. */
final class QuoteAmountsTest
{
    private static final int ROUNDS = 10_000;
    /** Each side and unit meets each refusal that it can so often in a run of one seed. */
    private static final int LEAST_SEEN = 40;
    private static final int RECEIVES = Side.MERCHANT_RECEIVES.code();
    private static final int PAYS = Side.MERCHANT_PAYS.code();
    private static final int BTC = 0;
    private static final int ETHER = 1;
    private static final int YEN = 2;
    private static final long BTC_RATE = 6_712_345_000_000L;
    private static final BigDecimal ONE = BigDecimal.valueOf(10_000);
    private static final BigInteger MAX = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);

    private final QuoteAmounts amounts = new QuoteAmounts(List.of(
        instrument(2, 8, 8, 8), instrument(2, 18, 9, 8), instrument(0, 6, 2, 4)));
    private long sink;

    @Test
    void contractR_shouldFindTheOtherAmountWithBothFees()
    {
        assertEquals(Refusal.NONE, convert(BTC, RECEIVES, QuoteAmounts.IN_FIAT, 10_000, BTC_RATE));
        assertAmounts(10_000, 150_023, "100 USD and 0.7% at 67123.45 is 150022.18");
        assertEquals(Refusal.NONE, convert(BTC, PAYS, QuoteAmounts.IN_FIAT, 10_000, BTC_RATE));
        assertAmounts(10_000, 147_936, "99.3 USD is 147936.49");
        assertEquals(Refusal.NONE, convert(BTC, RECEIVES, QuoteAmounts.IN_ASSET, 150_023, BTC_RATE));
        assertAmounts(10_000, 150_023, "100.0005 USD");
        assertEquals(Refusal.NONE, convert(BTC, PAYS, QuoteAmounts.IN_ASSET, 147_936, BTC_RATE));
        assertAmounts(10_000, 147_936, "99.9997 USD");
        assertEquals(Refusal.NONE, convert(YEN, RECEIVES, QuoteAmounts.IN_FIAT, 15_000, 1_512_345));
        assertAmounts(15_000, 99_880_000, "99.8780 tokens go up to two decimals");
        assertEquals(Refusal.NONE, convert(YEN, PAYS, QuoteAmounts.IN_FIAT, 15_000, 1_512_345));
        assertAmounts(15_000, 98_480_000, "98.4895 tokens go down");
    }

    @Test
    void contractR_shouldRefuseWhatIsNoAmount()
    {
        for (final int amountIn : new int[] {QuoteAmounts.IN_FIAT, QuoteAmounts.IN_ASSET})
        {
            assertEquals(Refusal.INVALID_ARGUMENT, convert(BTC, RECEIVES, amountIn, 0, BTC_RATE));
            assertEquals(Refusal.INVALID_ARGUMENT, amounts.convert(BTC, PAYS, amountIn, -1, -1, BTC_RATE, 0, 0, 100));
            assertEquals(Refusal.INVALID_ARGUMENT,
                amounts.convert(BTC, PAYS, amountIn, Long.MIN_VALUE, 0, BTC_RATE, 0, 0, 100));
            assertEquals(Refusal.INVALID_ARGUMENT, convert(BTC, 2, amountIn, 1, BTC_RATE), "no side");
            assertEquals(Refusal.INVALID_ARGUMENT, convert(BTC, -1, amountIn, 1, BTC_RATE), "no side");
            assertEquals(Refusal.NO_PRICE, convert(BTC, PAYS, amountIn, 1, 0));
            assertEquals(Refusal.NO_PRICE, convert(BTC, PAYS, amountIn, 1, Long.MIN_VALUE));
            assertEquals(Refusal.NONE, amounts.judge(BTC, RECEIVES, amountIn, 0, Long.MIN_VALUE), "2^63");
        }
        assertEquals(Refusal.INVALID_ARGUMENT, convert(BTC, PAYS, 2, 1, BTC_RATE), "no unit");
        assertEquals(Refusal.INVALID_ARGUMENT, convert(BTC, PAYS, 255, 1, BTC_RATE), "no unit");
        assertEquals(Refusal.INVALID_ARGUMENT, convert(ETHER, PAYS, QuoteAmounts.IN_ASSET, 1_000_000_001, BTC_RATE));
        assertEquals(Refusal.INVALID_ARGUMENT, convert(ETHER, PAYS, QuoteAmounts.IN_ASSET, 1_000_000_001, 0),
            "before there is a price");
        assertEquals(Refusal.INVALID_ARGUMENT, amounts.judge(ETHER, PAYS, QuoteAmounts.IN_ASSET, 0, 1_000_000_001));
        assertEquals(Refusal.NONE, amounts.judge(ETHER, PAYS, QuoteAmounts.IN_ASSET, 0, 1_000_000_000));
        assertEquals(Refusal.NONE, amounts.judge(ETHER, PAYS, QuoteAmounts.IN_FIAT, 0, 1_000_000_001));
    }

    @Test
    void contractR_shouldLeaveNoAmountBehindARefusal()
    {
        assertEquals(Refusal.NONE, convert(BTC, RECEIVES, QuoteAmounts.IN_FIAT, 10_000, BTC_RATE));
        assertEquals(Refusal.ORDER_TOO_SMALL, convert(BTC, PAYS, QuoteAmounts.IN_ASSET, 1, BTC_RATE));
        assertAmounts(0, 0, "0.07 cents");
        assertEquals(Refusal.NONE, convert(BTC, RECEIVES, QuoteAmounts.IN_FIAT, 10_000, BTC_RATE));
        assertEquals(Refusal.AMOUNT_OVERFLOW,
            amounts.convert(ETHER, RECEIVES, QuoteAmounts.IN_FIAT, Long.MAX_VALUE, -1, 1, 0, 0, 100));
        assertAmounts(0, 0, "more ether than 128 bits hold");
    }

    @Test
    void contractR_shouldNeverDivideByAFeeOfAll()
    {
        assertEquals(Refusal.AMOUNT_OVERFLOW,
            amounts.convert(BTC, PAYS, QuoteAmounts.IN_ASSET, 0, 150_000, BTC_RATE, 5_000, 5_000, 10_000));
        assertEquals(Refusal.ORDER_TOO_SMALL,
            amounts.convert(BTC, PAYS, QuoteAmounts.IN_FIAT, 0, 150_000, BTC_RATE, 5_000, 5_000, 10_000));
        assertThrows(IllegalArgumentException.class,
            () -> amounts.convert(BTC, PAYS, QuoteAmounts.IN_ASSET, 0, 1, BTC_RATE, 5_000, 5_001, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {301, 302, 303, 304, 305, 306})
    void contractR_shouldAgreeWithTheTable(final long seed)
    {
        final Random random = new Random(seed);
        final Map<Refusal, int[]> seen = new EnumMap<>(Refusal.class);
        for (int i = 0; i < ROUNDS; i++)
        {
            final Order order = Order.random(random);
            if (!order.expected().equals(order.actual()))
            {
                final Order least = order.shrunk(each -> !each.expected().equals(each.actual()));
                fail("seed " + seed + ", round " + i + ": " + least + " is " + least.expected() + ", not " +
                    least.actual());
            }
            seen.computeIfAbsent(order.expected().refusal, each -> new int[4])[order.side * 2 + order.amountIn]++;
        }
        for (final Refusal refusal : new Refusal[] {Refusal.NONE, Refusal.INVALID_ARGUMENT, Refusal.NO_PRICE,
            Refusal.AMOUNT_OVERFLOW, Refusal.ORDER_TOO_SMALL})
        {
            for (final int count : seen.getOrDefault(refusal, new int[4]))
            {
                assertTrue(count >= LEAST_SEEN, () -> "seed " + seed + " hardly saw " + refusal + ": " + count);
            }
        }
    }

    @Test
    void contractT_shouldNotAllocate()
    {
        Allocations.assertNone(() ->
        {
            for (int i = 1; i < 2_000; i++)
            {
                final long mixed = (i * 0x9E37_79B9_7F4A_7C15L) >>> 20;
                for (int which = 0; which < 4; which++)
                {
                    sink += amounts.convert(
                        i % 3, which & 1, which >>> 1, i % 5, mixed * 10_000, BTC_RATE - i, 50, 20, 100).code();
                    sink += amounts.fiatLow + amounts.assetHigh;
                }
            }
        });
    }

    private static InstrumentConfig instrument(
        final int currencyDecimals, final int assetDecimals, final int payableDecimals, final int rateScale)
    {
        return InstrumentConfig.named("COIN").asset("test", assetDecimals).currency("CASH", currencyDecimals)
            .price(rateScale, 1).payable(payableDecimals).build();
    }

    private Refusal convert(
        final int instrument, final int side, final int amountIn, final long amount, final long rate)
    {
        return amounts.convert(instrument, side, amountIn, 0, amount, rate, 50, 20, 100);
    }

    private void assertAmounts(final long fiat, final long asset, final String message)
    {
        assertEquals(fiat, amounts.fiatLow, message);
        assertEquals(asset, amounts.assetLow, message);
        assertEquals(0, amounts.fiatHigh | amounts.assetHigh, message);
    }

    private record Found(Refusal refusal, BigInteger fiat, BigInteger asset)
    {
        private static Found refused(final Refusal refusal)
        {
            return new Found(refusal, BigInteger.ZERO, BigInteger.ZERO);
        }
    }

    /** One order and what becomes of it: value, fee and asset in whole coins and currency, as one would reckon. */
    private record Order(
        int side,
        int amountIn,
        BigInteger amount,
        long rate,
        int rateScale,
        int currencyDecimals,
        int assetDecimals,
        int payableDecimals,
        int feeBps,
        int lockFeeBps,
        int maxRoundingBps)
    {
        private static Order random(final Random random)
        {
            final int assetDecimals = random.nextInt(3) == 0 ? 18 : random.nextInt(19);
            final int payable =
                random.nextInt(3) == 0 ? random.nextInt(assetDecimals + 1) : Math.max(0, assetDecimals - 1);
            final int amountIn = random.nextInt(2);
            final BigInteger grid = BigInteger.TEN.pow(assetDecimals - payable);
            final BigInteger any = anyAmount(random);
            final boolean isOnGrid = amountIn == QuoteAmounts.IN_ASSET && random.nextInt(8) != 0;
            final int feeBps = random.nextInt(4) == 0 ? 5_000 : random.nextInt(200);
            return new Order(random.nextInt(2), amountIn, isOnGrid ? any.divide(grid).multiply(grid) : any,
                anyRate(random), random.nextInt(19), random.nextInt(3) == 0 ? 2 : random.nextInt(19), assetDecimals,
                payable, feeBps, feeBps == 5_000 ? 0 : random.nextInt(4_800), random.nextInt(200));
        }

        private static BigInteger anyAmount(final Random random)
        {
            return switch (random.nextInt(8))
            {
                case 0 -> BigInteger.valueOf(random.nextInt(12) - 2);
                case 1 -> MAX.subtract(BigInteger.valueOf(random.nextInt(3)));
                case 2 -> BigInteger.TEN.pow(random.nextInt(38));
                case 3 -> BigInteger.valueOf(random.nextInt(100_000_000));
                default -> new BigInteger(1 + random.nextInt(127), random);
            };
        }

        private static long anyRate(final Random random)
        {
            return switch (random.nextInt(16))
            {
                case 0 -> -random.nextInt(2);
                case 1 -> 1;
                case 2 -> Long.MAX_VALUE;
                default -> Math.max(1, random.nextLong() >>> (1 + random.nextInt(63)));
            };
        }

        private Found expected()
        {
            final boolean isFiat = amountIn == QuoteAmounts.IN_FIAT;
            final BigInteger grid = BigInteger.TEN.pow(assetDecimals - payableDecimals);
            if (amount.signum() <= 0 || (!isFiat && amount.mod(grid).signum() != 0))
            {
                return Found.refused(Refusal.INVALID_ARGUMENT);
            }
            if (rate <= 0)
            {
                return Found.refused(Refusal.NO_PRICE);
            }
            final BigDecimal fees = BigDecimal.valueOf(feeBps + lockFeeBps);
            final BigDecimal share = side == RECEIVES ? ONE.add(fees) : ONE.subtract(fees);
            final BigDecimal price = BigDecimal.valueOf(rate, rateScale);
            final BigDecimal top = isFiat ? new BigDecimal(amount, currencyDecimals).multiply(share) :
                new BigDecimal(amount, assetDecimals).multiply(price).multiply(ONE);
            final BigDecimal bottom = isFiat ? ONE.multiply(price) : share;
            final RoundingMode mode = (side == RECEIVES) == isFiat ? RoundingMode.CEILING : RoundingMode.FLOOR;
            final BigDecimal found = top.divide(bottom, isFiat ? payableDecimals : currencyDecimals, mode);
            final BigInteger units =
                found.movePointRight(isFiat ? assetDecimals : currencyDecimals).toBigIntegerExact();
            if (units.compareTo(MAX) > 0)
            {
                return Found.refused(Refusal.AMOUNT_OVERFLOW);
            }
            final BigDecimal error = found.multiply(bottom).subtract(top).abs().multiply(ONE);
            if (units.signum() == 0 || error.compareTo(top.multiply(BigDecimal.valueOf(maxRoundingBps))) > 0)
            {
                return Found.refused(Refusal.ORDER_TOO_SMALL);
            }
            return new Found(Refusal.NONE, isFiat ? amount : units, isFiat ? units : amount);
        }

        private Found actual()
        {
            final QuoteAmounts amounts =
                new QuoteAmounts(List.of(instrument(currencyDecimals, assetDecimals, payableDecimals, rateScale)));
            final Refusal refusal = amounts.convert(0, side, amountIn, Int128.hi(amount), Int128.lo(amount), rate,
                feeBps, lockFeeBps, maxRoundingBps);
            return new Found(refusal, Int128.toBigInteger(amounts.fiatHigh, amounts.fiatLow),
                Int128.toBigInteger(amounts.assetHigh, amounts.assetLow));
        }

        /** Halves one figure after the other for as long as the order stays of its kind. */
        private Order shrunk(final Predicate<Order> isOfKind)
        {
            Order least = this;
            List<Order> smaller = least.halved(isOfKind);
            while (!smaller.isEmpty())
            {
                least = smaller.get(0);
                smaller = least.halved(isOfKind);
            }
            return least;
        }

        private List<Order> halved(final Predicate<Order> isOfKind)
        {
            final BigInteger grid = BigInteger.TEN.pow(assetDecimals - payableDecimals);
            final BigInteger half = amount.divide(grid).shiftRight(1).multiply(grid);
            return Stream.of(
                with(amount.shiftRight(1), rate, rateScale, currencyDecimals, assetDecimals, payableDecimals),
                with(half, rate, rateScale, currencyDecimals, assetDecimals, payableDecimals),
                with(amount, rate / 2, rateScale, currencyDecimals, assetDecimals, payableDecimals),
                with(amount, rate, rateScale / 2, currencyDecimals, assetDecimals, payableDecimals),
                with(amount, rate, rateScale, currencyDecimals / 2, assetDecimals, payableDecimals),
                with(amount, rate, rateScale, currencyDecimals, Math.max(payableDecimals, assetDecimals / 2),
                    payableDecimals),
                with(amount, rate, rateScale, currencyDecimals, assetDecimals, payableDecimals / 2),
                new Order(side, amountIn, amount, rate, rateScale, currencyDecimals, assetDecimals, payableDecimals,
                    feeBps / 2, lockFeeBps / 2, maxRoundingBps)).filter(each -> !each.equals(this))
                .filter(isOfKind).toList();
        }

        private Order with(
            final BigInteger newAmount,
            final long newRate,
            final int newRateScale,
            final int newCurrencyDecimals,
            final int newAssetDecimals,
            final int newPayableDecimals)
        {
            return new Order(side, amountIn, newAmount, newRate, newRateScale, newCurrencyDecimals, newAssetDecimals,
                newPayableDecimals, feeBps, lockFeeBps, maxRoundingBps);
        }
    }
}
