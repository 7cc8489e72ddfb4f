// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.feed;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.price.Scales;

/**
 * What decoders say of a signed integer and what became of it at the instrument's scale.
 */
final class Mantissa
{
    private Mantissa()
    {
    }

    static Refusal fault(final long mantissa, final long rescaled)
    {
        if (mantissa <= 0)
        {
            return Refusal.PRICE_ABSENT;
        }
        if (rescaled == Scales.OVERFLOW)
        {
            return Refusal.PRICE_OVERFLOW;
        }
        return rescaled == Scales.PRECISION_LOST ? Refusal.PRECISION_LOST : Refusal.NONE;
    }
}
