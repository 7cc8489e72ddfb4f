// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import java.util.concurrent.CompletionStage;

/**
 * Where anybody may ask why a price is what it is. Any thread; never blocks; allocates. Nobody else pays for it: the
 * stages fill in what was asked for, and it is put into words by the thread that reads it.
 */
public interface Explanations
{
    /**
     * Asks for the whole tree under an instrument's price, judged at one instant of engine time, after all that was
     * accepted before.
     *
     * @param instrument dense id.
     * @return completed by the reply agent's thread or the one that closes the oracle, so what hangs on it must not
     *     block; at once with a refusal where nothing was asked: UNKNOWN_INSTRUMENT, NO_CREDIT while too many are
     *     under way, RING_FULL, FILL_FAILED, CLOSED, ENGINE_FAILED. It never completes exceptionally; an engine that
     *     dies or closes first gives ENGINE_FAILED. On the oracle's own threads join and get of it, and of stages that
     *     depend on it, throw {@link IllegalStateException} until it is complete.
     */
    CompletionStage<ExplainReply> explain(int instrument);
}
