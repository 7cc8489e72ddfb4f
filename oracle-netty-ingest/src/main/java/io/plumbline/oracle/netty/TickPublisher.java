// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty;

import io.plumbline.oracle.crypto.Ed25519SigningKey;
import io.plumbline.oracle.wire.TickFrame;
import io.plumbline.oracle.wire.TickFrameEncoder;
import io.plumbline.oracle.wire.TickMessage;
import io.plumbline.oracle.wire.TickMessageEncoder;
import java.util.Arrays;

/**
 * What a provider embeds: signs ticks and sends them to an {@link IngestServer}. Comes back by itself after a loss; the
 * sequence goes on within its session. What cannot be sent now is dropped before it is signed, and counted.
 * {@link #publish} belongs to one thread, the rest to any.
 */
public final class TickPublisher implements AutoCloseable
{
    private final MessagePublisher messages;
    private final Ed25519SigningKey key;
    private final int environment;
    private final int providerId;
    private final int keyId;
    private final long sessionEpoch;

    private final TickFrameEncoder frameEncoder = new TickFrameEncoder();
    private final TickMessageEncoder messageEncoder = new TickMessageEncoder();
    private final byte[] frame = new byte[TickFrame.MAX_LENGTH];
    private final byte[] signature = new byte[TickMessage.SIGNATURE_LENGTH];
    private final byte[] message = new byte[TickMessage.MAX_LENGTH];
    private long sequence;

    private TickPublisher(final TickPublisherConfig config)
    {
        final byte[] seed = config.signingSeed().copySeed();
        key = Ed25519SigningKey.ofSeed(seed);
        Arrays.fill(seed, (byte)0);
        environment = config.environment();
        providerId = config.providerId();
        keyId = config.signingSeed().keyId();
        sessionEpoch = config.sessionEpoch();
        messages = MessagePublisher.start(config.link());
    }

    /**
     * Starts connecting, and returns at once.
     *
     * @param config whereto, as whom, and signed by which key.
     * @return the publisher.
     * @throws IllegalArgumentException where the PEM file is not usable.
     * @throws IllegalStateException    where the signing seed has been destroyed.
     */
    public static TickPublisher start(final TickPublisherConfig config)
    {
        return new TickPublisher(Check.present("config", config));
    }

    /**
     * Signs the batch as one frame with the next sequence number and sends it, or drops it unsigned. One thread.
     *
     * @param batch      1 to 64 ticks; may be reused after the call.
     * @param signedAtNs the caller's time, nanoseconds since 1970-01-01 UTC, not negative.
     * @return SENT, or why it was dropped.
     * @throws IllegalArgumentException naming the field that is out of range.
     */
    public PublishStatus publish(final TickBatch batch, final long signedAtNs)
    {
        if (batch.size() == 0)
        {
            throw new IllegalArgumentException("batch.size must be within [1, 64], was 0");
        }
        if (signedAtNs < 0)
        {
            throw new IllegalArgumentException("signedAtNs must not be negative, was " + signedAtNs);
        }
        final PublishStatus readiness = messages.readiness();
        if (readiness != PublishStatus.SENT)
        {
            return messages.drop(readiness);
        }
        final int frameLength = encode(batch, signedAtNs);
        key.sign(frame, 0, frameLength, signature, 0);
        final int length = messageEncoder.begin(message, 0)
            .addSignature(keyId, signature, 0)
            .finish(frame, 0, frameLength);
        return messages.publish(message, 0, length);
    }

    private int encode(final TickBatch batch, final long signedAtNs)
    {
        frameEncoder.begin(frame, 0, environment, providerId, keyId, sessionEpoch, ++sequence, signedAtNs);
        for (int i = 0; i < batch.size(); i++)
        {
            frameEncoder.addTick(
                batch.feedId(i), batch.exponent(i), batch.observedAtNs(i), batch.price(i), batch.bid(i), batch.ask(i));
        }
        return frameEncoder.finish();
    }

    /** {@return the number of the last frame that was signed, 0 before the first; the publishing thread} */
    public long sequence()
    {
        return sequence;
    }

    /** {@return where the link stands} */
    public LinkState state()
    {
        return messages.state();
    }

    /** {@return what has been counted so far} */
    public IngestCounters counters()
    {
        return messages.counters();
    }

    /**
     * Closes the link for good and zeroes the key; waits a few seconds at most. Called by the publishing thread, or
     * after its last call to {@link #publish}. Calling again does nothing.
     */
    @Override
    public void close()
    {
        messages.close();
        key.destroy();
    }
}
