// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.price;

import io.plumbline.oracle.price.ConvertedAmount.Status;

/**
 * Amounts of one fiat currency and one asset, turned into each other by a rate. Rates are fiat per one asset; a
 * rate of two legs (fiat per bridge currency × bridge currency per asset) is given as two factors, which are
 * multiplied exactly and never rounded between. Amounts are non-negative 128-bit integers of the smallest unit.
 *
 * <pre>
 * assetUnits = fiatUnits · (10,000 ± feeBps) · 10^(assetDecimals + rateScale + crossScale - fiatDecimals)
 *              ÷ (10,000 · rate · crossRate)
 * fiatUnits  = assetUnits · rate · crossRate ÷ 10^(assetDecimals + rateScale + crossScale - fiatDecimals)
 * </pre>
 *
 * <p>The quotient is rounded once, in the merchant's favour: up where the merchant receives (the fee is added to
 * what is paid), down where the merchant pays (the fee is kept back). Intermediates are 256 bits wide; with one leg
 * they hold whatever has a result of 127 bits, and what they do not hold is OVERFLOW.
 *
 * <p>Owned by one thread; allocates nothing after construction.
 */
public final class Conversion
{
    private final int shift;
    private final Wide amount = new Wide();
    private final Wide divisor = new Wide();
    private final Wide exact = new Wide();
    private final Wide error = new Wide();

    /**
     * A conversion by a rate of one leg.
     *
     * @param fiatDecimals  decimals of the fiat amounts, 0 to {@link Scales#MAX_SCALE}.
     * @param assetDecimals decimals of the asset amounts, 0 to {@link Scales#MAX_SCALE}.
     * @param rateScale     decimals of the rate, 0 to {@link Scales#MAX_SCALE}.
     * @throws IllegalArgumentException if one is out of range.
     */
    public Conversion(final int fiatDecimals, final int assetDecimals, final int rateScale)
    {
        this(fiatDecimals, assetDecimals, rateScale, 0);
    }

    /**
     * A conversion by a rate of two legs.
     *
     * @param fiatDecimals  decimals of the fiat amounts, 0 to {@link Scales#MAX_SCALE}.
     * @param assetDecimals decimals of the asset amounts, 0 to {@link Scales#MAX_SCALE}.
     * @param rateScale     decimals of the first leg, 0 to {@link Scales#MAX_SCALE}.
     * @param crossScale    decimals of the second leg, 0 to {@link Scales#MAX_SCALE}.
     * @throws IllegalArgumentException if one is out of range.
     */
    public Conversion(final int fiatDecimals, final int assetDecimals, final int rateScale, final int crossScale)
    {
        requireScale("fiatDecimals", fiatDecimals);
        requireScale("assetDecimals", assetDecimals);
        requireScale("rateScale", rateScale);
        requireScale("crossScale", crossScale);
        shift = assetDecimals + rateScale + crossScale - fiatDecimals;
    }

    /**
     * What the payer pays in the asset so that the merchant receives a fiat amount: fee added, rounded up.
     *
     * @param fiatHi      the upper half of the fiat amount, in its smallest unit.
     * @param fiatLo      the lower half of the fiat amount.
     * @param rate        fiat per one asset, at rateScale.
     * @param crossRate   the second leg at crossScale; 1 where there is one leg only.
     * @param feeBps      the fee, 0 to 10,000; another is a broken invariant and throws IllegalArgumentException.
     * @param maxErrorBps the most that rounding may add, in basis points of the exact amount; at least 0.
     * @param result      receives status and amount, in the asset's smallest unit.
     * @return the status: OK, OVERFLOW, TOO_SMALL or ZERO_RATE.
     */
    public Status merchantReceives(
        final long fiatHi,
        final long fiatLo,
        final long rate,
        final long crossRate,
        final int feeBps,
        final int maxErrorBps,
        final ConvertedAmount result)
    {
        final int grossBps = Bps.ONE + requireFee(feeBps);
        return toAsset(fiatHi, fiatLo, rate, crossRate, grossBps, Rounding.CEILING, maxErrorBps, result);
    }

