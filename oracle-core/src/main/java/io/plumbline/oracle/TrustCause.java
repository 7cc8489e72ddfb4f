// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

/**
 * What has cost a source trust on an instrument. The ordinal is a bit in masks of causes.
 */
public enum TrustCause
{
    /** Heartbeats were missed. */
    HEARTBEAT,
    /** The value stood still while its time moved. */
    FROZEN,
    /** The price stood apart from the others'. */
    DIVERGENCE,
    /** The price did not move when the others' did. */
    DECORRELATION,
    /** Times lay in the future. */
    FUTURE_TIME,
    /** A newer sequence was signed at an earlier time. */
    TIME_REGRESSION,
    /** The price jumped by a power of ten. */
    SCALE_JUMP,
    /** The price was another instrument's. */
    SYMBOL_SWAP,
    /** Too many ticks could not be used. */
    ERRORS,
    /** The source contradicted itself. */
    EQUIVOCATION,
    /** An operator put it out. */
    OPERATOR;

    /**
     * The cause's bit in a mask.
     *
     * @return a power of two.
     */
    public int bit()
    {
        return 1 << ordinal();
    }
}
