// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.ReferencePrice;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.slot.Evaluation;
import java.util.Arrays;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * One writer of the reference table against one reader that reads twice: every record it sees is whole, and the second
 * is never older than the first.
 */
public class ReferenceTableStress
{
    private static final int RECORDS = 9;
    private static final int TORN = -1;
    private static final Evaluation[] EVALUATIONS = new Evaluation[RECORDS];
    private static final long[][] TRUST_WORDS = new long[RECORDS][ReferencePrice.TRUST_WORDS];
    private static final long[][] EXPECTED = new long[RECORDS][];

    static
    {
        for (int number = 0; number < RECORDS; number++)
        {
            EVALUATIONS[number] = evaluation(number);
            Arrays.fill(TRUST_WORDS[number], number);
            final ReferenceTable table = new ReferenceTable(1);
            table.publish(EVALUATIONS[number], TRUST_WORDS[number]);
            final ReferencePrice record = new ReferencePrice();
            table.read(0, record);
            EXPECTED[number] = record.words().clone();
        }
    }

    private static Evaluation evaluation(final int number)
    {
        final Evaluation evaluation = new Evaluation();
        evaluation.instrument = 0;
        evaluation.tier = Tier.PRIMARY;
        evaluation.refusal = Refusal.NONE;
        evaluation.price = number;
        evaluation.rangeLow = number;
        evaluation.rangeHigh = number;
        evaluation.quartileLow = number;
        evaluation.quartileHigh = number;
        evaluation.asOfNs = number;
        evaluation.evaluatedAtNs = number;
        evaluation.validUntilNs = number;
        evaluation.confidenceBps = number;
        evaluation.dispersionBps = number;
        evaluation.sources = number;
        evaluation.lineages = number;
        evaluation.contributorMask = number;
        return evaluation;
    }

    /** Number of the record that was read, 0 before the first, TORN where its words are of several. */
    private static int read(final ReferenceTable table, final ReferencePrice into)
    {
        if (!table.read(0, into))
        {
            return 0;
        }
        final long number = into.price();
        return number > 0 && number < RECORDS && Arrays.equals(into.words(), EXPECTED[(int)number]) ?
            (int)number : TORN;
    }

    /** Two records: every order of them that goes forwards may be seen. */
    @JCStressTest
    @Outcome(id = {"0, 0", "0, 1", "0, 2", "1, 1", "1, 2", "2, 2"}, expect = Expect.ACCEPTABLE, desc = "forwards")
    @Outcome(expect = Expect.FORBIDDEN, desc = "torn, or backwards")
    @State
    public static class TwoRecords
    {
        private final ReferenceTable table = new ReferenceTable(1);
        private final ReferencePrice seen = new ReferencePrice();

        /** Publishes both. */
        @Actor
        public void writer()
        {
            table.publish(EVALUATIONS[1], TRUST_WORDS[1]);
            table.publish(EVALUATIONS[2], TRUST_WORDS[2]);
        }

        /**
         * Reads twice.
         *
         * @param result the numbers of the two records.
         */
        @Actor
        public void reader(final II_Result result)
        {
            result.r1 = read(table, seen);
            result.r2 = read(table, seen);
        }
    }

    /** Eight records, twice as many as there are versions: the writer may lap the reader in the middle of a copy. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "whole, forwards")
    @Outcome(expect = Expect.FORBIDDEN, desc = "torn (first 0), or backwards (second 0)")
    @State
    public static class Lapped
    {
        private final ReferenceTable table = new ReferenceTable(1);
        private final ReferencePrice seen = new ReferencePrice();

        /** Publishes all. */
        @Actor
        public void writer()
        {
            for (int number = 1; number < RECORDS; number++)
            {
                table.publish(EVALUATIONS[number], TRUST_WORDS[number]);
            }
        }

        /**
         * Reads twice.
         *
         * @param result whether both were whole, whether they went forwards.
         */
        @Actor
        public void reader(final II_Result result)
        {
            final int first = read(table, seen);
            final int second = read(table, seen);
            result.r1 = first != TORN && second != TORN ? 1 : 0;
            result.r2 = second >= first ? 1 : 0;
        }
    }
}
