// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import io.plumbline.oracle.wire.CommandEvent;

/**
 * A command to the engine in its canonical bytes: filled once, then submitted any number of times. Owned by one thread;
 * setters write straight into the bytes, so that submitting copies and allocates nothing. A value that a field cannot
 * carry makes the submission INVALID_ARGUMENT.
 */
public abstract sealed class QuoteCommand permits OrderRequest, Authorization, Capture, Release, ProofRequest
{
    private final byte[] bytes;
    private final CommandEvent event;

    QuoteCommand(final int capacity, final CommandEvent event)
    {
        bytes = new byte[capacity];
        this.event = event;
        event.begin(bytes, 0);
    }

    /**
     * The canonical bytes, for the door.
     *
     * @return the command's own array.
     */
    public final byte[] bytes()
    {
        return bytes;
    }

    /**
     * Stamps and ends the command, for the door.
     *
     * @param receivedAtNs when it was received, epoch nanoseconds.
     * @param correlation  ties the answer to it.
     * @return how many bytes count, or a negative number where a field was given a value it cannot carry.
     */
    public final int finish(final long receivedAtNs, final long correlation)
    {
        if (event.length() > 0)
        {
            event.receivedAtNs(receivedAtNs);
            event.correlation(correlation);
        }
        // a command that was refused once views nothing any more, and is refused again
        return event.finish();
    }

    final void restart()
    {
        event.begin(bytes, 0);
    }
}