    /**
     * What the merchant pays out in the asset for a fiat amount: fee kept back, rounded down.
     *
     * @param fiatHi      the upper half of the fiat amount, in its smallest unit.
     * @param fiatLo      the lower half of the fiat amount.
     * @param rate        fiat per one asset, at rateScale.
     * @param crossRate   the second leg at crossScale; 1 where there is one leg only.
     * @param feeBps      the fee, 0 to 10,000; another is a broken invariant and throws IllegalArgumentException.
     * @param maxErrorBps the most that rounding may take, in basis points of the exact amount; at least 0.
     * @param result      receives status and amount, in the asset's smallest unit.
     * @return the status: OK, OVERFLOW, TOO_SMALL or ZERO_RATE.
     */
    public Status merchantPays(
        final long fiatHi,
        final long fiatLo,
        final long rate,
        final long crossRate,
        final int feeBps,
        final int maxErrorBps,
        final ConvertedAmount result)
    {
        final int netBps = Bps.ONE - requireFee(feeBps);
        return toAsset(fiatHi, fiatLo, rate, crossRate, netBps, Rounding.FLOOR, maxErrorBps, result);
    }

    /**
     * What an asset amount is worth in fiat at a rate, without any fee. However small, it is not refused: the
     * direction of rounding says who bears the rest.
     *
     * @param assetHi   the upper half of the asset amount, in its smallest unit.
     * @param assetLo   the lower half of the asset amount.
     * @param rate      fiat per one asset, at rateScale.
     * @param crossRate the second leg at crossScale; 1 where there is one leg only.
     * @param rounding  the direction.
     * @param result    receives status and amount, in the fiat's smallest unit.
     * @return the status: OK, OVERFLOW or ZERO_RATE.
     */
    public Status fiatValue(
        final long assetHi,
        final long assetLo,
        final long rate,
        final long crossRate,
        final Rounding rounding,
        final ConvertedAmount result)
    {
        if (rate <= 0 || crossRate <= 0)
        {
            return result.refused(Status.ZERO_RATE);
        }
        amount.set(assetHi, assetLo);
        final boolean isWhole = assetHi >= 0 &&
            amount.multiplyByLong(rate) &&
            amount.multiplyByLong(crossRate) &&
            amount.multiplyByPow10(Math.max(0, -shift)) &&
            amount.divideByPow10(Math.max(0, shift), rounding) &&
            amount.isInt128();
        return isWhole ? result.ok(amount) : result.refused(Status.OVERFLOW);
    }

    private Status toAsset(
        final long fiatHi,
        final long fiatLo,
        final long rate,
        final long crossRate,
        final int shareBps,
        final Rounding rounding,
        final int maxErrorBps,
        final ConvertedAmount result)
    {
        if (rate <= 0 || crossRate <= 0)
        {
            return result.refused(Status.ZERO_RATE);
        }
        exact.set(fiatHi, fiatLo);
        divisor.set(Bps.ONE);
        final boolean isWide = fiatHi >= 0 &&
            exact.multiplyByLong(shareBps) &&
            exact.multiplyByPow10(Math.max(0, shift)) &&
            divisor.multiplyByLong(rate) &&
            divisor.multiplyByLong(crossRate) &&
            divisor.multiplyByPow10(Math.max(0, -shift));
        if (!isWide)
        {
            return result.refused(Status.OVERFLOW);
        }
        amount.set(exact);
        if (!amount.divideBy(divisor, rounding, error) || !amount.isInt128())
        {
            return result.refused(Status.OVERFLOW);
        }
        return isWithinBound(rounding, maxErrorBps) ? result.ok(amount) : result.refused(Status.TOO_SMALL);
    }

    /**
     * Whether the rounding error is within its bound: with exact / divisor the true amount, error · 10,000 at most
     * exact · maxErrorBps. A bound past 256 bits is above any error, since the divisor is below 2^201.
     */
    private boolean isWithinBound(final Rounding rounding, final int maxErrorBps)
    {
        if (error.isZero())
        {
            return true;
        }
        if (rounding == Rounding.CEILING)
        {
            divisor.subtract(error);
            error.set(divisor);
        }
        return error.multiplyByLong(Bps.ONE) &&
            (!exact.multiplyByLong(Math.max(0, maxErrorBps)) || error.compare(exact) <= 0);
    }

    private static int requireFee(final int feeBps)
    {
        if (feeBps < 0 || feeBps > Bps.ONE)
        {
            throw new IllegalArgumentException("feeBps must be 0 to " + Bps.ONE + ": " + feeBps);
        }
        return feeBps;
    }

    private static void requireScale(final String name, final int value)
    {
        if (value < 0 || value > Scales.MAX_SCALE)
        {
            throw new IllegalArgumentException(name + " must be 0 to " + Scales.MAX_SCALE + ": " + value);
        }
    }
}
