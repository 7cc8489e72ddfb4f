// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.crypto.Sha256;
import io.plumbline.oracle.telemetry.StageCounters;
import org.jspecify.annotations.Nullable;

/**
 * A quote is an option somebody holds for nothing, so it is rationed (contract Q): one live quote for an order, so many
 * further ones, so many for a customer, so much value outstanding. Judging changes nothing but what is over anyway. One
 * thread; allocates nothing after construction.
 */
final class Ration
{
    /** The figure that decided, and what it was held against. */
    long measured;
    long limit;
    /** How many quotes the order judged last has had before. */
    int reprices;
    /** Until when the last of these is kept; 0 for none. */
    long previousUntilNs;

    private final QuoteRegistry registry;
    private final IssueRates rates;
    private final Exposure exposure;
    private final StageCounters counters;
    private final long[] instrumentCaps;
    private final OrderKeys keys = new OrderKeys();
    private byte[] orderKey = new byte[Sha256.LENGTH];
    private byte[] customerKey = new byte[Sha256.LENGTH];

    Ration(final OracleConfig config, final QuoteRegistry registry, final StageCounters counters)
    {
        this.registry = registry;
        this.counters = counters;
        final int records = config.threading().registrySize();
        rates = new IssueRates(records);
        exposure = new Exposure(records, config.policies().size(), config.instruments().size());
        instrumentCaps = config.instruments().stream().mapToLong(i -> i.maxOutstandingMinorUnits()).toArray();
    }

    /**
     * Judges an order by what is out already; a quote given for it now would take the place of the order's live one.
     *
     * @param value of the order, minor units.
     * @return NONE, ORDER_PAID, REPRICE_LIMIT, ISSUE_RATE, INSTRUMENT_EXPOSURE or POLICY_EXPOSURE.
     */
    Refusal judge(final Order order, final QuotePolicy policy, final long value, final long nowNs)
    {
        measured = 0;
        limit = 0;
        orderKey = keys.ofOrder(order);
        customerKey = keys.ofCustomer(order);
        final QuoteRecord previous = registry.findOrder(orderKey, nowNs);
        previousUntilNs = previous == null ? 0 : previous.retainUntilNs;
        if (previous != null && isPaid(previous))
        {
            return Refusal.ORDER_PAID;
        }
        reprices = previous == null ? 0 : previous.frame.reprices() + 1;
        if (reprices > policy.maxReprices())
        {
            return figures(reprices, policy.maxReprices(), Refusal.REPRICE_LIMIT);
        }
        if (!rates.isAllowed(customerKey, nowNs, policy.customerBurst(), policy.customerIntervalNs()))
        {
            return figures(rates.aheadNs(), (policy.customerBurst() - 1) * policy.customerIntervalNs(),
                Refusal.ISSUE_RATE);
        }
        return judgeExposure(order, policy, value, nowNs, previous);
    }

    private Refusal judgeExposure(
        final Order order,
        final QuotePolicy policy,
        final long value,
        final long nowNs,
        final @Nullable QuoteRecord previous)
    {
        exposure.settle(nowNs);
        final long ofInstrument = exposure.ofInstrument(order.instrument, previous);
        if (value > instrumentCaps[order.instrument] - ofInstrument)
        {
            return figures(sum(ofInstrument, value), instrumentCaps[order.instrument], Refusal.INSTRUMENT_EXPOSURE);
        }
        final long ofPolicy = exposure.ofPolicy(order.policy, order.instrument, previous);
        return value > policy.maxOutstandingMinorUnits() - ofPolicy ?
            figures(sum(ofPolicy, value), policy.maxOutstandingMinorUnits(), Refusal.POLICY_EXPOSURE) : Refusal.NONE;
    }

    private static long sum(final long outstanding, final long value)
    {
        return value > Long.MAX_VALUE - outstanding ? Long.MAX_VALUE : outstanding + value;
    }

    /**
     * The order judged last gets this record: its value counts from now on, and so does the customer's rate.
     */
    void reserve(final QuoteRecord record, final QuotePolicy policy, final long nowNs)
    {
        System.arraycopy(orderKey, 0, record.orderKey, 0, orderKey.length);
        rates.spend(customerKey, nowNs, policy.customerIntervalNs());
        exposure.add(record, record.policy, record.instrument, record.value, record.frame.expiresAtNs());
    }

    /**
     * Whether a payment was bound to the order's quote while this one was being signed.
     */
    boolean isPaidMeanwhile(final QuoteRecord record, final long nowNs)
    {
        final QuoteRecord previous = registry.findOrder(record.orderKey, nowNs);
        return previous != null && isPaid(previous);
    }

    /**
     * Until when the last quote of a record's order is kept; 0 for none.
     */
    long previousUntilNs(final QuoteRecord record, final long nowNs)
    {
        final QuoteRecord previous = registry.findOrder(record.orderKey, nowNs);
        return previous == null ? 0 : previous.retainUntilNs;
    }

    /**
     * The record's quote is issued: the live one of its order dies.
     */
    void issued(final QuoteRecord record, final long nowNs)
    {
        final QuoteRecord previous = registry.findOrder(record.orderKey, nowNs);
        if (previous != null && previous.state == QuoteRecord.State.ISSUED)
        {
            previous.state = QuoteRecord.State.KILLED;
            exposure.remove(previous);
            if (nowNs < previous.frame.expiresAtNs())
            {
                counters.add(Metric.QUOTES_SUPERSEDED);
            }
        }
        registry.bindOrder(record, record.orderKey);
    }

    /**
     * The quote is authorized: it counts until its capture time is over.
     */
    void authorized(final QuoteRecord record)
    {
        exposure.add(record, record.policy, record.instrument, record.value, record.captureUntilNs);
    }

    /**
     * The quote counts no longer: it was killed, captured, released or never issued.
     */
    void over(final QuoteRecord record)
    {
        exposure.remove(record);
    }

    /**
     * The quote that was just issued is taken back: nobody has seen it. The one before it is its order's last again.
     */
    void takeBack(final QuoteRecord record, final QuoteRecord before, final QuotePolicy policy, final long nowNs)
    {
        exposure.remove(record);
        rates.giveBack(customerKey, nowNs, policy.customerIntervalNs());
        registry.bindOrder(before, before.orderKey);
    }

    /**
     * A quote of an earlier epoch is known again.
     */
    void restored(final QuoteRecord record)
    {
        if (record.state == QuoteRecord.State.ISSUED)
        {
            exposure.add(record, record.policy, record.instrument, record.value, record.frame.expiresAtNs());
        }
        else if (record.state == QuoteRecord.State.AUTHORIZED)
        {
            authorized(record);
        }
    }

    /**
     * Bounded work at a clock event.
     */
    void onClock(final long nowNs)
    {
        exposure.settle(nowNs);
        rates.sweep(nowNs);
    }

    private static boolean isPaid(final QuoteRecord record)
    {
        return record.state == QuoteRecord.State.AUTHORIZED || record.state == QuoteRecord.State.CAPTURED;
    }

    private Refusal figures(final long found, final long heldAgainst, final Refusal refusal)
    {
        measured = found;
        limit = heldAgainst;
        return refusal;
    }
}
