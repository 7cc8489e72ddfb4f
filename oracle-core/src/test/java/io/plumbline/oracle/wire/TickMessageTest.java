// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TickMessageTest
{
    private final TickMessageEncoder encoder = new TickMessageEncoder();
    private final TickMessage message = new TickMessage();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldSplitWhatWasJoined(final long seed)
    {
        final Values values = new Values(seed);
        final byte[] frame = Message.TICK_FRAME.sample(seed);
        final byte[] target = new byte[TickMessage.MAX_LENGTH + 3];
        final int count = 1 + values.upTo(TickMessage.MAX_SIGNATURES - 1);
        final int[] keyIds = new int[count];
        final byte[] signatures = values.bytes(count * 64);
        encoder.begin(target, 3);
        for (int i = 0; i < count; i++)
        {
            keyIds[i] = values.i32();
            encoder.addSignature(keyIds[i], signatures, i * 64);
        }
        final int length = encoder.finish(frame, 0, frame.length);
        assertEquals(1 + count * 68 + frame.length, length);

        assertEquals(WireStatus.OK, message.wrap(target, 3, length));
        assertEquals(count, message.signatureCount());
        for (int i = 0; i < count; i++)
        {
            assertEquals(keyIds[i], message.keyId(i));
            assertTrue(Bytes.isEqual(signatures, i * 64, message.buffer(), message.signatureOffset(i), 64));
        }
        final int end = message.frameOffset() + message.frameLength();
        assertArrayEquals(frame, Arrays.copyOfRange(message.buffer(), message.frameOffset(), end));
        final WireStatus status = new TickFrame().wrap(target, message.frameOffset(), message.frameLength());
        assertEquals(WireStatus.OK, status);
        assertThrows(IndexOutOfBoundsException.class, () -> message.keyId(count));
    }

    @Test
    void shouldRefuseEveryTruncationOfFrameOrMessage()
    {
        final byte[] bytes = sample();
        final TickFrame frame = new TickFrame();
        for (int size = 0; size < bytes.length; size++)
        {
            final WireStatus status = message.wrap(bytes, 0, size);
            assertTrue(status == WireStatus.TOO_SHORT || status == WireStatus.OK, "size " + size);
            if (status == WireStatus.OK)
            {
                assertNotEquals(WireStatus.OK,
                    frame.wrap(bytes, message.frameOffset(), message.frameLength()), "size " + size);
            }
            else
            {
                assertEquals(0, message.signatureCount());
            }
            assertEquals(WireStatus.TOO_SHORT, message.wrap(Arrays.copyOf(bytes, size), 0, bytes.length));
        }
    }

    @Test
    void shouldRefuseCountsOutOfRange()
    {
        final byte[] bytes = Arrays.copyOf(sample(), TickMessage.MAX_LENGTH);
        for (int count = 0; count < 256; count++)
        {
            bytes[0] = (byte)count;
            final WireStatus status = message.wrap(bytes, 0, bytes.length);
            final WireStatus expected = count < 1 || count > 16 ? WireStatus.BAD_COUNT :
                count < 16 ? WireStatus.BAD_LENGTH : WireStatus.OK;
            assertEquals(expected, status, "count " + count);
        }
    }

    @Test
    void shouldNameFieldAndValueWhenEncoding()
    {
        final byte[] signature = new byte[64];
        final byte[] frame = Message.TICK_FRAME.sample(1);
        final byte[] target = new byte[TickMessage.MAX_LENGTH];
        assertNames("target: 177 bytes", () -> encoder.begin(new byte[176], 0));
        encoder.begin(target, 0);
        assertNames("signatureCount: 0", () -> encoder.finish(frame, 0, frame.length));
        assertNames("signature: 64 bytes needed at 1", () -> encoder.addSignature(1, signature, 1));
        for (int i = 0; i < TickMessage.MAX_SIGNATURES; i++)
        {
            encoder.addSignature(i, signature, 0);
        }
        assertNames("signatureCount: 17", () -> encoder.addSignature(1, signature, 0));
        assertNames("frame: no frame of 107", () -> encoder.finish(frame, 0, TickFrame.MIN_LENGTH - 1));
        assertNames("frame: no frame of 2629", () -> encoder.finish(target, 0, TickFrame.MAX_LENGTH + 1));
        assertNames("frame: no frame of", () -> encoder.finish(frame, 1, frame.length));
        encoder.begin(new byte[TickMessage.MIN_LENGTH], 0).addSignature(1, signature, 0);
        assertNames("target: 178 bytes", () -> encoder.finish(new byte[109], 0, 109));
    }

    private byte[] sample()
    {
        final byte[] frame = Message.TICK_FRAME.sample(2);
        final byte[] target = new byte[TickMessage.MAX_LENGTH];
        final byte[] signature = new Values(2).bytes(64);
        encoder.begin(target, 0).addSignature(1, signature, 0).addSignature(2, signature, 0);
        return Arrays.copyOf(target, encoder.finish(frame, 0, frame.length));
    }

    private static void assertNames(final String expected, final Executable junk)
    {
        final String text = assertThrows(IllegalArgumentException.class, junk).getMessage();
        assertTrue(text.startsWith(expected), text);
    }
}
