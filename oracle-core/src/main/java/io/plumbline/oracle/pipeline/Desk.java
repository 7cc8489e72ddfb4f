// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.QuoteCommand;
import io.plumbline.oracle.QuoteDesk;
import io.plumbline.oracle.QuoteReply;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleClock;
import io.plumbline.oracle.config.PolicyScope;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.telemetry.SharedCounters;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The checkouts' door: a credit first, then the reply is bound, then the command goes onto the ring; a refusal undoes
 * what came before it. The engine's state is read again after the credit was taken, so that a closing engine either
 * sees the command in flight or the command sees the close.
 */
final class Desk implements QuoteDesk
{
    private final List<QuotePolicy> policies;
    private final ReplyTable table;
    private final RingDoor ring;
    private final EngineStatus status;
    private final OracleClock clock;
    private final SharedCounters counters;

    Desk(
        final List<QuotePolicy> policies,
        final ReplyTable table,
        final RingDoor ring,
        final EngineStatus status,
        final OracleClock clock,
        final SharedCounters counters)
    {
        this.policies = policies;
        this.table = table;
        this.ring = ring;
        this.status = status;
        this.clock = clock;
        this.counters = counters;
    }

    @Override
    public int policyId(final String name)
    {
        for (int i = 0; i < policies.size(); i++)
        {
            if (policies.get(i).name().equals(name))
            {
                return i;
            }
        }
        return -1;
    }

    @Override
    public int policyId(final String product, final String collection, final String region, final String riskTier)
    {
        int found = -1;
        int rank = -1;
        for (int i = 0; i < policies.size(); i++)
        {
            final PolicyScope scope = policies.get(i).scope().orElse(null);
            if (scope != null && scope.rank() > rank && scope.matches(product, collection, region, riskTier))
            {
                found = i;
                rank = scope.rank();
            }
        }
        return found;
    }

    @Override
    public QuoteReply newReply()
    {
        return new Reply(null);
    }

    @Override
    public QuoteReply newReply(final Consumer<QuoteReply> onDone)
    {
        return new Reply(Objects.requireNonNull(onDone, "onDone"));
    }

    @Override
    public Refusal submit(final QuoteCommand command, final QuoteReply reply)
    {
        if (!(reply instanceof Reply own))
        {
            throw new IllegalArgumentException("reply must come from newReply(), was " + reply.getClass().getName());
        }
        final Refusal refusal = accept(command, own);
        if (refusal != Refusal.NONE)
        {
            return counters.add(refusal);
        }
        counters.add(Metric.COMMANDS_ACCEPTED);
        return refusal;
    }

    @Override
    public CompletionStage<QuoteReply> submit(final QuoteCommand command, final long timeoutNs)
    {
        final CompletableFuture<QuoteReply> result = new EngineFuture<>();
        final CompletableFuture<Void> timer = new CompletableFuture<>();
        final Reply reply = new Reply(done ->
        {
            result.complete(done);
            timer.complete(null);
        });
        final Refusal refusal = submit(command, reply);
        if (refusal != Refusal.NONE)
        {
            reply.begin(1);
            reply.fail(1, refusal);
            reply.notifyDone();
            return result;
        }
        // given up first and told then; where the answer is being written already, it comes in spite of the time
        final CompletableFuture<Void> unused = timer.orTimeout(timeoutNs, TimeUnit.NANOSECONDS)
            .whenComplete((nothing, failure) ->
            {
                if (failure != null && reply.abandon())
                {
                    result.completeExceptionally(failure);
                }
            });
        return result;
    }

    private Refusal accept(final QuoteCommand command, final Reply reply)
    {
        if (status.door() != Refusal.NONE)
        {
            return status.door();
        }
        final long correlation = table.reserve();
        if (correlation == 0)
        {
            return Refusal.NO_CREDIT;
        }
        if (!reply.begin(correlation))
        {
            table.release(correlation);
            return Refusal.REPLY_IN_USE;
        }
        table.enter(correlation, reply);
        // stands where publishing throws, as a caller's clock may
        Refusal refusal = Refusal.INVALID_ARGUMENT;
        boolean isUndone = false;
        try
        {
            refusal = publish(command, correlation);
        }
        finally
        {
            if (refusal != Refusal.NONE && table.take(correlation) != null)
            {
                reply.cancel(correlation);
                isUndone = true;
            }
        }
        // an entry that another thread has taken was completed by the end of the engine: the reply is done
        return isUndone ? refusal : Refusal.NONE;
    }

    private Refusal publish(final QuoteCommand command, final long correlation)
    {
        if (status.door() != Refusal.NONE)
        {
            return status.door();
        }
        final int length = command.finish(clock.epochNs(), correlation);
        return length < 0 ? Refusal.INVALID_ARGUMENT : ring.offerCommand(command.bytes(), length);
    }
}
