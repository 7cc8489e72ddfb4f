// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Whose turn it is at a clock event: first what is out of date or was judged without evidence, then the others. */
final class ReferenceRota
{
    private static final int PLACES = 4;

    private final long[] validUntilNs;
    private final boolean[] hasEvidence;
    private int urgentFrom;
    private int idleFrom;

    ReferenceRota(final int instruments)
    {
        validUntilNs = new long[instruments];
        hasEvidence = new boolean[instruments];
        Arrays.fill(hasEvidence, true);
    }

    void published(final int instrument, final long untilNs, final boolean hadEvidence)
    {
        validUntilNs[instrument] = untilNs;
        hasEvidence[instrument] = hadEvidence;
    }

    /** What an instrument stands on has changed. */
    void touch(final int instrument)
    {
        hasEvidence[instrument] = false;
    }

    void touchAll()
    {
        Arrays.fill(hasEvidence, false);
    }

    List<Integer> choose(final long nowNs)
    {
        final int instruments = validUntilNs.length;
        final int urgentPlaces = instruments > PLACES ? PLACES - 1 : PLACES;
        final List<Integer> chosen = new ArrayList<>();
        final int firstUrgent = urgentFrom;
        for (int i = 0; i < instruments && chosen.size() < urgentPlaces; i++)
        {
            final int instrument = (firstUrgent + i) % instruments;
            if (!hasEvidence[instrument] || nowNs >= validUntilNs[instrument])
            {
                chosen.add(instrument);
                urgentFrom = (instrument + 1) % instruments;
            }
        }
        final int firstIdle = idleFrom;
        for (int i = 0; i < instruments && chosen.size() < PLACES; i++)
        {
            final int instrument = (firstIdle + i) % instruments;
            if (!chosen.contains(instrument))
            {
                chosen.add(instrument);
                idleFrom = (instrument + 1) % instruments;
            }
        }
        return chosen;
    }
}
