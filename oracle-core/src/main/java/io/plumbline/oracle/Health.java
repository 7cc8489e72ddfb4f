// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

/**
 * Whether the engine can be relied on.
 */
public enum Health
{
    /** Running and making progress. */
    GREEN,

    /** Running, but money is refused: a clock fault, an operator's order, or no clock event yet. */
    SUSPENDED,

    /** A backlog makes no progress: a stage hangs or the machine is starved. */
    STALLED,

    /** A stage died. Everything is refused until the oracle is launched again. */
    FAILED,

    /** Closed, or being closed, by its owner. */
    CLOSED;

    /**
     * Whether the oracle should be taken out of service.
     *
     * @return true for STALLED, FAILED and CLOSED.
     */
    public boolean isRed()
    {
        return this == STALLED || this == FAILED || this == CLOSED;
    }
}
