// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Authorization;
import io.plumbline.oracle.Envelope;
import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.config.CryptoConfig;
import io.plumbline.oracle.config.EmissionPolicy;
import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.FencePolicy;
import io.plumbline.oracle.config.FreshnessPolicy;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.MarketPolicy;
import io.plumbline.oracle.config.ModePolicy;
import io.plumbline.oracle.config.OracleClock;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.QuoteSigner;
import io.plumbline.oracle.config.RedemptionLog;
import io.plumbline.oracle.config.Rights;
import io.plumbline.oracle.config.Scheme;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.config.ThreadingConfig;
import io.plumbline.oracle.crypto.Ed25519SigningKey;
import io.plumbline.oracle.verify.SignedFrames;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A fleet of publishers with keys of their own, and the oracle configuration that knows them.
 */
final class Fleet
{
    static final int ENVIRONMENT = 7;
    static final long ENGINE_ID = 42;
    static final long START_NS = 1_790_000_000_000_000_000L;
    static final long PRICE = 6_000_000_000_000L;
    static final String MERCHANT = "shop";
    static final String PAY_TO = "bc1qdestination";
    static final String ASSET = "bip122:000000000019d6689c085ae165831e93/slip44:0";

    /** Streams whose sources lie and fall silent keep a market unquiet; orders are to be quoted all the same. */
    private static final MarketPolicy ON_OFFER = MarketPolicy.DEFAULT.with(
        ModePolicy.DEFAULT.withProtectedRights(new Rights(true, true, true, false, 5_000, 5_000, 10_000)));

    final int sources;
    final int instruments;
    private final Ed25519SigningKey[] keys;
    private final long[] sequences;

    Fleet(final int sources, final int instruments)
    {
        this.sources = sources;
        this.instruments = instruments;
        keys = new Ed25519SigningKey[sources];
        sequences = new long[sources];
        for (int i = 0; i < sources; i++)
        {
            keys[i] = SignedFrames.key(i);
        }
    }

    /**
     * A configuration that opens as soon as three sources are heard.
     */
    OracleConfig config(final ThreadingConfig threading, final OracleClock clock)
    {
        return config(threading, clock, CryptoConfig.DEFAULT, null);
    }

    OracleConfig config(final ThreadingConfig threading, final OracleClock clock, final CryptoConfig crypto)
    {
        return config(threading, clock, crypto, null);
    }

    /**
     * The same, signed by a signer outside the engine where one is given.
     */
    OracleConfig config(
        final ThreadingConfig threading, final OracleClock clock, final @Nullable QuoteSigner signer)
    {
        return config(threading, clock, CryptoConfig.DEFAULT, signer);
    }

    /**
     * The same, as another engine of the same key.
     */
    OracleConfig config(final ThreadingConfig threading, final OracleClock clock, final long engineId)
    {
        return builder(engineId, threading, clock, CryptoConfig.DEFAULT, null).build();
    }

    /**
     * The same, with a log of its redemptions.
     */
    OracleConfig config(final ThreadingConfig threading, final OracleClock clock, final RedemptionLog log)
    {
        return builder(ENGINE_ID, threading, clock, CryptoConfig.DEFAULT, null).redemptionLog(log).build();
    }

    /**
     * The same, with further settings.
     */
    OracleConfig config(
        final ThreadingConfig threading, final OracleClock clock, final UnaryOperator<OracleConfigBuilder> further)
    {
        return further.apply(builder(ENGINE_ID, threading, clock, CryptoConfig.DEFAULT, null)).build();
    }

    private OracleConfig config(
        final ThreadingConfig threading,
        final OracleClock clock,
        final CryptoConfig crypto,
        final @Nullable QuoteSigner signer)
    {
        return builder(ENGINE_ID, threading, clock, crypto, signer).build();
    }

    private OracleConfigBuilder builder(
        final long engineId,
        final ThreadingConfig threading,
        final OracleClock clock,
        final CryptoConfig crypto,
        final @Nullable QuoteSigner signer)
    {
        final OracleConfigBuilder builder = OracleConfig.builder().identity(ENVIRONMENT, engineId)
            .threading(threading).clock(clock).crypto(crypto).policy(QuotePolicy.standard("checkout"));
        if (signer == null)
        {
            builder.signingSeed(new SigningSeed(9, new byte[32]));
        }
        else
        {
            builder.quoteSigner(signer);
        }
        for (int i = 0; i < instruments; i++)
        {
            builder.instrument(InstrumentConfig.named("A" + i + "/USD").asset(ASSET, 8).currency("USD", 2)
                .freshness(new FreshnessPolicy(5_000_000_000L, 2_000_000_000L, 0, 60_000_000_000L))
                .quorum(new QuorumPolicy(3, 3, 100, 4_000, 7_500, 0))
                .fence(FencePolicy.DEFAULT).emission(EmissionPolicy.DEFAULT).market(ON_OFFER).build());
        }
        for (int i = 0; i < sources; i++)
        {
            final SourceConfig.Builder source = SourceConfig.named("source-" + i).plumbline(100 + i)
                .connection("connection-" + i).signer(SignedFrames.signer(1, keys[i]));
            for (int j = 0; j < instruments; j++)
            {
                source.feed(FeedConfig.numbered(j, "A" + j + "/USD"));
            }
            builder.source(source.build());
        }
        return builder;
    }

    /**
     * The next frame of a source: every instrument at one price, signed and observed at one time.
     */
    Envelope frame(final int source, final long atNs, final long price)
    {
        final SignedFrames.Tick[] ticks = new SignedFrames.Tick[instruments];
        for (int i = 0; i < instruments; i++)
        {
            ticks[i] = SignedFrames.Tick.of(i, -8, atNs, price + i);
        }
        return frame(source, atNs, ticks);
    }

    Envelope frame(final int source, final long atNs, final SignedFrames.Tick... ticks)
    {
        final byte[] frame = SignedFrames.frame(ENVIRONMENT, 100 + source, 1, 1, ++sequences[source], atNs, ticks);
        final byte[] signature = SignedFrames.sign(1, keys[source], frame).bytes();
        final Envelope envelope = new Envelope().reset(Scheme.PLUMBLINE, frame, 0, frame.length);
        envelope.addSignature(1, signature, 0, signature.length);
        return envelope;
    }

    static OrderRequest order(final int instrument, final long fiatMinor, final int number)
    {
        return new OrderRequest().reset(instrument, 0, Side.MERCHANT_RECEIVES).fiatAmount(fiatMinor)
            .order(MERCHANT, orderDigest(number)).parties("customer", "", PAY_TO);
    }

    static Authorization authorization(final String paymentId, final int number, final byte[] quote)
    {
        return new Authorization().reset(MERCHANT, paymentId, orderDigest(number), "", quote, 0, quote.length);
    }

    static byte[] orderDigest(final int number)
    {
        final byte[] digest = new byte[32];
        digest[0] = (byte)number;
        digest[1] = (byte)(number >> 8);
        digest[2] = (byte)(number >> 16);
        return digest;
    }

    /**
     * A clock that stands where the test puts it.
     */
    static final class TestClock implements OracleClock
    {
        private final AtomicLong nowNs = new AtomicLong(START_NS);

        @Override
        public long epochNs()
        {
            return nowNs.get();
        }

        @Override
        public long wallNs()
        {
            return nowNs.get();
        }

        void advance(final long byNs)
        {
            nowNs.addAndGet(byNs);
        }
    }
}
