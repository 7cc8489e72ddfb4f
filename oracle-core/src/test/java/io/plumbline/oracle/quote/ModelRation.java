// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuotePolicy;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How quotes are rationed, as a look over all quotes there ever were and one arrival time a customer. */
final class ModelRation
{
    private final OracleConfig config;
    private final List<ModelQuote> quotes;
    private final Map<String, BigInteger> arrivals = new HashMap<>();

    ModelRation(final OracleConfig config, final List<ModelQuote> quotes)
    {
        this.config = config;
        this.quotes = quotes;
    }

    DeskModel.Answered judge(
        final long nowNs, final ModelQuote.Asked asked, final QuotePolicy policy, final @Nullable ModelQuote last)
    {
        final int reprices = last == null ? 0 : last.reprices + 1;
        final BigInteger ahead = arrival(asked).subtract(BigInteger.valueOf(nowNs));
        final BigInteger allowed =
            BigInteger.valueOf(policy.customerBurst() - 1L).multiply(BigInteger.valueOf(policy.customerIntervalNs()));
        final long instrumentCap = config.instruments().get(asked.instrument()).maxOutstandingMinorUnits();
        final long onInstrument = asked.fiat() + outstanding(nowNs, -1, asked.instrument(), last);
        final long ofPolicy = asked.fiat() + outstanding(nowNs, asked.policy(), asked.instrument(), last);
        return last != null && last.isPaid() ? DeskModel.refused(Refusal.ORDER_PAID, 0, 0) :
            reprices > policy.maxReprices() ?
            DeskModel.refused(Refusal.REPRICE_LIMIT, reprices, policy.maxReprices()) :
            policy.customerIntervalNs() > 0 && ahead.compareTo(allowed) > 0 ?
            DeskModel.refused(Refusal.ISSUE_RATE, ahead.longValueExact(), allowed.longValueExact()) :
            onInstrument > instrumentCap ?
            DeskModel.refused(Refusal.INSTRUMENT_EXPOSURE, onInstrument, instrumentCap) :
            ofPolicy > policy.maxOutstandingMinorUnits() ?
            DeskModel.refused(Refusal.POLICY_EXPOSURE, ofPolicy, policy.maxOutstandingMinorUnits()) :
            DeskModel.refused(Refusal.NONE);
    }

    void spend(final long nowNs, final ModelQuote.Asked asked, final QuotePolicy policy)
    {
        arrivals.put(asked.customerKey(), arrival(asked).max(BigInteger.valueOf(nowNs))
            .add(BigInteger.valueOf(policy.customerIntervalNs())));
    }

    private long outstanding(
        final long nowNs, final int policy, final int instrument, final @Nullable ModelQuote but)
    {
        return quotes.stream().filter(q -> q != but && q.isOutstanding(nowNs) && q.asked.instrument() == instrument &&
            (policy < 0 || q.asked.policy() == policy)).mapToLong(q -> q.asked.fiat()).sum();
    }

    private BigInteger arrival(final ModelQuote.Asked asked)
    {
        return arrivals.getOrDefault(asked.customerKey(), BigInteger.ZERO);
    }

    /** The last quote of an order, where it is still retained. */
    @Nullable ModelQuote lastOf(final ModelQuote.Asked asked, final long nowNs)
    {
        ModelQuote last = null;
        for (final ModelQuote quote : quotes)
        {
            last = quote.asked.orderKey().equals(asked.orderKey()) ? quote : last;
        }
        return last != null && last.isRetained(nowNs) ? last : null;
    }
}
