// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.price;

import io.plumbline.oracle.price.ConvertedAmount.Status;

/**
 * Amounts of one fiat currency and one asset, turned into each other by a rate. Rates are fiat per one asset; a
 * rate of two legs (fiat per bridge currency × bridge currency per asset) is given as two factors, which are
 * multiplied exactly and never rounded between. Amounts are non-negative 128-bit integers of the smallest unit.
 *
 * <pre>
 * shift      = assetDecimals + rateScale + crossScale - fiatDecimals
 * assetUnits = fiatUnits · (10,000 ± feeBps) · 10^shift ÷ (10,000 · rate · crossRate)
 * fiatUnits  = assetUnits · 10,000 · rate · crossRate ÷ ((10,000 ± feeBps) · 10^shift)
 * </pre>
 *
 * <p>The quotient is rounded once, in the merchant's favour. An asset amount that is found lies on the payable grid,
 * the whole multiples of 10^(assetDecimals - payableDecimals), onto which it is rounded in that one step; one that is
 * given must lie on it. Intermediates are 256 bits wide, which holds whatever has a result of 127 bits.
 *
 * <p>Owned by one thread; allocates nothing after construction.
 */
public final class Conversion
{
    /** 10,000 is ten to this power; taken out of the fraction, it leaves room for whatever has a result. */
    private static final int BPS_DIGITS = 4;

