// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.wire.generated.MessageHeaderDecoder;
import io.plumbline.oracle.wire.generated.MessageHeaderEncoder;
import io.plumbline.oracle.wire.generated.TickFrameDecoder;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the flyweights against codecs that sbe-tool generates from the schema, both ways. */
final class TickFrameSbeTest
{
    private static final int AT = 5;
    private static final byte[] ZEROS = new byte[3];

    private final byte[] mine = new byte[8_192];
    private final byte[] other = new byte[8_192];
    private final UnsafeBuffer otherBuffer = new UnsafeBuffer(other);
    private final UnsafeBuffer mineBuffer = new UnsafeBuffer(mine);
    private final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void shouldTickFrameAgreeWithSchema(final long seed)
    {
        final int length = FrameSamples.write(new Values(seed), mine, AT);
        final TickFrame ours = new TickFrame();
        assertEquals(WireStatus.OK, ours.wrap(mine, AT, length));

        final TickFrameDecoder decoder = new TickFrameDecoder().wrapAndApplyHeader(mineBuffer, AT, headerDecoder);
        assertSame(ours, decoder);
        final io.plumbline.oracle.wire.generated.TickFrameEncoder encoder =
            new io.plumbline.oracle.wire.generated.TickFrameEncoder();
        encoder.wrapAndApplyHeader(otherBuffer, AT, headerEncoder);
        encode(ours, encoder);
        assertAgree(length, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    private static void assertSame(final TickFrame ours, final TickFrameDecoder theirs)
    {
        assertEquals("PLUMBLINE-TICK-1", theirs.context());
        assertEquals(Integer.toUnsignedLong(ours.environment()), theirs.environment());
        assertEquals(Integer.toUnsignedLong(ours.providerId()), theirs.providerId());
        assertEquals(Integer.toUnsignedLong(ours.keyId()), theirs.keyId());
        assertEquals(0, theirs.reserved());
        assertEquals(ours.sessionEpoch(), theirs.sessionEpoch());
        assertEquals(ours.sequence(), theirs.sequence());
        assertEquals(ours.signedAtNs(), theirs.signedAtNs());
        final TickFrameDecoder.TicksDecoder ticks = theirs.ticks();
        assertEquals(ours.tickCount(), ticks.count());
        for (int i = 0; ticks.hasNext(); i++)
        {
            ticks.next();
            assertEquals(Integer.toUnsignedLong(ours.feedId(i)), ticks.feedId());
            assertEquals(ours.exponent(i), ticks.exponent());
            assertEquals(ours.observedAtNs(i), ticks.observedAtNs());
            assertEquals(ours.price(i), ticks.price());
            assertEquals(ours.bid(i), ticks.bid());
            assertEquals(ours.ask(i), ticks.ask());
        }
    }

    private static void encode(
        final TickFrame ours, final io.plumbline.oracle.wire.generated.TickFrameEncoder theirs)
    {
        theirs.context("PLUMBLINE-TICK-1");
        theirs.environment(Integer.toUnsignedLong(ours.environment()));
        theirs.providerId(Integer.toUnsignedLong(ours.providerId()));
        theirs.keyId(Integer.toUnsignedLong(ours.keyId()));
        theirs.reserved(0);
        theirs.sessionEpoch(ours.sessionEpoch());
        theirs.sequence(ours.sequence());
        theirs.signedAtNs(ours.signedAtNs());
        final io.plumbline.oracle.wire.generated.TickFrameEncoder.TicksEncoder ticks =
            theirs.ticksCount(ours.tickCount());
        for (int i = 0; i < ours.tickCount(); i++)
        {
            ticks.next().feedId(Integer.toUnsignedLong(ours.feedId(i)));
            ticks.exponent((byte)ours.exponent(i));
            ticks.putReserved(ZEROS, 0, 3);
            ticks.observedAtNs(ours.observedAtNs(i));
            ticks.price(ours.price(i));
            ticks.bid(ours.bid(i));
            ticks.ask(ours.ask(i));
        }
    }

    private void assertAgree(final int length, final int otherLength)
    {
        assertEquals(length, otherLength);
        assertArrayEquals(Arrays.copyOfRange(mine, AT, AT + length), Arrays.copyOfRange(other, AT, AT + length));
    }
}
