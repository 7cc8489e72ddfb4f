// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.reference;

import io.plumbline.oracle.Refusal;
import java.util.ArrayList;
import java.util.List;

/** What trust finds about one tick. */
record Finding(
    Refusal refusal, int trustBps, long decayFromNs, long originNs, long volatilityCentiBps, boolean isWithdrawn)
{
    static Finding refused(final Refusal why, final boolean isWithdrawn)
    {
        return new Finding(why, 0, 0, 0, 0, isWithdrawn);
    }

    /** What trust finds about one event. */
    record Findings(List<Finding> ticks, int changedSource, long excludedUntilNs)
    {
        static Findings none()
        {
            return new Findings(new ArrayList<>(), -1, 0);
        }
    }
}
