// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

/**
 * Judges time by the events alone: a wall clock that steps away from the shared clock, or clock events that stay away,
 * close the oracle until an operator reopens it (contract A). Reopening accepts the step as it stands, for a shared
 * clock that does not follow it; one that was set anew by the wall clock shows no step at the next clock event, and
 * none is accepted then. One thread.
 */
final class ClockGuard
{
    private final long faultNs;
    private long lastClockNs;
    private long lastStepNs;
    private long acceptedStepNs;
    private boolean isStarted;
    private boolean isFaulted;
    private boolean isReopened;

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
        if (isReopened && isWithinBound(lastStepNs))
        {
            acceptedStepNs = 0;
        }
        isReopened = false;
        return (!isWithinBound(lastStepNs - acceptedStepNs) && fault()) || isSilent;
    }

    void reopen(final long nowNs)
    {
        isFaulted = false;
        isReopened = true;
        lastClockNs = nowNs;
        acceptedStepNs = lastStepNs;
    }

    boolean isOpen()
    {
        return isStarted && !isFaulted;
    }

    private boolean isWithinBound(final long stepNs)
    {
        return stepNs <= faultNs && stepNs >= -faultNs;
    }

    private boolean fault()
    {
        final boolean isNew = !isFaulted;
        isFaulted = true;
        return isNew;
    }
}
