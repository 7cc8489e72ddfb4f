// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.telemetry.ReadsClock;

/**
 * A thread of an oracle: a daemon that may never block on the oracle it drives.
 */
final class OracleThread extends Thread
{
    private static final ThreadLocal<Boolean> STAND_IN = ThreadLocal.withInitial(() -> false);

    OracleThread(final Runnable body, final String name)
    {
        super(body, name);
        setDaemon(true);
    }

    /**
     * Runs what one of the oracle's own threads would have run, had it not ended; the caller counts as one meanwhile.
     */
    static void standIn(final Runnable body)
    {
        STAND_IN.set(true);
        try
        {
            body.run();
        }
        finally
        {
            STAND_IN.remove();
        }
    }

    /**
     * Refuses a blocking call from any oracle's own thread: it would wait for itself.
     */
    static void refuseToBlock(final String call)
    {
        if (Thread.currentThread() instanceof OracleThread || STAND_IN.get())
        {
            throw new IllegalStateException(call + " must not be called on " + Thread.currentThread().getName());
        }
    }

    /**
     * A monotonic reading for deadlines of blocking calls; never seen by a stage.
     */
    @ReadsClock
    static long monotonicNs()
    {
        return System.nanoTime();
    }
}
