// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.price;

import io.plumbline.oracle.price.ConvertedAmount.Status;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * One conversion, what becomes of it by the table of the rules in exact fractions, and smaller conversions like it.
 * Unbounded integers throughout; nothing is shared with what is tested.
 */
record ConversionCase(
    Way way,
    int fiatDecimals,
    int assetDecimals,
    int payableDecimals,
    int rateScale,
    int crossScale,
    BigInteger amount,
    long rate,
    long crossRate,
    int feeBps,
    int maxErrorBps)
{
    private static final BigInteger ONE = BigInteger.valueOf(10_000);
    private static final BigInteger MAX = Numbers.TWO_TO_127.subtract(BigInteger.ONE);

    /** The four ways of the table. */
    enum Way
    {
        RECEIVES, PAYS, CREDITED, CHARGED;

        boolean isToAsset()
        {
            return this == RECEIVES || this == PAYS;
        }

        boolean isUp()
        {
            return this == RECEIVES || this == CHARGED;
        }

        boolean isReceived()
        {
            return this == RECEIVES || this == CREDITED;
        }
    }

    /** What became of a conversion. */
    record Outcome(Status status, BigInteger units)
    {
    }

    static ConversionCase random(final Random random, final boolean isTwoLegs)
    {
        final int assetDecimals = random.nextInt(4) == 0 ? 18 : random.nextInt(19);
        final int payableDecimals =
            random.nextInt(3) == 0 ? random.nextInt(assetDecimals + 1) : Math.max(0, assetDecimals - random.nextInt(4));
        final Way way = Way.values()[random.nextInt(4)];
        final BigInteger grid = BigInteger.TEN.pow(assetDecimals - payableDecimals);
        BigInteger amount = random.nextInt(3) == 0 ? Numbers.big(random.nextInt(5_000)) : Numbers.unsigned(random, 127);
        if (!way.isToAsset() && random.nextInt(6) != 0)
        {
            amount = amount.divide(grid).multiply(grid);
        }
        return new ConversionCase(way, random.nextInt(3) == 0 ? 2 : random.nextInt(19), assetDecimals, payableDecimals,
            random.nextInt(3) == 0 ? 8 : random.nextInt(19), isTwoLegs ? random.nextInt(19) : 0, amount,
            anyRate(random), isTwoLegs ? anyRate(random) : 1,
            anyFee(random),
            random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(100));
    }

    private static int anyFee(final Random random)
    {
        return switch (random.nextInt(20))
        {
            case 0 -> 9_999 + random.nextInt(2);
            case 1 -> 0;
            case 2 -> 5_000;
            default -> random.nextInt(random.nextBoolean() ? 200 : 5_001);
        };
    }

    private static long anyRate(final Random random)
    {
        return switch (random.nextInt(24))
        {
            case 0 -> -random.nextInt(2);
            case 1 -> 1 + random.nextInt(3);
            case 2 -> Long.MAX_VALUE - random.nextInt(3);
            default -> Numbers.positiveLong(random);
        };
    }

    /** The exact result is this over {@link #bottom}, in units of the result's grid. */
    BigInteger top()
    {
        return way.isToAsset() ?
            amount.multiply(share()).multiply(BigInteger.TEN.pow(payableDecimals + rateScale + crossScale)) :
            amount.multiply(rates()).multiply(ONE).multiply(BigInteger.TEN.pow(fiatDecimals));
    }

    BigInteger bottom()
    {
        return way.isToAsset() ?
            ONE.multiply(rates()).multiply(BigInteger.TEN.pow(fiatDecimals)) :
            share().multiply(BigInteger.TEN.pow(assetDecimals + rateScale + crossScale));
    }

    BigInteger grid()
    {
        return BigInteger.TEN.pow(assetDecimals - payableDecimals);
    }

    private BigInteger step()
    {
        return way.isToAsset() ? grid() : BigInteger.ONE;
    }

    private BigInteger share()
    {
        return way.isReceived() ? ONE.add(Numbers.big(feeBps)) : ONE.subtract(Numbers.big(feeBps));
    }

    private BigInteger rates()
    {
        return Numbers.big(rate).multiply(Numbers.big(crossRate));
    }

    Outcome expected()
    {
        if (rate <= 0 || crossRate <= 0)
        {
            return refused(Status.ZERO_RATE);
        }
        if (!way.isToAsset() && amount.mod(grid()).signum() != 0)
        {
            return refused(Status.OFF_GRID);
        }
        if (bottom().signum() == 0)
        {
            return refused(Status.OVERFLOW);
        }
        final BigInteger steps = Numbers.divide(top(), bottom(), way.isUp() ? Rounding.CEILING : Rounding.FLOOR);
        final BigInteger units = steps.multiply(step());
        if (units.compareTo(MAX) > 0)
        {
            return refused(Status.OVERFLOW);
        }
        final BigInteger error = steps.multiply(bottom()).subtract(top()).abs();
        final BigInteger bound = top().multiply(Numbers.big(Math.max(0, maxErrorBps)));
        return units.signum() == 0 || error.multiply(ONE).compareTo(bound) > 0 ?
            refused(Status.TOO_SMALL) : new Outcome(Status.OK, units);
    }

    private static Outcome refused(final Status status)
    {
        return new Outcome(status, BigInteger.ZERO);
    }

    Outcome actual()
    {
        final ConvertedAmount result = new ConvertedAmount();
        final Status status = convert(conversion(), result);
        if (status != result.status())
        {
            throw new AssertionError(status + " is kept as " + result.status() + ": " + this);
        }
        return new Outcome(status, Int128.toBigInteger(result.hi(), result.lo()));
    }

    Conversion conversion()
    {
        return new Conversion(fiatDecimals, assetDecimals, rateScale, crossScale, payableDecimals);
    }

    Status convert(final Conversion by, final ConvertedAmount result)
    {
        final long hi = Int128.hi(amount);
        final long lo = Int128.lo(amount);
        return switch (way)
        {
            case RECEIVES -> by.merchantReceives(hi, lo, rate, crossRate, feeBps, maxErrorBps, result);
            case PAYS -> by.merchantPays(hi, lo, rate, crossRate, feeBps, maxErrorBps, result);
            case CREDITED -> by.fiatCredited(hi, lo, rate, crossRate, feeBps, maxErrorBps, result);
            case CHARGED -> by.fiatCharged(hi, lo, rate, crossRate, feeBps, maxErrorBps, result);
        };
    }

    ConversionCase with(final Way newWay, final BigInteger newAmount)
    {
        return new ConversionCase(newWay, fiatDecimals, assetDecimals, payableDecimals, rateScale, crossScale,
            newAmount, rate, crossRate, feeBps, maxErrorBps);
    }

    /** The smallest case found by halving one figure after the other for as long as the case stays of its kind. */
    ConversionCase shrunk(final Predicate<ConversionCase> isOfKind)
    {
        ConversionCase least = this;
        boolean isSmaller = true;
        while (isSmaller)
        {
            isSmaller = false;
            for (final ConversionCase each : least.halved())
            {
                if (!each.equals(least) && isOfKind.test(each))
                {
                    least = each;
                    isSmaller = true;
                    break;
                }
            }
        }
        return least;
    }

    private List<ConversionCase> halved()
    {
        final List<ConversionCase> cases = new ArrayList<>();
        cases.add(with(way, amount.shiftRight(1)));
        cases.add(with(way, amount.divide(grid()).shiftRight(1).multiply(grid())));
        cases.add(with(fiatDecimals, assetDecimals, payableDecimals, rateScale, crossScale, rate / 2, crossRate));
        cases.add(with(fiatDecimals, assetDecimals, payableDecimals, rateScale, crossScale, rate, crossRate / 2));
        cases.add(with(fiatDecimals / 2, assetDecimals, payableDecimals, rateScale, crossScale, rate, crossRate));
        cases.add(with(fiatDecimals, Math.max(payableDecimals, assetDecimals / 2), payableDecimals, rateScale,
            crossScale, rate, crossRate));
        cases.add(with(fiatDecimals, assetDecimals, payableDecimals / 2, rateScale, crossScale, rate, crossRate));
        cases.add(with(fiatDecimals, assetDecimals, payableDecimals, rateScale / 2, crossScale, rate, crossRate));
        cases.add(with(fiatDecimals, assetDecimals, payableDecimals, rateScale, crossScale / 2, rate, crossRate));
        cases.add(new ConversionCase(way, fiatDecimals, assetDecimals, payableDecimals, rateScale, crossScale, amount,
            rate, crossRate, feeBps / 2, maxErrorBps));
        cases.add(new ConversionCase(way, fiatDecimals, assetDecimals, payableDecimals, rateScale, crossScale, amount,
            rate, crossRate, feeBps, maxErrorBps / 2));
        return cases;
    }

    private ConversionCase with(
        final int newFiatDecimals,
        final int newAssetDecimals,
        final int newPayableDecimals,
        final int newRateScale,
        final int newCrossScale,
        final long newRate,
        final long newCrossRate)
    {
        return new ConversionCase(way, newFiatDecimals, newAssetDecimals, newPayableDecimals, newRateScale,
            newCrossScale, amount, newRate, newCrossRate, feeBps, maxErrorBps);
    }
}
