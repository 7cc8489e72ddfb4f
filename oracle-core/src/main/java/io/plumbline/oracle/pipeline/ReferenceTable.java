// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.ReferencePrice;
import io.plumbline.oracle.median.ReferenceSink;
import io.plumbline.oracle.slot.Evaluation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The newest reference record of each instrument in four rotating versions. The one writer fills a version that no
 * reader was told of, then names it; a reader copies the named version and checks that its stamp has stood still. So
 * a writer that is descheduled in the middle of a write holds nobody up, and a reader repeats only when four newer
 * records were published while it copied one.
 */
final class ReferenceTable implements ReferenceSink
{
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int VERSIONS = 4;
    private static final int VERSION_WORDS = 1 + ReferencePrice.WORDS;
    private static final int PADDING = 16;
    private static final int TRUST_AT = ReferencePrice.WORDS - ReferencePrice.TRUST_WORDS;

    private final long[][] cells;

    ReferenceTable(final int instruments)
    {
        cells = new long[instruments][PADDING + 1 + VERSIONS * VERSION_WORDS + PADDING];
    }

    @Override
    public void publish(final Evaluation evaluation, final long[] trustWords)
    {
        final long[] table = cells[evaluation.instrument];
        final long stamp = (long)CELL.get(table, PADDING) + 1;
        final int at = versionAt(stamp);
        CELL.setOpaque(table, at, 0L);
        VarHandle.storeStoreFence();
        int word = at + 1;
        CELL.setOpaque(table, word++, evaluation.price);
        CELL.setOpaque(table, word++, evaluation.rangeLow);
        CELL.setOpaque(table, word++, evaluation.rangeHigh);
        CELL.setOpaque(table, word++, evaluation.quartileLow);
        CELL.setOpaque(table, word++, evaluation.quartileHigh);
        CELL.setOpaque(table, word++, evaluation.asOfNs);
        CELL.setOpaque(table, word++, evaluation.evaluatedAtNs);
        CELL.setOpaque(table, word++, evaluation.validUntilNs);
        CELL.setOpaque(table, word++, ReferencePrice.codes(evaluation.tier, evaluation.mode, evaluation.refusal,
            evaluation.confidenceBps, evaluation.dispersionBps));
        CELL.setOpaque(table, word++, (long)evaluation.lineages << 16 | evaluation.sources);
        CELL.setOpaque(table, word++, evaluation.contributorMask);
        CELL.setOpaque(table, word++, ReferencePrice.figures(evaluation.staleShareBps, evaluation.spreadBps,
            evaluation.tierSpreadBps, evaluation.volatilityBps));
        CELL.setOpaque(table, word, ReferencePrice.more(evaluation.primaryRefusal, evaluation.isImpliedHigh,
            evaluation.trustBps));
        // Words beyond those the sources take were never written and read as zeros.
        for (int i = 0; i < trustWords.length; i++)
        {
            CELL.setOpaque(table, at + 1 + TRUST_AT + i, trustWords[i]);
        }
        CELL.setRelease(table, at, stamp);
        CELL.setRelease(table, PADDING, stamp);
    }

    /**
     * Copies the newest record of an instrument of the table. Any thread.
     *
     * @return false where nothing was published yet; the copy is empty then.
     */
    boolean read(final int instrument, final ReferencePrice into)
    {
        final long[] table = cells[instrument];
        final long[] words = into.words();
        while (true)
        {
            final long stamp = (long)CELL.getAcquire(table, PADDING);
            if (stamp == 0)
            {
                into.clear();
                return false;
            }
            final int at = versionAt(stamp);
            if ((long)CELL.getAcquire(table, at) == stamp)
            {
                for (int i = 0; i < ReferencePrice.WORDS; i++)
                {
                    words[i] = (long)CELL.getOpaque(table, at + 1 + i);
                }
                VarHandle.acquireFence();
                if ((long)CELL.getOpaque(table, at) == stamp)
                {
                    return true;
                }
            }
            Thread.onSpinWait();
        }
    }

    private static int versionAt(final long stamp)
    {
        return PADDING + 1 + ((int)stamp & VERSIONS - 1) * VERSION_WORDS;
    }
}
