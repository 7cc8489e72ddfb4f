// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

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
 * The hand-over of documents: the signer sees a whole one or none, the reply agent a whole signature or none, in order,
 * and a place is filled again only after its answer was given.
 */
public class ProofHandoverStress
{
    private static final int TORN = 99;

    /** Fills a place and hands it over; 0 where there is none. */
    private static int write(final ProofHandover handover, final int number)
    {
        final Proof place = handover.free();
        if (place == null)
        {
            return 0;
        }
        Arrays.fill(place.answer(), (byte)number);
        Arrays.fill(place.signature(), (byte)0);
        place.signed(false);
        handover.handOver();
        return number;
    }

    /** Signs one: its number, 0 for none, TORN where its parts do not belong together. */
    private static int sign(final ProofHandover handover)
    {
        final Proof proof = handover.next();
        if (proof == null)
        {
            return 0;
        }
        final int number = proof.answer()[0];
        final boolean isWhole = proof.answer()[proof.answer().length - 1] == number && !proof.isSigned();
        Arrays.fill(proof.signature(), (byte)number);
        proof.signed(true);
        handover.done();
        return isWhole ? number : TORN;
    }

    /** Takes one back: its number, 0 for none, TORN where its signature is not whole. */
    private static int take(final ProofHandover handover)
    {
        final Proof proof = handover.back();
        if (proof == null)
        {
            return 0;
        }
        final int number = proof.answer()[0];
        final boolean isWhole = proof.isSigned() && proof.signature()[0] == number &&
            proof.signature()[SignedQuoteLayout.SIGNATURE_LENGTH - 1] == number;
        handover.taken();
        return isWhole ? number : TORN;
    }

    /** Two documents are handed over and taken back while the signer signs twice; the last result is what is left. */
    @JCStressTest
    @Outcome(id = {"0, 0, 2", "1, 0, 1", "1, 2, 0"}, expect = Expect.ACCEPTABLE, desc = "whole, in order, once")
    @Outcome(expect = Expect.FORBIDDEN, desc = "torn, lost, repeated or out of order")
    @State
    public static class ThereAndBack
    {
        private final ProofHandover handover = new ProofHandover(2);

        /** Nothing is out. */
        public ThereAndBack()
        {
        }

        /**
         * Hands over and takes back.
         *
         * @param result what came back.
         */
        @Actor
        public void replies(final III_Result result)
        {
            write(handover, 1);
            write(handover, 2);
            result.r1 = take(handover);
            result.r2 = result.r1 == 0 ? 0 : take(handover);
        }

        /** Signs. */
        @Actor
        public void signer()
        {
            sign(handover);
            sign(handover);
        }

        /**
         * Signs and takes what is left.
         *
         * @param result how many.
         */
        @Arbiter
        public void end(final III_Result result)
        {
            int expected = 1 + (result.r1 == 0 ? 0 : 1) + (result.r2 == 0 ? 0 : 1);
            for (int left = 2; left > 0; left--)
            {
                sign(handover);
                final int number = take(handover);
                if (number != 0)
                {
                    result.r3 += number == expected++ ? 1 : TORN;
                }
            }
        }
    }

    /**
     * The only place is taken back and filled again while the signer looks. Results: what the signer saw, whether there
     * was room.
     */
    @JCStressTest
    @Outcome(id = {"0, 3", "3, 3"}, expect = Expect.ACCEPTABLE, desc = "nothing, or all of the next one")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a place was read while it was filled, or twice")
    @State
    public static class FilledAgain
    {
        private final ProofHandover handover = new ProofHandover(1);

        /** One document has come back. */
        public FilledAgain()
        {
            write(handover, 1);
            sign(handover);
        }

        /**
         * Takes it and fills its place.
         *
         * @param result whether there was room.
         */
        @Actor
        public void replies(final II_Result result)
        {
            take(handover);
            result.r2 = write(handover, 3);
        }

        /**
         * Signs what is there.
         *
         * @param result what it was.
         */
        @Actor
        public void signer(final II_Result result)
        {
            result.r1 = sign(handover);
        }
    }

    /** Who closes never finds nothing out while a document is on its way. */
    @JCStressTest
    @Outcome(id = {"0, 0", "0, 1", "1, 1"}, expect = Expect.ACCEPTABLE, desc = "on its way, or given out")
    @Outcome(expect = Expect.FORBIDDEN, desc = "idle before it was taken")
    @State
    public static class Idle
    {
        private final ProofHandover handover = new ProofHandover(1);
        private volatile boolean isTaken;

        /** One document has come back. */
        public Idle()
        {
            write(handover, 1);
            sign(handover);
        }

        /** Takes it. */
        @Actor
        public void replies()
        {
            isTaken = true;
            take(handover);
        }

        /**
         * Looks whether nothing is out, then whether it was taken.
         *
         * @param result both.
         */
        @Actor
        public void closer(final II_Result result)
        {
            result.r1 = handover.out() == 0 ? 1 : 0;
            result.r2 = isTaken ? 1 : 0;
        }
    }
}
