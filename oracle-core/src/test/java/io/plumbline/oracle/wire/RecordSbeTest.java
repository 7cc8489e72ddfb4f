// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.wire.generated.AnswerFrameDecoder;
import io.plumbline.oracle.wire.generated.AnswerFrameEncoder;
import io.plumbline.oracle.wire.generated.Int128Decoder;
import io.plumbline.oracle.wire.generated.MessageHeaderDecoder;
import io.plumbline.oracle.wire.generated.MessageHeaderEncoder;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the flyweights against codecs that sbe-tool generates from the schema, both ways. */
final class RecordSbeTest
{
    private static final int AT = 5;

    private final byte[] mine = new byte[8_192];
    private final byte[] other = new byte[8_192];
    private final UnsafeBuffer otherBuffer = new UnsafeBuffer(other);
    private final UnsafeBuffer mineBuffer = new UnsafeBuffer(mine);
    private final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void shouldAnswerFrameAgreeWithSchema(final long seed)
    {
        final AnswerFrame writer = new AnswerFrame();
        writer.begin(mine, AT);
        FrameSamples.fill(writer, new Values(seed));
        final int length = writer.finish();
        final AnswerFrame ours = new AnswerFrame();
        assertEquals(WireStatus.OK, ours.wrap(mine, AT, length));

        final AnswerFrameDecoder decoder = new AnswerFrameDecoder().wrapAndApplyHeader(mineBuffer, AT, headerDecoder);
        assertSame(ours, decoder);
        final AnswerFrameEncoder encoder =
            new AnswerFrameEncoder().wrapAndApplyHeader(otherBuffer, AT, headerEncoder);
        encode(ours, encoder);
        assertAgree(length, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    private static void assertSame(final AnswerFrame ours, final AnswerFrameDecoder theirs)
    {
        assertEquals(ours.correlation(), theirs.correlation());
        assertEquals(ours.atNs(), theirs.atNs());
        assertEquals(ours.answer(), theirs.answer());
        assertEquals(ours.refusal(), theirs.refusal());
        assertEquals(ours.quoteSequence(), theirs.quoteSequence());
        assertEquals(ours.decidedRate(), theirs.decidedRate());
        assertEquals(ours.quotedRate(), theirs.quotedRate());
        assertEquals(ours.limit(), theirs.limitValue());
        assertEquals(ours.measured(), theirs.measured());
        assertSame(ours.amountLow(), ours.amountHigh(), theirs.amount());
    }

    private static void encode(final AnswerFrame ours, final AnswerFrameEncoder theirs)
    {
        theirs.correlation(ours.correlation());
        theirs.atNs(ours.atNs());
        theirs.answer((short)ours.answer());
        theirs.refusal(ours.refusal());
        theirs.reserved((short)0);
        theirs.quoteSequence(ours.quoteSequence());
        theirs.decidedRate(ours.decidedRate());
        theirs.quotedRate(ours.quotedRate());
        theirs.limitValue(ours.limit());
        theirs.measured(ours.measured());
        theirs.amount().lo(ours.amountLow()).hi(ours.amountHigh());
    }

    private void assertAgree(final int length, final int otherLength)
    {
        assertEquals(length, otherLength);
        assertArrayEquals(Arrays.copyOfRange(mine, AT, AT + length), Arrays.copyOfRange(other, AT, AT + length));
    }

    private static void assertSame(final long low, final long high, final Int128Decoder theirs)
    {
        assertEquals(low, theirs.lo());
        assertEquals(high, theirs.hi());
    }
}
