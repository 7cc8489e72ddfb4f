// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.plumbline.oracle.Envelope;
import io.plumbline.oracle.netty.IngestCause;
import java.util.Objects;

/**
 * Whatever the bytes, a codec answers with a cause, and hands on either nothing or envelopes that lie inside the
 * message.
 */
final class CodecFuzzTest
{
    private int envelopes;

    @FuzzTest(maxDuration = "30s")
    void shouldBearAnyPlumblineMessage(final byte[] message)
    {
        check(new PlumblineCodec(), message);
        assertTrue(envelopes <= 1);
    }

    @FuzzTest(maxDuration = "30s")
    void shouldBearAnyRedStoneMessage(final byte[] message)
    {
        check(new RedStoneCodec(), message);
        assertTrue(envelopes <= RedStoneCodec.MAX_PACKAGES);
    }

    private void check(final MessageCodec codec, final byte[] message)
    {
        envelopes = 0;
        final IngestCause cause = codec.decode(message, message.length, this::take);
        assertEquals(cause.isMalformed(), envelopes == 0);
        assertTrue(cause.isMalformed() || cause == IngestCause.DECODED);
    }

    private boolean take(final Envelope envelope)
    {
        envelopes++;
        Objects.checkFromIndexSize(envelope.offset(), envelope.length(), envelope.buffer().length);
        assertTrue(envelope.length() > 0 && envelope.signatureCount() > 0);
        return true;
    }
}
