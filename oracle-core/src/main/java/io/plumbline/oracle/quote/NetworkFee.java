// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.price.Bps;
import io.plumbline.oracle.price.Rounding;
import io.plumbline.oracle.price.Wide;
import io.plumbline.oracle.slot.Evaluation;

/**
 * Whether what one transfer costs is too large a part of what an order is worth. Exact: nothing is rounded but the
 * figure. One thread; allocates nothing after construction.
 */
final class NetworkFee
{
    /** The fee in basis points of the value, rounded up and saturated; 0 where the last judgement measured none. */
    long measuredBps;
    /** The bound it was measured by; 0 where the last judgement measured none. */
    long limitBps;
    private final Wide fee = new Wide();
    private final Wide value = new Wide();

    NetworkFee()
    {
    }

    /**
     * Judges one order.
     *
     * @param networkFee       as {@link Evaluation#networkFee}.
     * @param feeScale         decimals of the fee, 0 to 18.
     * @param currencyDecimals decimals of the value, 0 to 18; both are in one currency.
     * @param valueMinorUnits  the order's value; of none or less any fee is too large a part.
     * @param maxNetworkFeeBps the bound; 10,000 or more is none.
     * @return NONE, NETWORK_FEE_UNKNOWN or NETWORK_FEE.
     */
    Refusal judge(
        final long networkFee,
        final int feeScale,
        final int currencyDecimals,
        final long valueMinorUnits,
        final int maxNetworkFeeBps)
    {
        measuredBps = 0;
        limitBps = 0;
        if (maxNetworkFeeBps >= Bps.ONE || networkFee == Evaluation.NO_NETWORK_FEE)
        {
            return Refusal.NONE;
        }
        if (networkFee <= 0)
        {
            return Refusal.NETWORK_FEE_UNKNOWN;
        }
        limitBps = Math.max(0, maxNetworkFeeBps);
        measuredBps = measure(networkFee, feeScale, currencyDecimals, valueMinorUnits);
        return measuredBps > limitBps ? Refusal.NETWORK_FEE : Refusal.NONE;
    }

    /** A whole bound is passed exactly where the figure that is rounded up is above it. 2^137 at most on the way. */
    private long measure(
        final long networkFee, final int feeScale, final int currencyDecimals, final long valueMinorUnits)
    {
        fee.set(networkFee);
        value.set(Math.max(0, valueMinorUnits));
        final boolean isMeasured = fee.multiplyByPow10(currencyDecimals) &&
            fee.multiplyByLong(Bps.ONE) &&
            value.multiplyByPow10(feeScale) &&
            fee.divideBy(value, Rounding.CEILING) &&
            fee.isLong();
        return isMeasured ? fee.lo() : Long.MAX_VALUE;
    }
}
