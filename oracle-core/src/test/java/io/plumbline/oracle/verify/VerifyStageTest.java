// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.verify;

import static io.plumbline.oracle.verify.VerifyHarness.ALPHA;
import static io.plumbline.oracle.verify.VerifyHarness.ALPHA_KEYS;
import static io.plumbline.oracle.verify.VerifyHarness.BETA;
import static io.plumbline.oracle.verify.VerifyHarness.BETA_KEYS;
import static io.plumbline.oracle.verify.VerifyHarness.NOW;
import static io.plumbline.oracle.verify.VerifyHarness.NOW_MS;
import static io.plumbline.oracle.verify.VerifyHarness.RED;
import static io.plumbline.oracle.verify.VerifyHarness.RED_KEY;
import static io.plumbline.oracle.verify.VerifyHarness.WS_A;
import static io.plumbline.oracle.verify.VerifyHarness.WS_B;
import static io.plumbline.oracle.verify.VerifyHarness.WS_RED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Scheme;
import io.plumbline.oracle.crypto.BouncyCastleKernel;
import io.plumbline.oracle.crypto.Ed25519PublicKey;
import io.plumbline.oracle.feed.FeedDecoder;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.Verdict;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.verify.SignedFrames.Signature;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.AuthorizeEvent;
import io.plumbline.oracle.wire.CaptureEvent;
import io.plumbline.oracle.wire.ClockEvent;
import io.plumbline.oracle.wire.ConnectionEvent;
import io.plumbline.oracle.wire.EnvelopeEvent;
import io.plumbline.oracle.wire.Event;
import io.plumbline.oracle.wire.ExplainEvent;
import io.plumbline.oracle.wire.OrderEvent;
import io.plumbline.oracle.wire.PolicyEvent;
import io.plumbline.oracle.wire.ProofEvent;
import io.plumbline.oracle.wire.ReleaseEvent;
import io.plumbline.oracle.wire.SignatureEvent;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VerifyStageTest
{
    private final VerifyHarness oracle = new VerifyHarness();

    static Stream<Arguments> ownEvents()
    {
        return Stream.of(
            Arguments.of(new ClockEvent(), 17),
            Arguments.of(new ConnectionEvent(), 18),
            Arguments.of(new OrderEvent(), 19),
            Arguments.of(new AuthorizeEvent(), 20),
            Arguments.of(new CaptureEvent(), 21),
            Arguments.of(new ReleaseEvent(), 22),
            Arguments.of(new AdminEvent(), 23),
            Arguments.of(new SignatureEvent(), 24),
            Arguments.of(new ExplainEvent(), 25),
            Arguments.of(new ProofEvent(), 26),
            Arguments.of(new PolicyEvent(), 27));
    }

    @ParameterizedTest
    @MethodSource("ownEvents")
    void shouldVerifyTheEnginesOwnEventsAndRefuseThemOneByteShortOrLong(final Event event, final int kind)
    {
        fill(event);
        assertEquals(Refusal.NONE, oracle.run());
        assertEquals(kind, oracle.slot.kind);
        assertEquals(NOW + kind, oracle.slot.receivedAtNs);
        assertEquals(kind == 18 ? 0 : Slot.NONE, oracle.slot.connection);
        for (final int change : new int[] {-1, 1})
        {
            fill(event);
            oracle.slot.length += change;
            assertEquals(Refusal.MALFORMED, oracle.run());
            assertEquals(kind, oracle.slot.kind);
        }
    }

    private void fill(final Event event)
    {
        oracle.slot.reset();
        event.begin(oracle.slot.bytes, 0);
        if (event instanceof AdminEvent admin)
        {
            admin.command(AdminEvent.CLOSE_ORACLE);
        }
        else if (event instanceof ProofEvent proof)
        {
            proof.kind(ProofEvent.JWS);
        }
        event.receivedAtNs(0);
        SignedFrames.finish(oracle.slot, event);
        final int kind = oracle.slot.bytes[2];
        event.receivedAtNs(NOW + kind);
    }

    @Test
    void shouldRefuseUnknownKindsAndSchemes()
    {
        SignedFrames.clock(oracle.slot, NOW);
        oracle.slot.bytes[2] = 99;
        assertEquals(Refusal.UNKNOWN_KIND, oracle.run());
        SignedFrames.clock(oracle.slot, NOW);
        oracle.slot.bytes[2] = 1;
        assertEquals(Refusal.UNKNOWN_KIND, oracle.run(), "a tick frame is no event");
        oracle.slot.reset();
        assertEquals(Refusal.UNKNOWN_KIND, oracle.run(), "no bytes at all");
        for (final int scheme : new int[] {0, 3, 255})
        {
            envelope(event -> event.scheme(scheme));
            assertEquals(Refusal.UNKNOWN_KIND, oracle.run(), "scheme " + scheme);
        }
    }

    @Test
    void shouldRefuseUnknownConnections()
    {
        for (final int connection : new int[] {4, Integer.MAX_VALUE})
        {
            envelope(event -> event.connection(connection));
            assertEquals(Refusal.UNKNOWN_CONNECTION, oracle.run());
            assertEquals(Slot.NONE, oracle.slot.connection);
        }
        final ConnectionEvent opened = new ConnectionEvent();
        oracle.slot.reset();
        opened.begin(oracle.slot.bytes, 0);
        opened.connection(4);
        opened.open(true);
        SignedFrames.finish(oracle.slot, opened);
        assertEquals(Refusal.UNKNOWN_CONNECTION, oracle.run());
    }

    private void envelope(final Consumer<EnvelopeEvent> change)
    {
        final EnvelopeEvent event = new EnvelopeEvent();
        oracle.slot.reset();
        event.begin(oracle.slot.bytes, 0);
        event.scheme(Scheme.PLUMBLINE.code());
        change.accept(event);
        event.signedBytes(new byte[100], 0, 100);
        SignedFrames.finish(oracle.slot, event);
    }

    @Test
    void shouldLeaveVoidSlotsAlone()
    {
        final byte[] frame = VerifyHarness.alphaFrame(1, NOW);
        SignedFrames.envelope(oracle.slot, NOW, WS_A, Scheme.PLUMBLINE, frame);
        oracle.slot.verdict = Verdict.VOID;
        oracle.stage.onSlot(oracle.slot);
        assertEquals(Verdict.VOID, oracle.slot.verdict);
        assertEquals(Refusal.NONE, oracle.slot.refusal);
        assertEquals(0, oracle.slot.kind);
        assertEquals(0, oracle.counters.count(Metric.FRAMES_REFUSED));
    }

    @Test
    void shouldRefuseEveryCutEnvelope()
    {
        final byte[] frame = VerifyHarness.alphaFrame(1, NOW);
        final Signature signature = SignedFrames.sign(1, ALPHA_KEYS[1], frame);
        SignedFrames.envelope(oracle.slot, NOW, WS_A, Scheme.PLUMBLINE, frame, signature);
        final int whole = oracle.slot.length;
        for (int length = 0; length < whole; length++)
        {
            SignedFrames.envelope(oracle.slot, NOW, WS_A, Scheme.PLUMBLINE, frame, signature);
            oracle.slot.length = length;
            assertEquals(length < 8 ? Refusal.UNKNOWN_KIND : Refusal.MALFORMED, oracle.run(), "length " + length);
        }
    }

    @Test
    void contractD_shouldRevokeAKeyAtOnceAndForGood()
    {
        final byte[] frame = VerifyHarness.alphaFrame(-2, NOW);
        final Signature signature = SignedFrames.sign(-2, ALPHA_KEYS[2], frame);
        assertEquals(Refusal.NONE, oracle.verify(WS_A, Scheme.PLUMBLINE, frame, signature));
        SignedFrames.admin(oracle.slot, NOW, AdminEvent.REVOKE_KEY, ALPHA, -2);
        assertEquals(Refusal.NONE, oracle.run());
        final int checks = oracle.signatureChecks;
        assertEquals(Refusal.KEY_REVOKED, oracle.verify(WS_A, Scheme.PLUMBLINE, frame, signature));
        assertEquals(checks, oracle.signatureChecks);
        assertFalse(oracle.slot.isRecovered);
        SignedFrames.admin(oracle.slot, NOW, AdminEvent.REVOKE_KEY, ALPHA, -2);
        assertEquals(Refusal.NONE, oracle.run(), "twice is once");
        assertEquals(Refusal.KEY_REVOKED, oracle.verify(WS_A, Scheme.PLUMBLINE, frame, signature));
        final byte[] other = VerifyHarness.alphaFrame(1, NOW);
        assertEquals(Refusal.NONE,
            oracle.verify(WS_A, Scheme.PLUMBLINE, other, SignedFrames.sign(1, ALPHA_KEYS[1], other)));
    }

    @Test
    void contractD_shouldNotCountARevokedKeyTowardsAThreshold()
    {
        SignedFrames.admin(oracle.slot, NOW, AdminEvent.REVOKE_KEY, BETA, 2);
        assertEquals(Refusal.NONE, oracle.run());
        final byte[] frame = VerifyHarness.betaFrame(1);
        final Signature first = SignedFrames.sign(1, BETA_KEYS[1], frame);
        final Signature second = SignedFrames.sign(2, BETA_KEYS[2], frame);
        final Signature third = SignedFrames.sign(3, BETA_KEYS[3], frame);
        assertEquals(Refusal.KEY_REVOKED, oracle.verify(WS_B, Scheme.PLUMBLINE, frame, first, second));
        assertEquals(Refusal.NONE, oracle.verify(WS_B, Scheme.PLUMBLINE, frame, first, third));
    }

    @Test
    void contractD_shouldRevokeAddresses()
    {
        final byte[] signed = VerifyHarness.redPackage(NOW_MS);
        final Signature signature = RED_KEY.sign(signed);
        assertEquals(Refusal.NONE, oracle.verify(WS_RED, Scheme.REDSTONE, signed, signature));
        SignedFrames.admin(oracle.slot, NOW, AdminEvent.REVOKE_KEY, RED, 1);
        assertEquals(Refusal.NONE, oracle.run());
        assertEquals(Refusal.KEY_REVOKED, oracle.verify(WS_RED, Scheme.REDSTONE, signed, signature));
        assertTrue(oracle.slot.isRecovered, "a package names no signer before it is recovered");
    }

    @Test
    void shouldRefuseToRevokeUnknownKeysAndTakeEitherSpellingOfAKeyId()
    {
        final long[][] unknown = {{ALPHA, 4}, {5, 1}, {64, 1}, {Integer.MAX_VALUE, 1}, {ALPHA, (1L << 32) | 1}};
        for (final long[] each : unknown)
        {
            SignedFrames.admin(oracle.slot, NOW, AdminEvent.REVOKE_KEY, (int)each[0], each[1]);
            assertEquals(Refusal.UNKNOWN_COMMAND, oracle.run(), Arrays.toString(each));
        }
        SignedFrames.admin(oracle.slot, NOW, AdminEvent.REVOKE_KEY, ALPHA, -2 & 0xFFFF_FFFFL);
        assertEquals(Refusal.NONE, oracle.run());
        final byte[] frame = VerifyHarness.alphaFrame(-2, NOW);
        assertEquals(Refusal.KEY_REVOKED,
            oracle.verify(WS_A, Scheme.PLUMBLINE, frame, SignedFrames.sign(-2, ALPHA_KEYS[2], frame)));
    }

    @Test
    void shouldLeaveOtherAdminCommandsToLaterStages()
    {
        for (int command = AdminEvent.REOPEN_CLOCK; command <= AdminEvent.REOPEN_ORACLE; command++)
        {
            if (command != AdminEvent.REVOKE_KEY)
            {
                SignedFrames.admin(oracle.slot, NOW, command, 999, -1);
                assertEquals(Refusal.NONE, oracle.run(), "command " + command);
            }
        }
    }

    @Test
    void contractD_shouldCondemnOneEnvelopeAloneWhenItsDecoderThrows()
    {
        final StageCounters counters = new StageCounters();
        final FeedDecoder throwing = (signed, offset, length, source, slot) ->
        {
            slot.unmappedTicks = 5;
            slot.ticks.add(0, 0, 0, 1, 1, 1, Refusal.NONE);
            throw new IllegalStateException("a fault in a decoder");
        };
        final FeedDecoder good = (signed, offset, length, source, slot) -> Refusal.NONE;
        final VerifyStage stage =
            new VerifyStage(VerifyHarness.CONFIG, new BouncyCastleKernel(), counters, throwing, good);
        final byte[] frame = VerifyHarness.alphaFrame(1, NOW);
        final Slot bad = new Slot();
        SignedFrames.envelope(bad, NOW, WS_A, Scheme.PLUMBLINE, frame, SignedFrames.sign(1, ALPHA_KEYS[1], frame));
        final byte[] signed = VerifyHarness.redPackage(NOW_MS);
        final Slot next = new Slot();
        SignedFrames.envelope(next, NOW, WS_RED, Scheme.REDSTONE, signed, RED_KEY.sign(signed));
        stage.onSlot(bad);
        stage.onSlot(next);
        assertEquals(Verdict.REFUSED, bad.verdict);
        assertEquals(Refusal.MALFORMED, bad.refusal);
        assertEquals(WS_A, bad.connection, "charged to its connection");
        assertEquals(Slot.NONE, bad.source);
        assertEquals(0, bad.ticks.count);
        assertEquals(0, bad.unmappedTicks);
        assertEquals(Verdict.VERIFIED, next.verdict);
        assertEquals(RED, next.source);
        assertEquals(1, counters.count(Refusal.MALFORMED));
        assertEquals(1, counters.count(Metric.FRAMES_REFUSED));
        assertEquals(1, counters.count(Metric.FRAMES_VERIFIED));
    }

    @Test
    void contractD_shouldCondemnOneEnvelopeAloneWhenItsSignatureCheckThrows()
    {
        final boolean[] isFaulty = {true};
        final VerifyStage stage = new VerifyStage(VerifyHarness.CONFIG, new BelievingKernel()
        {
            @Override
            public boolean verifyEd25519(
                final Ed25519PublicKey key,
                final byte[] message,
                final int offset,
                final int length,
                final byte[] signature,
                final int signatureOffset)
            {
                if (isFaulty[0])
                {
                    throw new ArithmeticException("a fault in a kernel");
                }
                return super.verifyEd25519(key, message, offset, length, signature, signatureOffset);
            }
        }, new StageCounters());
        final byte[] frame = VerifyHarness.alphaFrame(1, NOW);
        final Slot[] slots = {new Slot(), new Slot()};
        for (final Slot slot : slots)
        {
            final Signature signature = SignedFrames.sign(1, ALPHA_KEYS[1], frame);
            stage.onSlot(SignedFrames.envelope(slot, NOW, WS_A, Scheme.PLUMBLINE, frame, signature));
            isFaulty[0] = false;
        }
        assertEquals(Refusal.MALFORMED, slots[0].refusal);
        assertEquals(WS_A, slots[0].connection);
        assertEquals(Slot.NONE, slots[0].source);
        assertEquals(Verdict.VERIFIED, slots[1].verdict);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldNeverThrowNorVerifyRandomlyDamagedEnvelopes(final long seed)
    {
        final Random random = new Random(seed);
        final byte[] frame = VerifyHarness.alphaFrame(1, NOW);
        final Signature signature = SignedFrames.sign(1, ALPHA_KEYS[1], frame);
        int verified = 0;
        for (int i = 0; i < 2_000; i++)
        {
            SignedFrames.envelope(oracle.slot, NOW, WS_A, Scheme.PLUMBLINE, frame, signature);
            final int signedAt = oracle.slot.length - frame.length;
            for (int change = random.nextInt(3); change >= 0; change--)
            {
                final int at = random.nextInt(oracle.slot.length);
                oracle.slot.bytes[at] ^= (byte)(1 << random.nextInt(8));
            }
            oracle.slot.length += random.nextInt(8) == 0 ? random.nextInt(9) - 4 : 0;
            final boolean isSameFrame = Arrays.equals(
                frame, Arrays.copyOfRange(oracle.slot.bytes, signedAt, signedAt + frame.length));
            final Refusal refusal = oracle.run();
            verified += refusal == Refusal.NONE && oracle.slot.kind == EnvelopeEvent.TEMPLATE_ID ? 1 : 0;
            assertTrue(refusal != Refusal.NONE || isSameFrame, "seed " + seed + ", round " + i);
        }
        assertTrue(verified > 0, "seed " + seed + ": times and message ids are not signed and may change");
    }
}
