// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * What all ring events share: their block begins with the time at which the event was received, read from the shared
 * clock before the ring was claimed. Canonical bytes of an event are what a journal keeps.
 */
public abstract class Event extends MutableFlyweight
{
    /** Where the fields of the particular event begin. */
    static final int FIELDS = MessageHeader.LENGTH + Long.BYTES;

    private static final int RECEIVED_AT = MessageHeader.LENGTH;

    Event(final int templateId, final int blockEnd)
    {
        super(templateId, blockEnd);
    }

    /**
     * When the event was received.
     *
     * @return nanoseconds since 1970-01-01 UTC
     */
    public final long receivedAtNs()
    {
        return i64(RECEIVED_AT);
    }

    /**
     * Sets when the event was received.
     *
     * @param receivedAtNs nanoseconds since 1970-01-01 UTC
     */
    public final void receivedAtNs(final long receivedAtNs)
    {
        putI64(RECEIVED_AT, receivedAtNs);
    }
}
