// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The table of commands in flight: an entry leaves it once, a credit is in one hand at a time and none is lost.
 */
public class ReplyTableStress
{
    private static final int INDEX_MASK = 0xffff;

    /** How many credits there are to take. */
    private static int drain(final ReplyTable table)
    {
        int credits = 0;
        while (table.reserve() != 0)
        {
            credits++;
        }
        return credits;
    }

    /** Two threads take the same correlation. Third result: credits left in the end. */
    @JCStressTest
    @Outcome(id = {"1, 0, 2", "0, 1, 2"}, expect = Expect.ACCEPTABLE, desc = "one got it, the credit is back once")
    @Outcome(expect = Expect.FORBIDDEN, desc = "both, none, or a credit lost or doubled")
    @State
    public static class TakeOnce
    {
        private final ReplyTable table = new ReplyTable(2);
        private final Reply reply = new Reply(null);
        private final long correlation = table.reserve();

        /** One command is in flight. */
        public TakeOnce()
        {
            table.enter(correlation, reply);
        }

        /**
         * Takes.
         *
         * @param result whether it got the reply.
         */
        @Actor
        public void agent(final III_Result result)
        {
            result.r1 = table.take(correlation) == reply ? 1 : 0;
        }

        /**
         * Takes.
         *
         * @param result whether it got the reply.
         */
        @Actor
        public void closer(final III_Result result)
        {
            result.r2 = table.take(correlation) == reply ? 1 : 0;
        }

        /**
         * Counts.
         *
         * @param result credits in the end.
         */
        @Arbiter
        public void end(final III_Result result)
        {
            result.r3 = drain(table);
        }
    }

    /**
     * A stale correlation is taken while its entry is handed to the next command. Results: whether the stale one got
     * anything, whether the new one got its own reply in the end.
     */
    @JCStressTest
    @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the entry is the new command's alone")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a late answer took another command's entry")
    @State
    public static class StaleTake
    {
        private final ReplyTable table = new ReplyTable(1);
        private final Reply fresh = new Reply(null);
        private final long stale = table.reserve();
        private long correlation;

        /** The first command was taken: its entry is free. */
        public StaleTake()
        {
            table.enter(stale, new Reply(null));
            table.take(stale);
        }

        /** Sends the next command. */
        @Actor
        public void caller()
        {
            correlation = table.reserve();
            table.enter(correlation, fresh);
        }

        /**
         * Brings a late answer.
         *
         * @param result whether it found a reply.
         */
        @Actor
        public void late(final II_Result result)
        {
            result.r1 = table.take(stale) != null ? 1 : 0;
        }

        /**
         * Takes the new command.
         *
         * @param result whether its reply was there.
         */
        @Arbiter
        public void end(final II_Result result)
        {
            result.r2 = table.take(correlation) == fresh ? 1 : 0;
        }
    }

    /** Two threads reserve, release and reserve again, over two credits. Results: the entries they hold in the end. */
    @JCStressTest
    @Outcome(id = {"0, 1, 0", "1, 0, 0"}, expect = Expect.ACCEPTABLE, desc = "an entry each, none left")
    @Outcome(expect = Expect.FORBIDDEN, desc = "one entry twice, or one lost")
    @State
    public static class ReserveAndRelease
    {
        private final ReplyTable table = new ReplyTable(2);

        private int cycle()
        {
            table.release(table.reserve());
            final long correlation = table.reserve();
            return correlation == 0 ? -1 : (int)correlation & INDEX_MASK;
        }

        /**
         * Holds an entry.
         *
         * @param result which.
         */
        @Actor
        public void first(final III_Result result)
        {
            result.r1 = cycle();
        }

        /**
         * Holds an entry.
         *
         * @param result which.
         */
        @Actor
        public void second(final III_Result result)
        {
            result.r2 = cycle();
        }

        /**
         * Counts.
         *
         * @param result credits in the end.
         */
        @Arbiter
        public void end(final III_Result result)
        {
            result.r3 = drain(table);
        }
    }
}
