// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.Scheme;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.crypto.BouncyCastleKernel;
import io.plumbline.oracle.crypto.Ed25519PublicKey;
import io.plumbline.oracle.crypto.Ed25519SigningKey;
import io.plumbline.oracle.crypto.Secp256k1Candidates;
import io.plumbline.oracle.crypto.SignatureKernel;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.Verdict;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.verify.SignedFrames.Point;
import io.plumbline.oracle.verify.SignedFrames.Signature;
import io.plumbline.oracle.verify.SignedFrames.Tick;
import io.plumbline.oracle.wire.EnvelopeEvent;

/** One oracle's sources and keys, a stage over them, and a slot. Counts signature checks. */
final class VerifyHarness implements SignatureKernel
{
    static final int ENVIRONMENT = 7;
    static final long NOW_MS = 1_760_000_000_000L;
    static final long NOW = NOW_MS * SignedFrames.NS_PER_MS;
    static final long OLD_KEY_UNTIL = NOW + 1_000;
    static final long NEW_KEY_FROM = NOW - 1_000;

    /** Sources by dense id. */
    static final int ALPHA = 0;
    static final int BETA = 1;
    static final int RED = 2;
    static final int RED_HIGH = 3;
    static final int RED_ROTATING = 4;
    /** Providers of the first two. */
    static final int ALPHA_PROVIDER = 101;
    static final int BETA_PROVIDER = -102;
    /** Connections by dense id: alpha's, beta's, and one of two RedStone nodes. */
    static final int WS_A = 0;
    static final int WS_B = 1;
    static final int WS_RED = 2;
    static final int WS_ROTATING = 3;

    static final Ed25519SigningKey[] ALPHA_KEYS = keys(0);
    static final Ed25519SigningKey[] BETA_KEYS = keys(10);
    static final RedStoneKey RED_KEY = RedStoneKey.of(5);
    static final RedStoneKey RED_HIGH_KEY = RedStoneKey.of(6);
    static final RedStoneKey RED_OLD_KEY = RedStoneKey.of(7);
    static final RedStoneKey RED_NEW_KEY = RedStoneKey.of(8);

    static final OracleConfig CONFIG = config().build();

    final StageCounters counters = new StageCounters();
    final Slot slot = new Slot();
    final VerifyStage stage = new VerifyStage(CONFIG, this, counters);
    int signatureChecks;
    private final SignatureKernel kernel = new BouncyCastleKernel();

    private static Ed25519SigningKey[] keys(final int first)
    {
        final Ed25519SigningKey[] keys = new Ed25519SigningKey[4];
        for (int i = 0; i < keys.length; i++)
        {
            keys[i] = SignedFrames.key(first + i);
        }
        return keys;
    }

    static OracleConfigBuilder config()
    {
        return OracleConfig.builder()
            .identity(ENVIRONMENT, 1)
            .signingSeed(new SigningSeed(1, new byte[32]))
            .instrument(InstrumentConfig.named("BTC/USD").asset("btc", 8).currency("USD", 2).build())
            .instrument(InstrumentConfig.named("ETH/USD").asset("eth", 18).currency("USD", 2).price(6, 4).build())
            .source(alpha().build())
            .source(SourceConfig.named("beta").plumbline(BETA_PROVIDER).connection("ws-b").threshold(2)
                .signer(SignedFrames.signer(1, BETA_KEYS[1]))
                .signer(SignedFrames.signer(2, BETA_KEYS[2]))
                .signer(SignedFrames.signer(3, BETA_KEYS[3]))
                .feed(FeedConfig.numbered(9, "BTC/USD")).build())
            .source(SourceConfig.named("red").redStone().lineage("redstone").connection("ws-red")
                .signer(RED_KEY.signer(1))
                .feed(FeedConfig.named("BTC", "BTC/USD", 8)).feed(FeedConfig.named("ETH", "ETH/USD", 8)).build())
            .source(SourceConfig.named("red-high").redStone().lineage("redstone").connection("ws-red").allowHighS()
                .signer(RED_HIGH_KEY.signer(1))
                .feed(FeedConfig.named("BTC", "BTC/USD", 6)).build())
            .source(SourceConfig.named("red-rotating").redStone().connection("ws-rotating")
                .signer(RED_OLD_KEY.signer(1).validBetween(0, OLD_KEY_UNTIL))
                .signer(RED_NEW_KEY.signer(2).validBetween(NEW_KEY_FROM, Long.MAX_VALUE))
                .feed(FeedConfig.named("BTC", "BTC/USD", 8)).build());
    }

