// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.QuoteCommand;
import io.plumbline.oracle.QuoteDesk;
import io.plumbline.oracle.QuoteReply;
import io.plumbline.oracle.Refusal;
import java.util.concurrent.CompletableFuture;

/**
 * The ways to ask the desk, each of which waits for its answer and asks again while the door has no room.
 */
enum Doorway
{
    AWAITED
    {
        @Override
        Outcome once(final QuoteDesk desk, final QuoteCommand command)
        {
            final QuoteReply reply = desk.newReply();
            final Refusal refusal = desk.submit(command, reply);
            return refusal != Refusal.NONE ? Outcome.refused(refusal) : awaited(reply);
        }
    },
    CALLED_BACK
    {
        @Override
        Outcome once(final QuoteDesk desk, final QuoteCommand command)
        {
            final CompletableFuture<Outcome> told = new CompletableFuture<>();
            final Refusal refusal = desk.submit(command, desk.newReply(done -> told.complete(Outcome.of(done))));
            return refusal != Refusal.NONE ? Outcome.refused(refusal) : told.join();
        }
    },
    FUTURE
    {
        @Override
        Outcome once(final QuoteDesk desk, final QuoteCommand command)
        {
            return desk.submit(command, TIMEOUT_NS).thenApply(Outcome::of).toCompletableFuture().join();
        }
    };

    static final long TIMEOUT_NS = 20_000_000_000L;

    abstract Outcome once(QuoteDesk desk, QuoteCommand command);

    /** Asks until there is an answer of the engine's. */
    Outcome ask(final QuoteDesk desk, final QuoteCommand command)
    {
        Outcome outcome = once(desk, command);
        while (outcome.refusal() == Refusal.NO_CREDIT || outcome.refusal() == Refusal.RING_FULL)
        {
            Thread.onSpinWait();
            outcome = once(desk, command);
        }
        return outcome;
    }

    static Outcome awaited(final QuoteReply reply)
    {
        if (!reply.await(TIMEOUT_NS))
        {
            throw new AssertionError("no answer");
        }
        return Outcome.of(reply);
    }

    /**
     * An answer with every figure.
     */
    record Outcome(
        Answer answer,
        Refusal refusal,
        long decidedAtNs,
        long measured,
        long limit,
        long decidedRate,
        long quotedRate,
        long quoteSequence)
    {
        static Outcome of(final QuoteReply reply)
        {
            return new Outcome(reply.answer(), reply.refusal(), reply.decidedAtNs(), reply.measured(), reply.limit(),
                reply.decidedRate(), reply.quotedRate(), reply.quoteSequence());
        }

        static Outcome refused(final Refusal refusal)
        {
            return new Outcome(Answer.REFUSED, refusal, 0, 0, 0, 0, 0, 0);
        }

        /** Apart from when it was refused: the refusal of one that is not kept is decided anew. */
        boolean isLike(final Outcome other)
        {
            return answer == Answer.REFUSED ? refusal == other.refusal : equals(other);
        }
    }
}
