// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

/**
 * Whether a source contributes to a price, and if not, by which rule.
 */
public enum SourceStanding
{
    /** It contributes. */
    CONTRIBUTES,
    /** It has given no believed price, or withdrew it. */
    UNHEARD,
    /** Its price is too old. */
    STALE,
    /** It is out, as a whole or on this instrument. */
    EXCLUDED,
    /** Its price stands outside the fence. */
    OUTLIER
}
