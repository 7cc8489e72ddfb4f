// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.config.OracleConfig;
import java.util.ArrayList;
import java.util.List;

/** The routes of one instrument's index, and which instruments with sources each of them stands on. Immutable. */
final class Routes
{
    final int[] instrument;
    private final long[] rootMask;
    private final int roots;

    Routes(final OracleConfig config, final int of)
    {
        instrument = config.graph().routes(of);
        rootMask = new long[instrument.length];
        // 16 routes of 4 legs have at most 64 roots
        final List<Integer> numbers = new ArrayList<>();
        for (int route = 0; route < instrument.length; route++)
        {
            for (final int root : config.graph().roots(instrument[route]))
            {
                if (!numbers.contains(root))
                {
                    numbers.add(root);
                }
                rootMask[route] |= 1L << numbers.indexOf(root);
            }
        }
        roots = numbers.size();
    }

    /** Whether no instrument with sources is reached by half of the present routes or more. */
    boolean isSpread(final int presentMask)
    {
        final int present = Integer.bitCount(presentMask);
        for (int root = 0; root < roots; root++)
        {
            int reached = 0;
            for (int route = 0; route < instrument.length; route++)
            {
                reached += (int)(presentMask >>> route & rootMask[route] >>> root & 1);
            }
            if (2 * reached >= present)
            {
                return false;
            }
        }
        return true;
    }
}
