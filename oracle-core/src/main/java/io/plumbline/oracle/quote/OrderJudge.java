// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.wire.OrderEvent;

/**
 * Whether an order may be quoted on a price under a policy's terms, and what it comes to. Remembers nothing but its
 * last result, so that the same order can be judged by other terms too. One thread; allocates nothing.
 */
final class OrderJudge
{
    /** Effective terms, once the order has a value. */
    final Terms terms = new Terms();
    /** Both amounts, once converted. */
    final QuoteAmounts amounts;
    /** The figure that decided, and what it was held against. */
    long measured;
    long limit;

    private final InstrumentConfig[] instruments;
    private final int[] networkFeeScale;
    private final NetworkFee networkFee = new NetworkFee();

    OrderJudge(final OracleConfig config)
    {
        instruments = config.instruments().toArray(new InstrumentConfig[0]);
        amounts = new QuoteAmounts(config.instruments());
        networkFeeScale = new int[instruments.length];
        for (int i = 0; i < instruments.length; i++)
        {
            final int signal = config.graph().networkFee(i);
            networkFeeScale[i] = signal < 0 ? 0 : instruments[signal].priceScale();
        }
    }

    /** The order's value in minor units of the currency, once judged NONE. */
    long value()
    {
        return amounts.fiatLow;
    }

    /**
     * What can be said of an order without a price.
     *
     * @return NONE, INVALID_ARGUMENT or ORDER_TOO_LARGE.
     */
    Refusal judgeOrder(final Order order, final QuotePolicy policy)
    {
        noFigures();
        final Refusal unfit =
            amounts.judge(order.instrument, order.side, order.amountIn, order.amountHigh, order.amountLow);
        if (unfit != Refusal.NONE)
        {
            return unfit;
        }
        return order.amountIn == OrderEvent.AMOUNT_IN_FIAT ?
            within(order.amountHigh, order.amountLow, policy.maxFiatMinorUnits()) : Refusal.NONE;
    }

    /**
     * Judges an order by a price of its instrument.
     *
     * @return NONE, or the first rule of issuing that fails, those of rationing apart.
     */
    Refusal judge(final Order order, final Evaluation price, final PolicyTerms in)
    {
        noFigures();
        if (!price.tier.isLive())
        {
            return price.refusal == Refusal.NONE ? Refusal.TIER : price.refusal;
        }
        if (!price.hasEvidence)
        {
            return Refusal.NO_PRICE;
        }
        final Refusal forbidden = in.whyNoIssue(price);
        if (forbidden != Refusal.NONE)
        {
            return forbidden;
        }
        final QuotePolicy policy = in.policy();
        final Refusal unfit = amounts.convert(order.instrument, order.side, order.amountIn, order.amountHigh,
            order.amountLow, price.price, policy.feeBps(), policy.lockFeeBps(), policy.maxRoundingBps());
        if (unfit != Refusal.NONE)
        {
            return unfit;
        }
        if (amounts.fiatHigh != 0 || amounts.fiatLow < 0)
        {
            return within(amounts.fiatHigh, amounts.fiatLow, policy.maxFiatMinorUnits());
        }
        terms.set(policy, in.rights(price), amounts.fiatLow);
        return judgeValue(price, policy);
    }

    private Refusal judgeValue(final Evaluation price, final QuotePolicy policy)
    {
        final long value = amounts.fiatLow;
        if (value > terms.capMinorUnits)
        {
            return figures(value, terms.capMinorUnits, Refusal.ORDER_TOO_LARGE);
        }
        if (price.lineages < terms.minLineages)
        {
            return figures(price.lineages, terms.minLineages, Refusal.TOO_FEW_LINEAGES);
        }
        if (price.confidenceBps < terms.minConfidenceBps)
        {
            return figures(price.confidenceBps, terms.minConfidenceBps, Refusal.LOW_CONFIDENCE);
        }
        final Refusal tooDear = networkFee.judge(price.networkFee, networkFeeScale[price.instrument],
            instruments[price.instrument].currencyDecimals(), value, policy.maxNetworkFeeBps());
        return tooDear == Refusal.NETWORK_FEE ?
            figures(networkFee.measuredBps, policy.maxNetworkFeeBps(), tooDear) : tooDear;
    }

    private Refusal within(final long high, final long low, final long cap)
    {
        return high == 0 && low >= 0 && low <= cap ? Refusal.NONE :
            figures(high == 0 && low >= 0 ? low : Long.MAX_VALUE, cap, Refusal.ORDER_TOO_LARGE);
    }

    private void noFigures()
    {
        measured = 0;
        limit = 0;
    }

    private Refusal figures(final long found, final long heldAgainst, final Refusal refusal)
    {
        measured = found;
        limit = heldAgainst;
        return refusal;
    }
}
