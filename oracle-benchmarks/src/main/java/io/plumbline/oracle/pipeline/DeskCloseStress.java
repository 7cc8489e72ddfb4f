// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import com.lmax.disruptor.RingBuffer;
import io.plumbline.oracle.OracleListener;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.Release;
import io.plumbline.oracle.config.OracleClock;
import io.plumbline.oracle.config.WaitMode;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.telemetry.ErrorLog;
import io.plumbline.oracle.telemetry.SharedCounters;
import io.plumbline.oracle.telemetry.StageCounters;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * The desk against the end of the engine: the desk enters a command, then reads the engine's status; the end turns the
 * status, then completes what stands in the table. Whatever was accepted is done, whatever was refused is not, and the
 * credit is back. The stages are dead from the start: nothing handles the ring.
 */
public class DeskCloseStress
{
    private static final int RING_SIZE = 8;
    private static final SharedCounters COUNTERS = new SharedCounters();
    private static final ErrorLog ERRORS = new ErrorLog();
    private static final OutboundRing OUTBOUND = new OutboundRing(RING_SIZE * 2, new StageCounters());
    // without a gating sequence it is never full, and what it carries is never read: all states share it
    private static final RingBuffer<Slot> RING = RingBuffer.createMultiProducer(Slot::new, RING_SIZE,
        ProcessorFactory.waitStrategy(WaitMode.YIELDING));

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

    /** Results: whether accepted, whether done with the end's code, credits left. */
    private abstract static class Scene
    {
        final EngineStatus status = new EngineStatus();
        final ReplyTable table = new ReplyTable(1);
        private final ReplyAgent agent =
            new ReplyAgent(OUTBOUND, table, status, OracleListener.NONE, COUNTERS, ERRORS);
        private final Desk desk =
            new Desk(List.of(), table, new RingDoor(RING, status, COUNTERS), status, CLOCK, COUNTERS);
        private final Reply reply = new Reply(null);
        private final Release command = new Release().reset("shop", "payment");

        final int submit()
        {
            return desk.submit(command, reply) == Refusal.NONE ? 1 : 0;
        }

        final void completeLeftovers()
        {
            agent.failAll();
        }

        final void look(final IIII_Result result)
        {
            result.r2 = reply.isDone() ? 1 : 0;
            result.r3 = reply.isDone() && reply.refusal() != Refusal.ENGINE_FAILED ? 1 : 0;
            result.r4 = table.reserve() != 0 ? 1 : 0;
        }
    }

    /** The engine is closed. */
    @JCStressTest
    @Outcome(id = "1, 1, 0, 1", expect = Expect.ACCEPTABLE, desc = "accepted, completed by the end")
    @Outcome(id = "0, 0, 0, 1", expect = Expect.ACCEPTABLE, desc = "refused, untouched")
    @Outcome(expect = Expect.FORBIDDEN, desc = "accepted and lost, refused and done, or a credit gone")
    @State
    public static class Close extends Scene
    {
        /**
         * Submits.
         *
         * @param result whether it was accepted.
         */
        @Actor
        public void caller(final IIII_Result result)
        {
            result.r1 = submit();
        }

        /** Refuses, ends, completes what is left over. */
        @Actor
        public void closer()
        {
            status.close();
            status.closed();
            completeLeftovers();
        }

        /**
         * Looks in the end.
         *
         * @param result the reply's state and the credit.
         */
        @Arbiter
        public void end(final IIII_Result result)
        {
            look(result);
        }
    }

    /** A stage dies, and the reply agent looks only once: even that must be enough. */
    @JCStressTest
    @Outcome(id = "1, 1, 0, 1", expect = Expect.ACCEPTABLE, desc = "accepted, completed by the end")
    @Outcome(id = "0, 0, 0, 1", expect = Expect.ACCEPTABLE, desc = "refused, untouched")
    @Outcome(expect = Expect.FORBIDDEN, desc = "accepted and lost, refused and done, or a credit gone")
    @State
    public static class Death extends Scene
    {
        /**
         * Submits.
         *
         * @param result whether it was accepted.
         */
        @Actor
        public void caller(final IIII_Result result)
        {
            result.r1 = submit();
        }

        /** A stage dies and the reply agent takes notice once. */
        @Actor
        public void agent()
        {
            status.fail();
            completeLeftovers();
        }

        /**
         * Looks in the end.
         *
         * @param result the reply's state and the credit.
         */
        @Arbiter
        public void end(final IIII_Result result)
        {
            look(result);
        }
    }
}
