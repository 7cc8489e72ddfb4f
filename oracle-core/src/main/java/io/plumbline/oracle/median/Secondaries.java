// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.slot.Evaluation;
import java.util.Arrays;

/**
 * Which of its secondaries an instrument stands on: the one with the most average trust, left only for another with so
 * much more that they do not take turns. One thread; allocates nothing after construction.
 */
final class Secondaries
{
    /** None is present. */
    static final int NONE = -1;

    private static final int MORE_BPS = 500;

    private final int[][] ids;
    private final int[] standing;

    Secondaries(final OracleConfig config)
    {
        ids = new int[config.instruments().size()][];
        Arrays.setAll(ids, config.graph()::secondaries);
        standing = new int[ids.length];
        Arrays.fill(standing, NONE);
    }

    /** Dense ids in the operator's order. */
    int[] of(final int instrument)
    {
        return ids[instrument];
    }

    /** The one that stood at the last market event. */
    int standing(final int instrument)
    {
        return standing[instrument];
    }

    /** Notes which one stands. */
    void stand(final int instrument, final int secondary)
    {
        standing[instrument] = secondary;
    }

    /** Takes a secondary's record into account; what was best so far, or it. */
    int offer(final int instrument, final Evaluation record, final int best, final Frame frame)
    {
        if (record.tier != Tier.PRIMARY)
        {
            return best;
        }
        if (record.instrument == standing[instrument])
        {
            frame.standing.copyFrom(record);
        }
        if (best == NONE || record.trustBps > frame.best.trustBps)
        {
            frame.best.copyFrom(record);
            return record.instrument;
        }
        return best;
    }

    /** After all were offered: the one to stand on, whose record is then the frame's best. */
    int choose(final int instrument, final boolean isStandingPresent, final int best, final Frame frame)
    {
        if (!isStandingPresent || best == standing[instrument] ||
            frame.best.trustBps >= frame.standing.trustBps + MORE_BPS)
        {
            return best;
        }
        frame.best.copyFrom(frame.standing);
        return standing[instrument];
    }
}