    static SourceConfig.Builder alpha()
    {
        return SourceConfig.named("alpha").plumbline(ALPHA_PROVIDER).connection("ws-a")
            .signer(SignedFrames.signer(1, ALPHA_KEYS[1]))
            .signer(SignedFrames.signer(-2, ALPHA_KEYS[2]).validBetween(0, OLD_KEY_UNTIL))
            .signer(SignedFrames.signer(3, ALPHA_KEYS[3]).validBetween(NEW_KEY_FROM, Long.MAX_VALUE))
            .feed(FeedConfig.numbered(1, "BTC/USD")).feed(FeedConfig.numbered(2, "ETH/USD"));
    }

    static byte[] alphaFrame(final int keyId, final long signedAtNs)
    {
        return SignedFrames.frame(ENVIRONMENT, ALPHA_PROVIDER, keyId, 3, 44, signedAtNs,
            new Tick(1, -2, signedAtNs - 5, 6_500_012, 6_500_011, 6_500_013), Tick.of(77, 0, signedAtNs, 1));
    }

    static byte[] betaFrame(final int keyId)
    {
        return SignedFrames.frame(ENVIRONMENT, BETA_PROVIDER, keyId, 3, 44, NOW, Tick.of(9, 0, NOW, 65_000));
    }

    static byte[] redPackage(final long timestampMs)
    {
        return SignedFrames.redStonePackage(
            timestampMs, Point.of("BTC", 6_500_012_345_678L), Point.of("DOGE", 1), Point.of("ETH", 250_012_345_650L));
    }

    Refusal verify(
        final int connection, final Scheme scheme, final byte[] signed, final Signature... signatures)
    {
        return verifyAt(NOW, connection, scheme, signed, signatures);
    }

    Refusal verifyAt(
        final long nowNs,
        final int connection,
        final Scheme scheme,
        final byte[] signed,
        final Signature... signatures)
    {
        SignedFrames.envelope(slot, nowNs, connection, scheme, signed, signatures);
        return run();
    }

    /** Runs the slot through the stage and checks what always holds. */
    Refusal run()
    {
        final Refusal[] codes = Refusal.values();
        final long[] before = new long[codes.length];
        for (final Refusal code : codes)
        {
            before[code.ordinal()] = counters.count(code);
        }
        final long frames = counters.count(Metric.FRAMES_VERIFIED) + counters.count(Metric.FRAMES_REFUSED);
        stage.onSlot(slot);
        final boolean isGood = slot.refusal == Refusal.NONE;
        assertEquals(isGood ? Verdict.VERIFIED : Verdict.REFUSED, slot.verdict);
        for (final Refusal code : codes)
        {
            final long expected = before[code.ordinal()] + (code == slot.refusal && !isGood ? 1 : 0);
            assertEquals(expected, counters.count(code), code.name());
        }
        final boolean isEnvelope = slot.kind == EnvelopeEvent.TEMPLATE_ID;
        assertEquals(frames + (isEnvelope ? 1 : 0),
            counters.count(Metric.FRAMES_VERIFIED) + counters.count(Metric.FRAMES_REFUSED));
        if (!isGood || !isEnvelope)
        {
            assertEquals(Slot.NONE, slot.source, "a refused slot names no source");
            assertEquals(Slot.NONE, slot.key);
            assertEquals(0, slot.ticks.count);
            assertEquals(0, slot.unmappedTicks);
            assertEquals(0, slot.sessionEpoch | slot.sequence | slot.signedAtNs);
            assertFalse(slot.isCounted);
        }
        return slot.refusal;
    }

    @Override
    public boolean verifyEd25519(
        final Ed25519PublicKey key,
        final byte[] message,
        final int offset,
        final int length,
        final byte[] signature,
        final int signatureOffset)
    {
        signatureChecks++;
        return kernel.verifyEd25519(key, message, offset, length, signature, signatureOffset);
    }

    @Override
    public int recoverSecp256k1(
        final byte[] message,
        final int offset,
        final int length,
        final byte[] rsv,
        final int rsvOffset,
        final boolean isHighSAllowed,
        final Secp256k1Candidates candidates,
        final byte[] outAddress)
    {
        signatureChecks++;
        return kernel.recoverSecp256k1(message, offset, length, rsv, rsvOffset, isHighSAllowed, candidates, outAddress);
    }
}
