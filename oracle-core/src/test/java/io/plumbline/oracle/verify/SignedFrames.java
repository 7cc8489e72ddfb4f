// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.verify;

import io.plumbline.oracle.config.Scheme;
import io.plumbline.oracle.config.SignerConfig;
import io.plumbline.oracle.crypto.Ed25519SigningKey;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.ClockEvent;
import io.plumbline.oracle.wire.EnvelopeEvent;
import io.plumbline.oracle.wire.MutableFlyweight;
import io.plumbline.oracle.wire.TickFrame;
import io.plumbline.oracle.wire.TickFrameEncoder;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Signed bytes by real keys, and the canonical events that carry them, for the tests of every room: make a frame or a
 * package, sign it, put it into a slot.
 */
public final class SignedFrames
{
    /** Milliseconds in RedStone packages. */
    public static final long NS_PER_MS = 1_000_000L;

    private SignedFrames()
    {
    }

    /** One tick of a Plumbline frame. */
    public record Tick(int feedId, int exponent, long observedAtNs, long price, long bid, long ask)
    {
        /** A tick without bid and ask. */
        public static Tick of(final int feedId, final int exponent, final long observedAtNs, final long price)
        {
            return new Tick(feedId, exponent, observedAtNs, price, TickFrame.NULL_PRICE, TickFrame.NULL_PRICE);
        }
    }

    /** One point of a RedStone package; the name is cut or padded to 32 bytes. */
    public record Point(String feedName, BigInteger value)
    {
        /** A point whose value fits a long. */
        public static Point of(final String feedName, final long value)
        {
            return new Point(feedName, BigInteger.valueOf(value));
        }
    }

    /** A signature with the key id that stands beside it, 64 or 65 bytes. */
    public static final class Signature
    {
        private final int keyId;
        private final byte[] bytes;

        /** Takes the bytes as they are. */
        public Signature(final int keyId, final byte[] bytes)
        {
            this.keyId = keyId;
            this.bytes = bytes.clone();
        }

        /** A copy of the bytes. */
        public byte[] bytes()
        {
            return bytes.clone();
        }

        /** The same, with one bit turned. */
        public Signature withFlipped(final int bit)
        {
            return new Signature(keyId, flipped(bytes, bit));
        }
    }

    /** The same Ed25519 key for the same number. */
    public static Ed25519SigningKey key(final int number)
    {
        final byte[] seed = new byte[Ed25519SigningKey.SEED_LENGTH];
        ByteBuffer.wrap(seed).putInt(number).putInt(~number);
        return Ed25519SigningKey.ofSeed(seed);
    }

    /** The public half as a source's signer, valid at all times. */
    public static SignerConfig signer(final int keyId, final Ed25519SigningKey key)
    {
        return SignerConfig.ed25519(keyId, key.publicKey().toBytes());
    }

    /** A frame in the order of its fields. */
    public static byte[] frame(
        final int environment,
        final int providerId,
        final int keyId,
        final long sessionEpoch,
        final long sequence,
        final long signedAtNs,
        final Tick... ticks)
    {
        final byte[] target = new byte[TickFrame.MAX_LENGTH];
        final TickFrameEncoder encoder = new TickFrameEncoder()
            .begin(target, 0, environment, providerId, keyId, sessionEpoch, sequence, signedAtNs);
        for (final Tick tick : ticks)
        {
            encoder.addTick(tick.feedId, tick.exponent, tick.observedAtNs, tick.price, tick.bid, tick.ask);
        }
        return Arrays.copyOf(target, encoder.finish());
    }

    /** A key's signature over a frame. */
    public static Signature sign(final int keyId, final Ed25519SigningKey key, final byte[] signed)
    {
        final byte[] signature = new byte[64];
        key.sign(signed, 0, signed.length, signature, 0);
        return new Signature(keyId, signature);
    }

    /** A RedStone package with values of 32 bytes, its points in the order given. */
    public static byte[] redStonePackage(final long timestampMs, final Point... points)
    {
        return redStonePackage(timestampMs, 32, points);
    }

    /** A RedStone package, its points in the order given. */
    public static byte[] redStonePackage(final long timestampMs, final int valueSize, final Point... points)
    {
        final ByteBuffer bytes = ByteBuffer.allocate(points.length * (32 + valueSize) + 13);
        for (final Point point : points)
        {
            bytes.put(Arrays.copyOf(point.feedName.getBytes(StandardCharsets.UTF_8), 32));
            bytes.put(bigEndian(point.value, valueSize));
        }
        bytes.put(bigEndian(BigInteger.valueOf(timestampMs), 6));
        bytes.putInt(valueSize);
        bytes.put(bigEndian(BigInteger.valueOf(points.length), 3));
        return bytes.array();
    }

    /** The low bytes of a number that is not negative. */
    public static byte[] bigEndian(final BigInteger value, final int size)
    {
        final byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++)
        {
            bytes[size - 1 - i] = value.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    /** A copy with one bit turned. */
    public static byte[] flipped(final byte[] bytes, final int bit)
    {
        final byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte)(1 << bit % 8);
        return copy;
    }

    /** Resets the slot and writes an envelope into it, as a producer does. */
    public static Slot envelope(
        final Slot slot,
        final long receivedAtNs,
        final int connection,
        final Scheme scheme,
        final byte[] signed,
        final Signature... signatures)
    {
        final EnvelopeEvent event = new EnvelopeEvent();
        slot.reset();
        event.begin(slot.bytes, 0);
        event.receivedAtNs(receivedAtNs);
        event.connection(connection);
        event.messageId(receivedAtNs ^ connection);
        event.scheme(scheme.code());
        for (final Signature signature : signatures)
        {
            event.addSignature(signature.keyId, signature.bytes, 0, signature.bytes.length);
        }
        event.signedBytes(signed, 0, signed.length);
        return finish(slot, event);
    }

    /** Resets the slot and writes a clock event into it. */
    public static Slot clock(final Slot slot, final long receivedAtNs)
    {
        final ClockEvent event = new ClockEvent();
        slot.reset();
        event.begin(slot.bytes, 0);
        event.receivedAtNs(receivedAtNs);
        event.wallNs(receivedAtNs);
        return finish(slot, event);
    }

    /** Resets the slot and writes an admin command without a reason into it. */
    public static Slot admin(
        final Slot slot, final long receivedAtNs, final int command, final int target, final long argument)
    {
        final AdminEvent event = new AdminEvent();
        slot.reset();
        event.begin(slot.bytes, 0);
        event.receivedAtNs(receivedAtNs);
        event.command(command);
        event.target(target);
        event.argument(argument);
        return finish(slot, event);
    }

    /** Ends an event that was begun at the start of the slot's bytes. */
    public static Slot finish(final Slot slot, final MutableFlyweight event)
    {
        slot.length = event.finish();
        if (slot.length == MutableFlyweight.REFUSED)
        {
            throw new IllegalArgumentException("not an event that the wire can carry");
        }
        return slot;
    }
}
