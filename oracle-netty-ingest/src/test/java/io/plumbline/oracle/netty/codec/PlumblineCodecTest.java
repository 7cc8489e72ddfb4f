// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Envelope;
import io.plumbline.oracle.config.Scheme;
import io.plumbline.oracle.netty.IngestCause;
import io.plumbline.oracle.netty.fixtures.Messages;
import io.plumbline.oracle.wire.TickFrame;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlumblineCodecTest
{
    private final PlumblineCodec codec = new PlumblineCodec();
    private int envelopes;

    @ParameterizedTest
    @CsvSource({"1,1", "2,64", "16,1", "16,64", "3,7"})
    void shouldHandOnTheFrameAndItsSignatures(final int signatures, final int ticks)
    {
        final byte[] message = Messages.plumbline(5, signatures, ticks);
        final IngestCause cause = codec.decode(message, message.length, envelope ->
        {
            envelopes++;
            check(envelope, message, signatures);
            return true;
        });
        assertEquals(IngestCause.DECODED, cause);
        assertEquals(1, envelopes);
    }

    private static void check(final Envelope envelope, final byte[] message, final int signatures)
    {
        assertEquals(Scheme.PLUMBLINE, envelope.scheme());
        assertArrayEquals(Messages.frameOf(message), Arrays.copyOfRange(
            envelope.buffer(), envelope.offset(), envelope.offset() + envelope.length()));
        assertEquals(signatures, envelope.signatureCount());
        for (int i = 0; i < signatures; i++)
        {
            assertEquals(100 + i, envelope.keyId(i));
            final int at = 1 + i * 68 + 4;
            assertArrayEquals(
                Arrays.copyOf(Arrays.copyOfRange(message, at, at + 64), Envelope.SIGNATURE_BYTES),
                Arrays.copyOfRange(envelope.signatures(), i * Envelope.SIGNATURE_BYTES,
                    (i + 1) * Envelope.SIGNATURE_BYTES));
        }
    }

    @Test
    void shouldRefuseEveryTruncation()
    {
        final byte[] message = Messages.plumbline(1, 2, 3);
        for (int length = 0; length < message.length; length++)
        {
            assertEquals(IngestCause.SHORT_BUFFER, decode(Arrays.copyOf(message, length)), "length " + length);
        }
    }

    @Test
    void shouldNotReadWhatALongerMessageLeftInTheArray()
    {
        final byte[] message = Messages.plumbline(1, 1, 2);
        assertEquals(IngestCause.SHORT_BUFFER, codec.decode(message, message.length - 1, this::count));
        assertEquals(0, envelopes);
    }

    @Test
    void shouldNameEachCause()
    {
        final byte[] message = Messages.plumbline(1, 1, 1);
        final int frame = 1 + 68;
        assertEquals(IngestCause.SIGNATURE_COUNT, decode(with(message, 0, 0)));
        assertEquals(IngestCause.SIGNATURE_COUNT, decode(with(message, 0, 17)));
        assertEquals(IngestCause.SIGNATURE_COUNT, decode(with(message, 0, 255)));
        assertEquals(IngestCause.WRONG_HEADER, decode(with(message, frame + 2, 99)));
        assertEquals(IngestCause.WRONG_CONTEXT, decode(with(message, frame + 8, 'X')));
        assertEquals(IngestCause.TRAILING_BYTES, decode(Arrays.copyOf(message, message.length + 1)));
        final int ticks = message.length - 40 - 2;
        assertEquals(IngestCause.TICK_COUNT, decode(with(message, ticks, 0)));
        assertEquals(IngestCause.TICK_COUNT, decode(with(message, ticks, 65)));
        assertEquals(IngestCause.SHORT_BUFFER, decode(with(message, ticks, 2)));
        assertEquals(IngestCause.NOT_CANONICAL, decode(with(message, message.length - 40 + 5, 1)));
        final int tooLong = 1 + 68 + TickFrame.MAX_LENGTH + 1;
        assertEquals(IngestCause.TRAILING_BYTES, decode(Arrays.copyOf(message, tooLong)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldNeverThrowAndHandOnAllOrNothing(final long seed)
    {
        final SplittableRandom random = new SplittableRandom(seed);
        final byte[] good = Messages.plumbline(seed, 2, 3);
        for (int i = 0; i < 20_000; i++)
        {
            final byte[] message = good.clone();
            for (int changes = random.nextInt(1, 4); changes > 0; changes--)
            {
                message[random.nextInt(message.length)] = (byte)random.nextInt();
            }
            envelopes = 0;
            final IngestCause cause = codec.decode(message, random.nextInt(message.length + 1), this::count);
            assertEquals(cause == IngestCause.DECODED ? 1 : 0, envelopes, "seed " + seed);
            assertTrue(cause == IngestCause.DECODED || cause.isMalformed(), "seed " + seed + ": " + cause);
        }
    }

    private IngestCause decode(final byte[] message)
    {
        final IngestCause cause = codec.decode(message, message.length, this::count);
        assertEquals(0, envelopes);
        return cause;
    }

    private boolean count(final Envelope envelope)
    {
        envelopes++;
        return true;
    }

    private static byte[] with(final byte[] message, final int at, final int value)
    {
        final byte[] changed = message.clone();
        changed[at] = (byte)value;
        return changed;
    }
}
