// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.codec;

import io.plumbline.oracle.netty.IngestCause;
import io.plumbline.oracle.netty.MessageFormat;

/**
 * Splits one socket message into envelopes. One thread; allocates nothing per message and never throws for what
 * arrived.
 */
public interface MessageCodec
{
    /**
     * Frames the whole message first, then hands on its envelopes in the message's order, or none of them.
     *
     * @param message holds the message from index 0.
     * @param length  its number of bytes.
     * @param sink    given each envelope; not called at all where the message is malformed.
     * @return DECODED, or the first cause found that makes the message malformed.
     */
    IngestCause decode(byte[] message, int length, EnvelopeSink sink);

    /**
     * A codec of its own for each socket.
     *
     * @param format of the messages.
     * @return a new codec.
     */
    static MessageCodec of(final MessageFormat format)
    {
        return switch (format)
        {
            case PLUMBLINE -> new PlumblineCodec();
            case REDSTONE -> new RedStoneCodec();
        };
    }
}
