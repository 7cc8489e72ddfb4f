// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Bounds the unverified envelopes of each connection. An offer takes a credit; a verified envelope gives it back at
 * once, a refused one only by and by, one a connection and clock event, so that whoever brings forgeries slows itself
 * alone.
 */
final class ConnectionCredits
{
    private final AtomicIntegerArray inFlight;
    private final int[] owed;
    private final int limit;

    ConnectionCredits(final int connections, final int limit)
    {
        this.limit = limit;
        inFlight = new AtomicIntegerArray(connections);
        owed = new int[connections];
    }

    boolean isKnown(final int connection)
    {
        return connection >= 0 && connection < owed.length;
    }

    /**
     * Any thread.
     */
    boolean take(final int connection)
    {
        if (inFlight.getAndIncrement(connection) < limit)
        {
            return true;
        }
        inFlight.getAndDecrement(connection);
        return false;
    }

    /**
     * Any thread: the envelope did not reach the ring.
     */
    void giveBack(final int connection)
    {
        inFlight.getAndDecrement(connection);
    }

    /**
     * The last stage's thread.
     */
    void onVerdict(final int connection, final boolean isVerified)
    {
        if (isVerified)
        {
            inFlight.getAndDecrement(connection);
        }
        else
        {
            owed[connection]++;
        }
    }

    /**
     * The last stage's thread, at each clock event.
     */
    void onClock()
    {
        for (int i = 0; i < owed.length; i++)
        {
            if (owed[i] > 0)
            {
                owed[i]--;
                inFlight.getAndDecrement(i);
            }
        }
    }
}
