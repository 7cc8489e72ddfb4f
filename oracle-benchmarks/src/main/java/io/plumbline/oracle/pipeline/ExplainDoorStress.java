// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import com.lmax.disruptor.RingBuffer;
import io.plumbline.oracle.ExplainReply;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleClock;
import io.plumbline.oracle.config.WaitMode;
import io.plumbline.oracle.slot.ExplanationDraft;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.telemetry.ErrorLog;
import io.plumbline.oracle.telemetry.SharedCounters;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Who asks why, against the end of the engine: each question is answered once and gives its credit back once. The
 * stages are dead from the start: nothing handles the ring.
 */
public class ExplainDoorStress
{
    private static final int RING_SIZE = 8;
    private static final SharedCounters COUNTERS = new SharedCounters();
    private static final ErrorLog ERRORS = new ErrorLog();
    private static final ExplanationTree TREE = new ExplanationTree(JudgedTicks.config(1, 1));
    // without a gating sequence it is never full: the states of the first scene share it
    private static final RingBuffer<Slot> RING = ring();

    private static final OracleClock CLOCK = new OracleClock()
    {
        @Override
        public long epochNs()
        {
            return 1;
        }

        @Override
        public long wallNs()
        {
            return 1;
        }
    };

    private static RingBuffer<Slot> ring()
    {
        return RingBuffer.createMultiProducer(Slot::new, RING_SIZE,
            ProcessorFactory.waitStrategy(WaitMode.YIELDING));
    }

    /** Results: whether answered by the end, otherwise, and the credits left. */
    private abstract static class Scene
    {
        final EngineStatus status = new EngineStatus();
        final ReplyTable table = new ReplyTable(1);

        final ExplainDoor door(final RingBuffer<Slot> ring)
        {
            return new ExplainDoor(TREE, table, new RingDoor(ring, status, COUNTERS), status, CLOCK, COUNTERS,
                ERRORS);
        }

        final void look(final CompletableFuture<ExplainReply> reply, final III_Result result)
        {
            final ExplainReply answer = reply.getNow(null);
            result.r1 = answer != null && answer.refusal() == Refusal.ENGINE_FAILED ? 1 : 0;
            result.r2 = answer != null && answer.refusal() != Refusal.ENGINE_FAILED ? 1 : 0;
            result.r3 = table.reserve() != 0 ? 1 : 0;
        }
    }

    /** The engine is closed while somebody asks. */
    @JCStressTest
    @Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "accepted, answered by the end")
    @Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "refused at the door")
    @Outcome(expect = Expect.FORBIDDEN, desc = "not answered, or a credit gone")
    @State
    public static class Close extends Scene
    {
        private final ExplainDoor door = door(RING);
        private CompletableFuture<ExplainReply> reply = new CompletableFuture<>();

        /** Asks. */
        @Actor
        public void asker()
        {
            reply = door.explain(0).toCompletableFuture();
        }

        /** Refuses, ends, answers what is left over. */
        @Actor
        public void closer()
        {
            status.close();
            status.closed();
            door.failAll();
        }

        /**
         * Looks in the end.
         *
         * @param result the answer and the credit.
         */
        @Arbiter
        public void end(final III_Result result)
        {
            look(reply, result);
        }
    }

    /** A draft comes back while the end answers what is left over. */
    @JCStressTest
    @Outcome(id = {"1, 0, 1", "0, 1, 1"}, expect = Expect.ACCEPTABLE, desc = "answered by the one or by the other")
    @Outcome(expect = Expect.FORBIDDEN, desc = "not answered, or a credit gone")
    @State
    public static class Finish extends Scene
    {
        private final RingBuffer<Slot> own = ring();
        private final ExplainDoor door = door(own);
        private final CompletableFuture<ExplainReply> reply = door.explain(0).toCompletableFuture();
        private final ExplanationDraft draft = Objects.requireNonNull(own.get(0).draft);

        /** The reply agent's. */
        @Actor
        public void agent()
        {
            door.finish(draft, Refusal.MALFORMED);
        }

        /** The end's. */
        @Actor
        public void closer()
        {
            door.failAll();
        }

        /**
         * Looks in the end.
         *
         * @param result the answer and the credit.
         */
        @Arbiter
        public void end(final III_Result result)
        {
            look(reply, result);
        }
    }
}
