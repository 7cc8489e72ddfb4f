// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.wire.AnswerFrame;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A caller-owned reply between its caller and the reply agent. Command 1 is pending at the start; its figures are
 * {@link #FIRST}, those of command 2 {@link #SECOND}.
 */
public class ReplyStress
{
    private static final int FIRST = 77;
    private static final int SECOND = 88;
    private static final byte[] QUOTE = {1};
    private static final AnswerFrame FIRST_FRAME = frame(1, FIRST);
    private static final AnswerFrame SECOND_FRAME = frame(2, SECOND);

    private static AnswerFrame frame(final long correlation, final int figure)
    {
        final AnswerFrame frame = new AnswerFrame();
        frame.begin(new byte[AnswerFrame.LENGTH], 0);
        frame.correlation(correlation);
        frame.answer(Answer.AUTHORIZED.code());
        frame.refusal(Refusal.NONE.code());
        frame.atNs(figure);
        frame.measured(figure);
        frame.limit(figure);
        frame.decidedRate(figure);
        frame.quotedRate(figure);
        frame.quoteSequence(figure);
        return frame;
    }

    private static Reply pending()
    {
        final Reply reply = new Reply(null);
        reply.begin(1);
        return reply;
    }

    /** The one figure all others agree with, or -1. */
    private static int figure(final Reply reply)
    {
        final long figure = reply.decidedAtNs();
        final boolean isWhole = reply.answer() == Answer.AUTHORIZED && reply.refusal() == Refusal.NONE &&
            reply.measured() == figure && reply.limit() == figure && reply.decidedRate() == figure &&
            reply.quotedRate() == figure && reply.quoteSequence() == figure;
        return isWhole ? (int)figure : -1;
    }

    /** A caller that polls sees nothing, or every figure. */
    @JCStressTest
    @Outcome(id = "0, 77", expect = Expect.ACCEPTABLE, desc = "not done yet, done in the end")
    @Outcome(id = "77, 77", expect = Expect.ACCEPTABLE, desc = "done, figures visible")
    @Outcome(expect = Expect.FORBIDDEN, desc = "done without its figures")
    @State
    public static class Visible
    {
        private final Reply reply = pending();

        /** Answers command 1. */
        @Actor
        public void agent()
        {
            reply.complete(1, FIRST_FRAME, QUOTE, 1);
        }

        /**
         * Polls once.
         *
         * @param result what was seen.
         */
        @Actor
        public void caller(final II_Result result)
        {
            result.r1 = reply.isDone() ? figure(reply) : 0;
        }

        /**
         * Looks in the end.
         *
         * @param result what is there.
         */
        @Arbiter
        public void end(final II_Result result)
        {
            result.r2 = reply.isDone() ? figure(reply) : 0;
        }
    }

    /**
     * The caller gives command 1 up and binds command 2 while command 1 is being answered. Results: whether the agent
     * wrote, whether the caller gave up, what the caller saw then, what stands in the end.
     */
    @JCStressTest
    @Outcome(id = "1, 0, 77, 77", expect = Expect.ACCEPTABLE, desc = "the answer came first")
    @Outcome(id = "0, 1, 0, 0", expect = Expect.ACCEPTABLE, desc = "given up; command 2 is still pending")
    @Outcome(expect = Expect.FORBIDDEN, desc = "both won, none did, or a late writer touched command 2")
    @State
    public static class AbandonAndBegin
    {
        private final Reply reply = pending();

        /**
         * Answers command 1.
         *
         * @param result whether it wrote.
         */
        @Actor
        public void agent(final IIII_Result result)
        {
            result.r1 = reply.complete(1, FIRST_FRAME, QUOTE, 1) ? 1 : 0;
        }

        /**
         * Gives up and asks anew; where the answer was first, waits for its last word.
         *
         * @param result whether it gave up, what it saw.
         */
        @Actor
        public void caller(final IIII_Result result)
        {
            if (reply.abandon())
            {
                result.r2 = reply.begin(2) ? 1 : -1;
                result.r3 = reply.isDone() ? figure(reply) : 0;
                return;
            }
            while (!reply.isDone())
            {
                Thread.onSpinWait();
            }
            result.r3 = figure(reply);
        }

        /**
         * Looks in the end.
         *
         * @param result what is there.
         */
        @Arbiter
        public void end(final IIII_Result result)
        {
            result.r4 = reply.isDone() ? figure(reply) : 0;
        }
    }

    /** A late answer to command 1 meets the answer to command 2: only the latter is written. */
    @JCStressTest
    @Outcome(id = "0, 1, 88, 0", expect = Expect.ACCEPTABLE, desc = "the late writer found another command")
    @Outcome(expect = Expect.FORBIDDEN, desc = "the late writer wrote, or the right one did not")
    @State
    public static class LateWriter
    {
        private final Reply reply = pending();

        /** Command 1 was given up, command 2 is pending. */
        public LateWriter()
        {
            reply.abandon();
            reply.begin(2);
        }

        /**
         * Answers command 1.
         *
         * @param result whether it wrote.
         */
        @Actor
        public void late(final IIII_Result result)
        {
            result.r1 = reply.complete(1, FIRST_FRAME, QUOTE, 1) ? 1 : 0;
        }

        /**
         * Answers command 2.
         *
         * @param result whether it wrote.
         */
        @Actor
        public void agent(final IIII_Result result)
        {
            result.r2 = reply.complete(2, SECOND_FRAME, QUOTE, 1) ? 1 : 0;
        }

        /**
         * Looks in the end.
         *
         * @param result what is there.
         */
        @Arbiter
        public void end(final IIII_Result result)
        {
            result.r3 = reply.isDone() ? figure(reply) : 0;
        }
    }

    /**
     * A reply whose owner is called back, while the caller binds command 2 as soon as it may. Results: how often the
     * owner was called, what it saw, whether command 2 was bound, and whether that is pending in the end.
     */
    @JCStressTest
    @Outcome(id = "1, 77, 0, 0", expect = Expect.ACCEPTABLE, desc = "asked too early: refused, told all the same")
    @Outcome(id = "1, 77, 1, 1", expect = Expect.ACCEPTABLE, desc = "told, then bound to the next command")
    @Outcome(expect = Expect.FORBIDDEN, desc = "told twice or never, without figures, or with another command's")
    @State
    public static class Told
    {
        private int calls;
        private int seen;
        private final Reply reply = new Reply(done ->
        {
            calls++;
            seen = done.isDone() ? figure((Reply)done) : 0;
        });

        /** Command 1 is pending. */
        public Told()
        {
            reply.begin(1);
        }

        /** Answers command 1, and tells. */
        @Actor
        public void agent()
        {
            if (reply.complete(1, FIRST_FRAME, QUOTE, 1))
            {
                reply.notifyDone();
            }
        }

        /**
         * Binds the next command, once.
         *
         * @param result whether it is bound.
         */
        @Actor
        public void caller(final IIII_Result result)
        {
            result.r3 = reply.begin(2) ? 1 : 0;
        }

        /**
         * Looks in the end.
         *
         * @param result what was told, and what is pending.
         */
        @Arbiter
        public void end(final IIII_Result result)
        {
            result.r1 = calls;
            result.r2 = seen;
            result.r4 = reply.abandon() ? 1 : 0;
        }
    }

    /**
     * Gives a command up whose owner is called back. Results: how often the owner was called, what it saw, whether the
     * caller gave up.
     */
    @JCStressTest
    @Outcome(id = "1, 77, 0", expect = Expect.ACCEPTABLE, desc = "the answer came first: told")
    @Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "given up: never told")
    @Outcome(expect = Expect.FORBIDDEN, desc = "told of what was given up, or neither")
    @State
    public static class ToldOrGivenUp
    {
        private int calls;
        private int seen;
        private final Reply reply = new Reply(done ->
        {
            calls++;
            seen = done.isDone() ? figure((Reply)done) : 0;
        });

        /** Command 1 is pending. */
        public ToldOrGivenUp()
        {
            reply.begin(1);
        }

        /** Answers command 1, and tells. */
        @Actor
        public void agent()
        {
            if (reply.complete(1, FIRST_FRAME, QUOTE, 1))
            {
                reply.notifyDone();
            }
        }

        /**
         * Gives up.
         *
         * @param result whether it did.
         */
        @Actor
        public void caller(final III_Result result)
        {
            result.r3 = reply.abandon() ? 1 : 0;
        }

        /**
         * Looks in the end.
         *
         * @param result what was told.
         */
        @Arbiter
        public void end(final III_Result result)
        {
            result.r1 = calls;
            result.r2 = seen;
        }
    }
}
