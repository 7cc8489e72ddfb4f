// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples.replay;

import io.plumbline.oracle.config.OracleClock;

/**
 * A clock that starts at a recording's time and runs on from there. Any thread.
 */
final class CaptureClock implements OracleClock
{
    private final long startNs;
    private final long anchorNs = System.nanoTime();

    CaptureClock(final long startNs)
    {
        this.startNs = startNs;
    }

    @Override
    public long epochNs()
    {
        return startNs + System.nanoTime() - anchorNs;
    }

    @Override
    public long wallNs()
    {
        return epochNs();
    }
}
