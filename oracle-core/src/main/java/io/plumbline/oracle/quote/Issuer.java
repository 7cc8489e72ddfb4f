// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.price.Conversion;
import io.plumbline.oracle.price.ConvertedAmount;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.wire.AnswerFrame;
import io.plumbline.oracle.wire.OrderEvent;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.WireStatus;

/**
 * Issues order quotes. Refuses, in this order: malformed bytes, unknown policy or instrument, one that only supports
 * others, a closed gate, an invalid or too large amount, a price that is not of now, a tier, mode or implied
 * volatility that forbids issue, an amount above the cap they narrow, low confidence, an amount that does not convert,
 * a full registry; a signer outside the engine that has too many quotes waiting, or is behind, refuses before the
 * registry does.
 */
final class Issuer
{
    private final InstrumentConfig[] instruments;
    private final QuotePolicy[] policies;
    private final byte[][] policyDigests;
    private final Conversion[] conversions;
    private final Narrowing narrowing;
    private final OrderEvent order = new OrderEvent();
    private final ConvertedAmount asset = new ConvertedAmount();
    private final QuoteRegistry registry;
    private final QuoteWriter writer;
    private final Signing signing;
    private final PendingQuotes pending;
    private final Answers answers;
    private final Gate gate;

    Issuer(
        final OracleConfig config,
        final QuoteRegistry registry,
        final QuoteWriter writer,
        final Signing signing,
        final PendingQuotes pending,
        final Answers answers,
        final Gate gate,
        final Narrowing narrowing)
    {
        this.narrowing = narrowing;
        this.registry = registry;
        this.writer = writer;
        this.signing = signing;
        this.pending = pending;
        this.answers = answers;
        this.gate = gate;
        instruments = config.instruments().toArray(new InstrumentConfig[0]);
        policies = config.policies().toArray(new QuotePolicy[0]);
        policyDigests = new byte[policies.length][];
        for (int i = 0; i < policies.length; i++)
        {
            policyDigests[i] = ConfigDigests.ofPolicy(policies[i]);
        }
        conversions = new Conversion[instruments.length];
        for (int i = 0; i < instruments.length; i++)
        {
            conversions[i] = new Conversion(instruments[i].currencyDecimals(), instruments[i].assetDecimals(),
                instruments[i].priceScale());
        }
    }

    void onOrder(final Slot slot, final long nowNs)
    {
        final boolean isReadable = order.wrap(slot.bytes, 0, slot.length) == WireStatus.OK;
        final AnswerFrame answer = answers.begin(isReadable ? order.correlation() : 0, nowNs);
        final Refusal refusal = isReadable ? judge(slot, answer) : Refusal.MALFORMED;
        if (refusal != Refusal.NONE)
        {
            answers.refuse(refusal);
            return;
        }
        final QuotePolicy policy = policies[order.policy()];
        final Evaluation price = slot.evaluations[0];
        final long ttlNs = Narrowing.ttlNs(policy, narrowing.of(price));
        if (isSignerBusy(maxDelayNs(policy, ttlNs), nowNs))
        {
            answers.refuse(Refusal.SIGNER_BUSY);
            return;
        }
        final QuoteRecord record = registry.take(nowNs, nowNs + ttlNs + policy.receiptRetentionNs());
        if (record == null)
        {
            answers.refuse(Refusal.REGISTRY_FULL);
            return;
        }
        issue(record, price, ttlNs, nowNs);
    }

    /**
     * A signer that is behind by half of what this quote may wait would sign it, and those after it, too late: nobody
     * would get a quote though it signs all the time. While no quote waits it is asked all the same, so that it is
     * found working again.
     */
    private boolean isSignerBusy(final long maxDelayNs, final long nowNs)
    {
        return !signing.hasRoom() || (!pending.isEmpty() && signing.isBehind(nowNs, maxDelayNs / 2));
    }

    /** How long a quote may wait for its signature: as long as its policy says, and while it lives. */
    private static long maxDelayNs(final QuotePolicy policy, final long ttlNs)
    {
        return Math.min(policy.maxIssueDelayNs(), ttlNs - 1);
    }

