// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes from anywhere: no decoder throws, and whatever one accepts, its encoder writes again byte by byte. */
final class WireFuzzTest
{
    private final TickMessage tickMessage = new TickMessage();
    private final TickFrame tickFrame = new TickFrame();

    static Stream<byte[]> messages()
    {
        return Arrays.stream(Message.values()).map(message -> message.sample(1));
    }

    static Stream<byte[]> tickMessages()
    {
        final byte[] frame = Message.TICK_FRAME.sample(1);
        final byte[] target = new byte[TickMessage.MAX_LENGTH];
        final byte[] signature = new byte[TickMessage.SIGNATURE_LENGTH];
        final int length =
            new TickMessageEncoder().begin(target, 0).addSignature(7, signature, 0).finish(frame, 0, frame.length);
        return Stream.of(Arrays.copyOf(target, length));
    }

    @MethodSource("messages")
    @FuzzTest
    void shouldNeverThrowOnMessages(final byte[] bytes)
    {
        for (final Message message : Message.values())
        {
            final WireStatus status = message.wrap(bytes, 0, bytes.length);
            if (status == WireStatus.OK && !Arrays.equals(bytes, message.rewritten(bytes, 0, bytes.length)))
            {
                throw new AssertionError(message + " is not canonical");
            }
        }
    }

    @MethodSource("tickMessages")
    @FuzzTest
    void shouldNeverThrowOnTickMessages(final byte[] bytes)
    {
        if (tickMessage.wrap(bytes, 0, bytes.length) != WireStatus.OK)
        {
            return;
        }
        final byte[] target = new byte[TickMessage.MAX_LENGTH];
        final TickMessageEncoder encoder = new TickMessageEncoder().begin(target, 0);
        for (int i = 0; i < tickMessage.signatureCount(); i++)
        {
            encoder.addSignature(tickMessage.keyId(i), bytes, tickMessage.signatureOffset(i));
        }
        final int length = encoder.finish(bytes, tickMessage.frameOffset(), tickMessage.frameLength());
        if (!Arrays.equals(bytes, Arrays.copyOf(target, length)))
        {
            throw new AssertionError("a tick message is not canonical");
        }
        final WireStatus frame = tickFrame.wrap(bytes, tickMessage.frameOffset(), tickMessage.frameLength());
        if (frame == WireStatus.OK && tickFrame.tickCount() < 1)
        {
            throw new AssertionError("a frame without ticks");
        }
    }
}
