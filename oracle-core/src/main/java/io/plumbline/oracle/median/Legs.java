// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.InstrumentGraph;
import io.plumbline.oracle.config.OracleConfig;
import java.util.List;

/** The spelled-out legs of one derived instrument. Immutable. */
final class Legs
{
    final int count;
    final int[] instrument;
    final boolean[] isInverse;
    /** Scale of the price, less the scales of its factors, plus those of its divisors. */
    final int exponent;
    final int minSignificantDigits;

    Legs(final OracleConfig config, final int derived)
    {
        final List<InstrumentGraph.Leg> legs = config.graph().legs(derived);
        final InstrumentConfig settings = config.instruments().get(derived);
        count = legs.size();
        instrument = new int[count];
        isInverse = new boolean[count];
        int shift = settings.priceScale();
        for (int i = 0; i < count; i++)
        {
            instrument[i] = legs.get(i).instrument();
            isInverse[i] = legs.get(i).isInverse();
            final int scale = config.instruments().get(instrument[i]).priceScale();
            shift += isInverse[i] ? scale : -scale;
        }
        exponent = shift;
        minSignificantDigits = settings.minSignificantDigits();
    }
}