    private Refusal judge(final Slot slot, final AnswerFrame answer)
    {
        if (order.policy() >= policies.length)
        {
            return Refusal.UNKNOWN_POLICY;
        }
        if (order.instrument() >= instruments.length)
        {
            return Refusal.UNKNOWN_INSTRUMENT;
        }
        if (instruments[order.instrument()].isSupporting())
        {
            return Refusal.NOT_OFFERED;
        }
        if (gate.closedBy() != Refusal.NONE)
        {
            return gate.closedBy();
        }
        final QuotePolicy policy = policies[order.policy()];
        final long high = order.amountHigh();
        final long low = order.amountLow();
        if (high < 0 || (high | low) == 0 || order.side() > Side.MERCHANT_PAYS.code() ||
            order.amountIn() != OrderEvent.AMOUNT_IN_FIAT || order.isText(OrderEvent.MERCHANT, ""))
        {
            return Refusal.INVALID_ARGUMENT;
        }
        if (high != 0 || Long.compareUnsigned(low, policy.maxFiatMinorUnits()) > 0)
        {
            answers.figures(high == 0 && low > 0 ? low : Long.MAX_VALUE, policy.maxFiatMinorUnits());
            return Refusal.ORDER_TOO_LARGE;
        }
        final Evaluation price = slot.evaluations[0];
        if (slot.evaluationCount == 0 || price.instrument != order.instrument())
        {
            return Refusal.NO_PRICE;
        }
        answer.decidedRate(price.price);
        final Refusal refusal = judgePrice(price, policy);
        return refusal == Refusal.NONE ? convert(price, policy) : refusal;
    }

    private Refusal judgePrice(final Evaluation price, final QuotePolicy policy)
    {
        if (!price.tier.isLive())
        {
            return price.refusal == Refusal.NONE ? Refusal.TIER : price.refusal;
        }
        if (!price.hasEvidence)
        {
            return Refusal.NO_PRICE;
        }
        final Refusal forbidden = narrowing.whyNoIssue(price);
        if (forbidden != Refusal.NONE)
        {
            return forbidden;
        }
        final long amount = order.amountLow();
        final long capMinorUnits = Narrowing.capMinorUnits(policy, narrowing.of(price));
        if (amount > capMinorUnits)
        {
            answers.figures(amount, capMinorUnits);
            return Refusal.ORDER_TOO_LARGE;
        }
        if (price.confidenceBps < policy.minConfidenceBps())
        {
            answers.figures(price.confidenceBps, policy.minConfidenceBps());
            return Refusal.LOW_CONFIDENCE;
        }
        return Refusal.NONE;
    }

    private Refusal convert(final Evaluation price, final QuotePolicy policy)
    {
        final Conversion conversion = conversions[price.instrument];
        final long high = order.amountHigh();
        final long low = order.amountLow();
        final ConvertedAmount.Status status = order.side() == Side.MERCHANT_RECEIVES.code() ?
            conversion.merchantReceives(high, low, price.price, 1, policy.feeBps(), policy.maxRoundingBps(), asset) :
            conversion.merchantPays(high, low, price.price, 1, policy.feeBps(), policy.maxRoundingBps(), asset);
        return switch (status)
        {
            case OK -> Refusal.NONE;
            case TOO_SMALL -> Refusal.ORDER_TOO_SMALL;
            case OFF_GRID -> Refusal.INVALID_ARGUMENT;
            case OVERFLOW -> Refusal.AMOUNT_OVERFLOW;
            case ZERO_RATE -> Refusal.NO_PRICE;
        };
    }

    private void issue(final QuoteRecord record, final Evaluation price, final long ttlNs, final long nowNs)
    {
        final QuotePolicy policy = policies[order.policy()];
        writer.writeOrder(
            order, price, policy, Narrowing.driftBps(policy, narrowing.of(price)), policyDigests[order.policy()],
            asset, record.sequence, nowNs, nowNs + ttlNs, record.quote);
        record.frame.wrap(record.quote, 0, QuoteFrame.LENGTH);
        record.policy = order.policy();
        record.instrument = price.instrument;
        record.captureUntilNs = 0;
        if (signing.sign(nowNs, maxDelayNs(policy, ttlNs), 0, record.sequence, record.quote))
        {
            answers.quoted(record);
        }
        else
        {
            record.correlation = order.correlation();
            pending.add(record);
        }
    }
}
