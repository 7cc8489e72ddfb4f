// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.SignedQuoteLayout;
import java.util.Arrays;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The hand-over to the signer: the signer's thread sees a whole request or none, in order, and a place is written again
 * only after it was read.
 */
public class SignatureHandoverStress
{
    private static final int TORN = 99;

    private static byte[] quote(final int number)
    {
        final byte[] quote = new byte[SignedQuoteLayout.LENGTH];
        Arrays.fill(quote, (byte)number);
        return quote;
    }

    /** Takes one request: its number, 0 for none, TORN where its parts do not belong together. */
    private static int take(final SignatureQueue queue)
    {
        final SignatureRequest request = new SignatureRequest();
        if (!queue.take(request))
        {
            return 0;
        }
        final int number = (int)request.sequence;
        final boolean isWhole = request.instrument == number && request.kind == number &&
            request.quote[0] == (byte)number && request.quote[QuoteFrame.LENGTH - 1] == (byte)number;
        return isWhole ? number : TORN;
    }

    /** Two requests are written while the signer takes twice; the last result is what is left. */
    @JCStressTest
    @Outcome(id = {"0, 0, 2", "0, 1, 1", "1, 0, 1", "1, 2, 0"}, expect = Expect.ACCEPTABLE, desc = "whole, in order")
    @Outcome(expect = Expect.FORBIDDEN, desc = "torn, lost, repeated or out of order")
    @State
    public static class WholeAndInOrder
    {
        private final SignatureQueue queue = new SignatureQueue(2);
        private final byte[] first = quote(1);
        private final byte[] second = quote(2);

        /** Nothing is out. */
        public WholeAndInOrder()
        {
        }

        /** Writes. */
        @Actor
        public void stage()
        {
            queue.write(1, 1, 1, 1, first);
            queue.write(2, 2, 2, 2, second);
        }

        /**
         * Takes twice.
         *
         * @param result what was taken.
         */
        @Actor
        public void signer(final III_Result result)
        {
            result.r1 = take(queue);
            result.r2 = take(queue);
        }

        /**
         * Counts.
         *
         * @param result what was left.
         */
        @Arbiter
        public void end(final III_Result result)
        {
            while (take(queue) != 0)
            {
                result.r3++;
            }
        }
    }

    /**
     * Every place is full; the signer takes one, and the stage writes into it as soon as it is free. Results: what was
     * taken, whether the write found room.
     */
    @JCStressTest
    @Outcome(id = {"1, 0", "1, 1"}, expect = Expect.ACCEPTABLE, desc = "read before it is written again")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a place was written while it was read")
    @State
    public static class WrapAround
    {
        private final SignatureQueue queue = new SignatureQueue(2);
        private final byte[] again = quote(3);

        /** All places are full of the same request. */
        public WrapAround()
        {
            final byte[] quote = quote(1);
            queue.write(1, 1, 1, 1, quote);
            queue.write(1, 1, 1, 1, quote);
        }

        /**
         * Writes where there is room.
         *
         * @param result whether there was.
         */
        @Actor
        public void stage(final II_Result result)
        {
            try
            {
                queue.write(3, 3, 3, 3, again);
                result.r2 = 1;
            }
            catch (final IllegalStateException e)
            {
                result.r2 = 0;
            }
        }

        /**
         * Takes one.
         *
         * @param result what was taken.
         */
        @Actor
        public void signer(final II_Result result)
        {
            result.r1 = take(queue);
        }
    }

    /** An answer makes the hand-over idle only together with its request. */
    @JCStressTest
    @Outcome(id = {"0, 1", "1, 1"}, expect = Expect.ACCEPTABLE, desc = "idle before, or not yet; idle in the end")
    @Outcome(expect = Expect.FORBIDDEN, desc = "never idle again")
    @State
    public static class Idle
    {
        private final SignatureHandover handover = new SignatureHandover(1);

        /** One request is out. */
        public Idle()
        {
            handover.request(1, 1, 1, 1, quote(1));
        }

        /** Answers. */
        @Actor
        public void signer()
        {
            handover.take(new SignatureRequest());
            handover.answered();
        }

        /**
         * Looks.
         *
         * @param result whether it is idle.
         */
        @Actor
        public void closer(final II_Result result)
        {
            result.r1 = handover.isIdle() ? 1 : 0;
        }

        /**
         * Looks again.
         *
         * @param result whether it is idle in the end.
         */
        @Arbiter
        public void end(final II_Result result)
        {
            result.r2 = handover.isIdle() ? 1 : 0;
        }
    }
}