    private final int shift;
    private final int payableShift;
    private final long gridUnits;
    private final Wide grid = new Wide();
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
        this(fiatDecimals, assetDecimals, rateScale, crossScale, assetDecimals);
    }

    /**
     * A conversion by a rate of two legs, of an asset that is paid in coarser steps than its base unit.
     *
     * @param fiatDecimals    decimals of the fiat amounts, 0 to {@link Scales#MAX_SCALE}.
     * @param assetDecimals   decimals of the asset amounts, 0 to {@link Scales#MAX_SCALE}.
     * @param rateScale       decimals of the first leg, 0 to {@link Scales#MAX_SCALE}.
     * @param crossScale      decimals of the second leg, 0 to {@link Scales#MAX_SCALE}; 0 where there is one leg only.
     * @param payableDecimals decimals of the asset that can be paid, 0 to assetDecimals.
     * @throws IllegalArgumentException if one is out of range.
     */
    public Conversion(
        final int fiatDecimals,
        final int assetDecimals,
        final int rateScale,
        final int crossScale,
        final int payableDecimals)
    {
        requireScale("fiatDecimals", fiatDecimals, Scales.MAX_SCALE);
        requireScale("assetDecimals", assetDecimals, Scales.MAX_SCALE);
        requireScale("rateScale", rateScale, Scales.MAX_SCALE);
        requireScale("crossScale", crossScale, Scales.MAX_SCALE);
        requireScale("payableDecimals", payableDecimals, assetDecimals);
        shift = assetDecimals + rateScale + crossScale - fiatDecimals;
        payableShift = shift - (assetDecimals - payableDecimals);
        gridUnits = Scales.pow10(assetDecimals - payableDecimals);
        grid.set(gridUnits);
    }

    /**
     * Whether an asset amount can be paid: whether it lies on the payable grid.
     *
     * @param assetHi the upper half of the asset amount, in its smallest unit.
     * @param assetLo the lower half of the asset amount.
     * @return false off the grid, and for a negative amount.
     */
    public boolean isPayable(final long assetHi, final long assetLo)
    {
        amount.set(assetHi, assetLo);
        return assetHi >= 0 && amount.divideBy(grid, Rounding.FLOOR, error) && error.isZero();
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
     * What the payer is credited in fiat for an asset amount that the merchant receives: the fiat amount that, with its
     * fee, is worth so much; rounded down.
     *
     * @param assetHi     the upper half of the asset amount, in its smallest unit.
     * @param assetLo     the lower half of the asset amount.
     * @param rate        fiat per one asset, at rateScale.
     * @param crossRate   the second leg at crossScale; 1 where there is one leg only.
     * @param feeBps      the fee, 0 to 10,000; another is a broken invariant and throws IllegalArgumentException.
     * @param maxErrorBps the most that rounding may take, in basis points of the exact amount; at least 0.
     * @param result      receives status and amount, in the fiat's smallest unit.
     * @return the status: OK, OFF_GRID, OVERFLOW, TOO_SMALL or ZERO_RATE.
     */
    public Status fiatCredited(
        final long assetHi,
        final long assetLo,
        final long rate,
        final long crossRate,
        final int feeBps,
        final int maxErrorBps,
        final ConvertedAmount result)
    {
        final int grossBps = Bps.ONE + requireFee(feeBps);
        return toFiat(assetHi, assetLo, rate, crossRate, grossBps, Rounding.FLOOR, maxErrorBps, result);
    }

    /**
     * What is charged in fiat for an asset amount that the merchant pays out: the fiat amount that, less its fee, is
     * worth so much; rounded up. Where all of it would be fee no amount is enough, which is OVERFLOW.
     *
     * @param assetHi     the upper half of the asset amount, in its smallest unit.
     * @param assetLo     the lower half of the asset amount.
     * @param rate        fiat per one asset, at rateScale.
     * @param crossRate   the second leg at crossScale; 1 where there is one leg only.
     * @param feeBps      the fee, 0 to 10,000; another is a broken invariant and throws IllegalArgumentException.
     * @param maxErrorBps the most that rounding may add, in basis points of the exact amount; at least 0.
     * @param result      receives status and amount, in the fiat's smallest unit.
     * @return the status: OK, OFF_GRID, OVERFLOW, TOO_SMALL or ZERO_RATE.
     */
    public Status fiatCharged(
        final long assetHi,
        final long assetLo,
        final long rate,
        final long crossRate,
        final int feeBps,
        final int maxErrorBps,
        final ConvertedAmount result)
    {
        final int netBps = Bps.ONE - requireFee(feeBps);
        return toFiat(assetHi, assetLo, rate, crossRate, netBps, Rounding.CEILING, maxErrorBps, result);
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
        final int digits = payableShift - BPS_DIGITS;
        exact.set(fiatHi, fiatLo);
        divisor.set(rate);
        final boolean isWide = fiatHi >= 0 &&
            exact.multiplyByLong(shareBps) &&
            exact.multiplyByPow10(Math.max(0, digits)) &&
            divisor.multiplyByLong(crossRate) &&
            divisor.multiplyByPow10(Math.max(0, -digits));
        return isWide ? divide(rounding, maxErrorBps, gridUnits, result) : result.refused(Status.OVERFLOW);
    }

    private Status toFiat(
        final long assetHi,
        final long assetLo,
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
        if (assetHi >= 0 && !isPayable(assetHi, assetLo))
        {
            return result.refused(Status.OFF_GRID);
        }
        final int digits = BPS_DIGITS - shift;
        exact.set(assetHi, assetLo);
        divisor.set(shareBps);
        final boolean isWide = assetHi >= 0 &&
            exact.multiplyByLong(rate) &&
            exact.multiplyByLong(crossRate) &&
            exact.multiplyByPow10(Math.max(0, digits)) &&
            divisor.multiplyByPow10(Math.max(0, -digits));
        return isWide ? divide(rounding, maxErrorBps, 1, result) : result.refused(Status.OVERFLOW);
    }

    /** The one rounding: exact / divisor to whole steps of so many units; a divisor of zero is OVERFLOW. */
    private Status divide(
        final Rounding rounding, final int maxErrorBps, final long stepUnits, final ConvertedAmount result)
    {
        amount.set(exact);
        final boolean isFitting = amount.divideBy(divisor, rounding, error) &&
            amount.multiplyByLong(stepUnits) &&
            amount.isInt128();
        if (!isFitting)
        {
            return result.refused(Status.OVERFLOW);
        }
        final boolean isLargeEnough = !amount.isZero() && isWithinBound(rounding, maxErrorBps);
        return isLargeEnough ? result.ok(amount) : result.refused(Status.TOO_SMALL);
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

    private static void requireScale(final String name, final int value, final int max)
    {
        if (value < 0 || value > max)
        {
            throw new IllegalArgumentException(name + " must be 0 to " + max + ": " + value);
        }
    }
}
