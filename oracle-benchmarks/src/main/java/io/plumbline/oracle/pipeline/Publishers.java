// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Envelope;
import io.plumbline.oracle.config.EmissionPolicy;
import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.FencePolicy;
import io.plumbline.oracle.config.FreshnessPolicy;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Scheme;
import io.plumbline.oracle.config.SignerConfig;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.config.ThreadingConfig;
import io.plumbline.oracle.crypto.Ed25519SigningKey;
import io.plumbline.oracle.wire.EnvelopeEvent;
import io.plumbline.oracle.wire.TickFrame;
import io.plumbline.oracle.wire.TickFrameEncoder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/**
 * Publishers of one instrument, each a source and a lineage of its own, and the configuration that knows them.
 */
final class Publishers
{
    static final long START_NS = 1_790_000_000_000_000_000L;
    static final long PRICE = 6_000_000_000_000L;
    static final int PRICES = 4_096;
    static final String ASSET = "bip122:000000000019d6689c085ae165831e93/slip44:0";

    private static final long SECOND_NS = 1_000_000_000L;
    static final int EXPONENT = -8;
    static final int KEY_ID = 1;
    static final int FIRST_PROVIDER = 100;

    private final Ed25519SigningKey[] keys;

    Publishers(final int count)
    {
        keys = new Ed25519SigningKey[count];
        for (int i = 0; i < count; i++)
        {
            final byte[] seed = new byte[Ed25519SigningKey.SEED_LENGTH];
            ByteBuffer.wrap(seed).putInt(i).putInt(~i);
            keys[i] = Ed25519SigningKey.ofSeed(seed);
        }
    }

    int count()
    {
        return keys.length;
    }

    /**
     * To be completed by a clock where an engine's doors read one; clock events sign no reference quotes but the first.
     */
    OracleConfigBuilder config(final ThreadingConfig threading)
    {
        final OracleConfigBuilder builder = OracleConfig.builder().identity(7, 42).threading(threading)
            .signingSeed(new SigningSeed(9, new byte[32]))
            .policy(QuotePolicy.standard("checkout").withTimes(2 * SECOND_NS, SECOND_NS, SECOND_NS))
            .instrument(InstrumentConfig.named("A/USD").asset(ASSET, 8).currency("USD", 2)
                .freshness(FreshnessPolicy.DEFAULT).quorum(new QuorumPolicy(3, 3, 100, 4_000, 7_500, 0))
                .fence(FencePolicy.DEFAULT)
                .emission(new EmissionPolicy(10_000, 86_400 * SECOND_NS, 5 * SECOND_NS)).build());
        for (int i = 0; i < keys.length; i++)
        {
            builder.source(SourceConfig.named("source-" + i).plumbline(FIRST_PROVIDER + i)
                .connection("connection-" + i).signer(SignerConfig.ed25519(KEY_ID, keys[i].publicKey().toBytes()))
                .feed(FeedConfig.numbered(0, "A/USD")).build());
        }
        return builder;
    }

    /**
     * A frame of one tick, observed and signed at one time.
     */
    Envelope signed(final int source, final long sequence, final long atNs, final long price)
    {
        final Envelope envelope = unsigned(source, sequence, atNs, atNs, price);
        final byte[] signature = new byte[EnvelopeEvent.SIGNATURE_LENGTH - 1];
        keys[source].sign(envelope.buffer(), 0, envelope.length(), signature, 0);
        envelope.addSignature(KEY_ID, signature, 0, signature.length);
        return envelope;
    }

    /**
     * The same with a signature of zeros, for a kernel that believes it.
     */
    Envelope believed(
        final int source, final long sequence, final long signedAtNs, final long observedAtNs, final long price)
    {
        final Envelope envelope = unsigned(source, sequence, signedAtNs, observedAtNs, price);
        envelope.addSignature(KEY_ID, new byte[EnvelopeEvent.SIGNATURE_LENGTH], 0, EnvelopeEvent.SIGNATURE_LENGTH);
        return envelope;
    }

    private static Envelope unsigned(
        final int source, final long sequence, final long signedAtNs, final long observedAtNs, final long price)
    {
        final byte[] target = new byte[TickFrame.MAX_LENGTH];
        final int length = new TickFrameEncoder()
            .begin(target, 0, 7, FIRST_PROVIDER + source, KEY_ID, 1, sequence, signedAtNs)
            .addTick(0, EXPONENT, observedAtNs, price, TickFrame.NULL_PRICE, TickFrame.NULL_PRICE).finish();
        return new Envelope().reset(Scheme.PLUMBLINE, Arrays.copyOf(target, length), 0, length);
    }

    /**
     * The canonical bytes of the event a door would make of it.
     */
    static byte[] event(final int connection, final long receivedAtNs, final Envelope envelope)
    {
        final byte[] target = new byte[EnvelopeEvent.MAX_LENGTH];
        final EnvelopeEvent event = new EnvelopeEvent();
        event.begin(target, 0);
        event.receivedAtNs(receivedAtNs);
        event.connection(connection);
        event.messageId(1);
        event.scheme(envelope.scheme().code());
        event.addSignature(envelope.keyId(0), envelope.signatures(), 0, Envelope.SIGNATURE_BYTES);
        event.signedBytes(envelope.buffer(), envelope.offset(), envelope.length());
        return Arrays.copyOf(target, event.finish());
    }

    /**
     * Prices within two basis points of {@link #PRICE}, the same in every run.
     */
    static long[] prices()
    {
        final Random random = new Random(20_261_120L);
        final long[] prices = new long[PRICES];
        for (int i = 0; i < PRICES; i++)
        {
            prices[i] = PRICE + random.nextInt(1_200_000_000) - 600_000_000;
        }
        return prices;
    }
}
