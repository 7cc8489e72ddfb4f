// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Refusal;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Bounds the unverified envelopes of each connection. An offer takes a credit; a verified envelope gives it back at
 * once, and so does one whose key is not known or not valid now, or whose feeds are not known; any other refused one
 * only by and by, one a connection and clock event, so that whoever brings forgeries slows itself alone.
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
     *
     * @param refusal     what the envelope was refused for, or NONE.
     * @param isRecovered whether an address had to be recovered before the key was known.
     */
    void onVerdict(final int connection, final Refusal refusal, final boolean isRecovered)
    {
        if (isHarmless(refusal, isRecovered))
        {
            inFlight.getAndDecrement(connection);
        }
        else
        {
            owed[connection]++;
        }
    }

    /**
     * A key that is not known, or not valid now, is no forgery: rotation looks like that. Where it had to be recovered
     * it has cost as much as one, and a signer that was recovered and is not known cannot be told from one.
     */
    private static boolean isHarmless(final Refusal refusal, final boolean isRecovered)
    {
        return switch (refusal)
        {
            case NONE, UNKNOWN_KEY, UNKNOWN_FEED -> true;
            case KEY_NOT_VALID, KEY_REVOKED -> !isRecovered;
            default -> false;
        };
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
