// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

/**
 * Judges time by the events alone: a wall clock that steps away from the shared clock, or clock events that stay away,
 * close the oracle until an operator reopens it (contract A). Reopening accepts the step as it stands, since the shared
 * clock never follows it. One thread.
 */
final class ClockGuard
{
    private final long faultNs;
    private long lastClockNs;
    private long lastStepNs;
    private long acceptedStepNs;
    private boolean isStarted;
    private boolean isFaulted;

    ClockGuard(final long faultNs)
    {
        this.faultNs = faultNs;
    }

    /**
     * Takes note of any event.
     *
     * @param nowNs engine time.
     * @return whether this event opened a new fault.
     */
    boolean onEvent(final long nowNs)
    {
        return isStarted && nowNs - lastClockNs > faultNs && fault();
    }

    /**
     * Takes note of a clock event.
     *
     * @param nowNs    engine time.
     * @param sharedNs the shared clock when the event was made.
     * @param wallNs   the wall clock when the event was made.
     * @return whether this event opened a new fault.
     */
    boolean onClock(final long nowNs, final long sharedNs, final long wallNs)
    {
        final boolean isSilent = onEvent(nowNs);
        lastClockNs = nowNs;
        isStarted = true;
        lastStepNs = wallNs - sharedNs;
        final long step = lastStepNs - acceptedStepNs;
        final boolean isStep = step > faultNs || step < -faultNs;
        return (isStep && fault()) || isSilent;
    }

    void reopen(final long nowNs)
    {
        isFaulted = false;
        lastClockNs = nowNs;
        acceptedStepNs = lastStepNs;
    }

    boolean isOpen()
    {
        return isStarted && !isFaulted;
    }

    private boolean fault()
    {
        final boolean isNew = !isFaulted;
        isFaulted = true;
        return isNew;
    }
}
