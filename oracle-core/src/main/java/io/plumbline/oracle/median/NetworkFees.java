// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.slot.Evaluation;
import java.util.stream.IntStream;

/**
 * What one transfer of an instrument's asset costs: the price of the instrument's signal for it, where that is PRIMARY
 * and holds. Read for commands, it moves nothing. One thread; allocates nothing after construction.
 */
final class NetworkFees
{
    private final Evaluator evaluator;
    private final int[] signals;
    private final Evaluation read = new Evaluation();

    NetworkFees(final OracleConfig config, final Evaluator evaluator)
    {
        this.evaluator = evaluator;
        signals = IntStream.range(0, config.instruments().size()).map(config.graph()::networkFee).toArray();
    }

    /** As {@link Evaluation#networkFee}; the signal is judged anew where its last record holds no longer. */
    long of(final int instrument, final long nowNs)
    {
        final int signal = signals[instrument];
        if (signal < 0)
        {
            return Evaluation.NO_NETWORK_FEE;
        }
        final Evaluation record = evaluator.current(signal, nowNs, read, false);
        return record.tier == Tier.PRIMARY && record.validUntilNs > nowNs ? record.price : 0;
    }

    /** What stands in a record for which nobody asks the fee: not known, or no signal. */
    long unasked(final int instrument)
    {
        return signals[instrument] < 0 ? Evaluation.NO_NETWORK_FEE : 0;
    }
}
