// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.slot;

/**
 * Engine now: the running maximum of receipt times in ring order, so that time never runs backwards inside the engine.
 * Each stage keeps its own and all agree, since all see the same slots in the same order. One thread.
 */
public final class EngineTime
{
    private long nowNs;

    /**
     * Engine time before the first event.
     */
    public EngineTime()
    {
    }

    /**
     * Takes note of a slot; a void one, or one whose receipt time could not be read, leaves time as it is.
     *
     * @param slot the event at hand.
     * @return engine now, epoch nanoseconds.
     */
    public long advance(final Slot slot)
    {
        if (slot.receivedAtNs > nowNs)
        {
            nowNs = slot.receivedAtNs;
        }
        return nowNs;
    }

    /**
     * Engine now.
     *
     * @return epoch nanoseconds; 0 before the first event.
     */
    public long nowNs()
    {
        return nowNs;
    }
}
