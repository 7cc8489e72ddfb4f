// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import java.util.Arrays;

/**
 * Which instruments a clock event evaluates: first those whose record is out of date, or changed since it was last
 * evaluated with evidence, or stands on one that did, then the others, each in turn. Where there are more instruments
 * than places one place is kept for the others, so that busy instruments never keep a quiet one's heartbeat waiting.
 * One thread; allocates nothing after construction.
 */
final class ClockRota
{
    private final long[] validUntilNs;
    private final boolean[] isDirty;
    private final long[] chosenIn;
    private long round;
    private int urgentFrom;
    private int idleFrom;

    /** All are due: none has a record. */
    ClockRota(final int instruments)
    {
        validUntilNs = new long[instruments];
        isDirty = new boolean[instruments];
        chosenIn = new long[instruments];
    }

    /** Notes a record that was given out. */
    void published(final int instrument, final long untilNs, final boolean hasHadEvidence)
    {
        validUntilNs[instrument] = untilNs;
        isDirty[instrument] = !hasHadEvidence;
    }

    /** What an instrument stands on has changed. */
    void touch(final int instrument)
    {
        isDirty[instrument] = true;
    }

    /** What all instruments stand on has changed. */
    void touchAll()
    {
        Arrays.fill(isDirty, true);
    }

    /** Fills {@code chosen} with different instruments, the most urgent first; returns how many. */
    int choose(final long nowNs, final int[] chosen)
    {
        round++;
        final int instruments = validUntilNs.length;
        final int urgentPlaces = instruments > chosen.length ? chosen.length - 1 : chosen.length;
        int count = 0;
        final int firstUrgent = urgentFrom;
        for (int i = 0; i < instruments && count < urgentPlaces; i++)
        {
            final int instrument = (firstUrgent + i) % instruments;
            if (isDirty[instrument] || nowNs >= validUntilNs[instrument])
            {
                chosen[count++] = instrument;
                chosenIn[instrument] = round;
                urgentFrom = (instrument + 1) % instruments;
            }
        }
        final int firstIdle = idleFrom;
        for (int i = 0; i < instruments && count < chosen.length; i++)
        {
            final int instrument = (firstIdle + i) % instruments;
            if (chosenIn[instrument] != round)
            {
                chosen[count++] = instrument;
                idleFrom = (instrument + 1) % instruments;
            }
        }
        return count;
    }
}
