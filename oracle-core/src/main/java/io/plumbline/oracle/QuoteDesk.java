// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Where a merchant's backend asks for quotes and redeems them. Any thread; never blocks. Two doors: caller-owned
 * replies that allocate nothing, and futures. A refusal at the door bound nothing: NO_CREDIT, RING_FULL, REPLY_IN_USE,
 * INVALID_ARGUMENT, FILL_FAILED, CLOSED, ENGINE_FAILED. ENGINE_FAILED as the answer to a command that was accepted
 * leaves its outcome open.
 */
public interface QuoteDesk
{
    /**
     * The dense id of a quote policy.
     *
     * @param name as in the configuration.
     * @return the id, or -1.
     */
    int policyId(String name);

    /**
     * The dense id of the quote policy for a sale, by scope: of the policies whose scope matches, the one that
     * names the most parts, of these the one that names the product, then the collection, then the region.
     *
     * @param product    what is sold.
     * @param collection of which collection.
     * @param region     where.
     * @param riskTier   to whom.
     * @return the id, or -1 where no policy's scope matches.
     */
    int policyId(String product, String collection, String region, String riskTier);

    /**
     * A reply for the door that allocates nothing.
     *
     * @return a new object, to be kept and used again.
     */
    QuoteReply newReply();

    /**
     * A reply for the door that allocates nothing, whose owner is called back: on the reply agent's thread, or the one
     * that closes the oracle, once for each command that was accepted and not given up, with its figures. The callback
     * may submit the next command with the same reply; until it has returned, everybody else who does is refused with
     * REPLY_IN_USE. What it throws is counted; while it runs, no other reply is written.
     *
     * @param onDone called with the reply itself.
     * @return a new object, to be kept and used again.
     */
    QuoteReply newReply(Consumer<QuoteReply> onDone);

    /**
     * Sends a command.
     *
     * @param command read before the call returns.
     * @param reply   done later, by the reply agent's thread, or by the one that closes the oracle.
     * @return NONE when accepted: the reply will be done, whatever happens.
     */
    Refusal submit(QuoteCommand command, QuoteReply reply);

    /**
     * Sends a command; allocates.
     *
     * @param command   read before the call returns.
     * @param timeoutNs after which the stage completes with a {@link java.util.concurrent.TimeoutException}.
     * @return completed with a done reply of its own, by the reply agent's thread or the one that closes the oracle; a
     *     refusal at the door completes it at once with a reply that is REFUSED. On the oracle's own threads join and
     *     get of it, and of futures its own methods made of it, throw {@link IllegalStateException} until it is
     *     complete; what combines it otherwise, as {@code CompletableFuture.allOf} does, must not be waited for there.
     */
    CompletionStage<QuoteReply> submit(QuoteCommand command, long timeoutNs);
}
