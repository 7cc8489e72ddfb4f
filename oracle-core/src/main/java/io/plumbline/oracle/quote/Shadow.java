// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.PolicyTrial;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.wire.OrderEvent;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Judges by candidates what was just judged by the terms in force, and binds nothing: at most one candidate a policy.
 * One thread, allocates nothing but at a change; reports are for any thread.
 */
final class Shadow
{
    private static final long MAX_SMALLEST = 1L << 61;

    private final PolicyBook book;
    private final OrderTrial orders;
    private final RedeemTrial redemption;
    private final StageCounters counters;
    private final AtomicReferenceArray<@Nullable Trial> trials;
    private final boolean[] isSupporting;
    /** Where the search for the smallest order of an instrument ended last; the next begins a step below. */
    private final long[] smallest;
    private final Order smallestOrder = new Order();
    private int running;

    Shadow(
        final OracleConfig config,
        final PolicyBook book,
        final OrderTrial orders,
        final RedeemTrial redemption,
        final StageCounters counters)
    {
        this.book = book;
        this.orders = orders;
        this.redemption = redemption;
        this.counters = counters;
        trials = new AtomicReferenceArray<>(config.policies().size());
        final InstrumentConfig[] instruments = config.instruments().toArray(new InstrumentConfig[0]);
        isSupporting = new boolean[instruments.length];
        smallest = new long[instruments.length];
        Arrays.fill(smallest, 1);
        for (int i = 0; i < instruments.length; i++)
        {
            isSupporting[i] = instruments[i].isSupporting();
        }
    }

    /** The run of a policy's candidate, or null. */
    @Nullable Trial trial(final int policy)
    {
        return trials.getPlain(policy);
    }

    /** Begins a run; one that goes on ends. */
    void begin(final int policy, final PolicyTerms candidate, final long nowNs)
    {
        end(policy);
        running++;
        trials.setRelease(policy, new Trial(candidate, nowNs, smallest.length));
    }

    /** Ends a run; false where there is none. */
    boolean end(final int policy)
    {
        final boolean isRunning = trial(policy) != null;
        if (isRunning)
        {
            running--;
            trials.setRelease(policy, null);
        }
        return isRunning;
    }

    /** What a policy's candidate would have changed so far; any thread. */
    Optional<PolicyTrial> report(final int policy)
    {
        return Optional.ofNullable(trials.getAcquire(policy)).map(Trial::report);
    }

    /**
     * An order came to an end. What would be issued in addition is held against the rationing too; where an order is
     * issued that is so already, since no term of a candidate is tighter.
     *
     * @param refusal NONE where it was issued, else what refused it.
     */
    void onOrder(final Order order, final Evaluation price, final Refusal refusal, final long nowNs)
    {
        final Trial trial = trial(order.policy);
        if (trial == null)
        {
            return;
        }
        Refusal otherwise = orders.judge(order, price, trial.terms);
        final long value = otherwise == Refusal.NONE ? orders.value() : 0;
        if (otherwise == Refusal.NONE && refusal != Refusal.NONE)
        {
            otherwise = isOfEngine(refusal) ? refusal :
                orders.ration(order, trial.terms.policy(), value, nowNs);
        }
        counters.add(Metric.SHADOW_JUDGEMENTS);
        trial.onOrder(refusal, otherwise, order.instrument, value);
    }

    /** Whether something else than terms stood in the way. */
    private static boolean isOfEngine(final Refusal refusal)
    {
        return switch (refusal)
        {
            case SIGNER_BUSY, REGISTRY_FULL, LOG_FAILED -> true;
            default -> false;
        };
    }

    /**
     * An authorization came to an end.
     *
     * @param price   of the quote's instrument, or null where there is none.
     * @param refusal NONE where it was authorized, else what refused it.
     */
    void onAuthorize(
        final QuoteRecord record, final @Nullable Evaluation price, final Refusal refusal, final long nowNs)
    {
        final Trial trial = trial(record.policy);
        if (trial != null)
        {
            counters.add(Metric.SHADOW_JUDGEMENTS);
            trial.onAuthorize(refusal, redemption.judge(record, price, trial.terms, nowNs));
        }
    }

    /** Judges what a clock event evaluated by the smallest order that converts. */
    void onPrices(final Slot slot)
    {
        for (int policy = 0; running > 0 && policy < trials.length(); policy++)
        {
            final Trial trial = trial(policy);
            for (int i = 0; trial != null && i < slot.evaluationCount; i++)
            {
                final Evaluation price = slot.evaluations[i];
                if (price.tier.isLive() && !isSupporting[price.instrument])
                {
                    counters.add(Metric.SHADOW_JUDGEMENTS);
                    trial.onPrice(judgeSmallest(price, book.of(policy)), judgeSmallest(price, trial.terms));
                }
            }
        }
    }

    private Refusal judgeSmallest(final Evaluation price, final PolicyTerms terms)
    {
        smallestOrder.instrument = price.instrument;
        smallestOrder.side = Side.MERCHANT_RECEIVES.code();
        smallestOrder.amountIn = OrderEvent.AMOUNT_IN_FIAT;
        smallestOrder.amountHigh = 0;
        smallestOrder.amountLow = Math.max(1, smallest[price.instrument] / 2);
        Refusal refusal = orders.judge(smallestOrder, price, terms);
        while (refusal == Refusal.ORDER_TOO_SMALL && smallestOrder.amountLow < MAX_SMALLEST)
        {
            smallestOrder.amountLow *= 2;
            refusal = orders.judge(smallestOrder, price, terms);
        }
        smallest[price.instrument] = smallestOrder.amountLow;
        // what a transfer costs is known of orders alone, and too much for the smallest: it is not the price's
        return refusal == Refusal.NETWORK_FEE || refusal == Refusal.NETWORK_FEE_UNKNOWN ? Refusal.NONE : refusal;
    }
}
