// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Refusal;

/**
 * Where an engine is in its life. Any thread.
 *
 * <pre>
 *  RUNNING ──► CLOSING ──► CLOSED
 *     └──► FAILED ──────────┘
 * </pre>
 */
final class EngineStatus
{
    enum Phase
    {
        RUNNING, CLOSING, FAILED, CLOSED
    }

    private volatile Phase phase = Phase.RUNNING;
    private volatile boolean isStalled;

    Phase phase()
    {
        return phase;
    }

    /**
     * What the doors say now.
     */
    Refusal door()
    {
        return switch (phase)
        {
            case RUNNING -> Refusal.NONE;
            case FAILED -> Refusal.ENGINE_FAILED;
            case CLOSING, CLOSED -> Refusal.CLOSED;
        };
    }

    /**
     * What the door says to clock and signature events: it stays open while a close drains.
     */
    Refusal drainDoor()
    {
        return phase == Phase.CLOSING ? Refusal.NONE : door();
    }

    /**
     * A stage died.
     */
    synchronized void fail()
    {
        if (phase != Phase.CLOSED)
        {
            phase = Phase.FAILED;
        }
    }

    /**
     * Begins a close.
     *
     * @return false where there is nothing left to drain: the engine failed.
     */
    synchronized boolean close()
    {
        if (phase != Phase.RUNNING)
        {
            return false;
        }
        phase = Phase.CLOSING;
        return true;
    }

    synchronized void closed()
    {
        phase = Phase.CLOSED;
    }

    void stalled(final boolean stalled)
    {
        if (isStalled != stalled)
        {
            isStalled = stalled;
        }
    }

    boolean isStalled()
    {
        return isStalled;
    }
}
