// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * How an engine thread waits for the next event.
 */
public enum WaitMode
{
    /** Spins a little, yields a little, then parks for short spells: low cost while idle. */
    PARKING,

    /** Blocks on a lock until something is published. FUSED only. */
    BLOCKING,

    /** Spins, then yields; wants a core of its own for each engine thread. */
    YIELDING,

    /** Spins without pause; wants an isolated core for each engine thread. */
    BUSY_SPIN
}
