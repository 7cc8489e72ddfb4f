// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.verify;

import static io.plumbline.oracle.verify.VerifyHarness.ALPHA;
import static io.plumbline.oracle.verify.VerifyHarness.ALPHA_KEYS;
import static io.plumbline.oracle.verify.VerifyHarness.BETA_KEYS;
import static io.plumbline.oracle.verify.VerifyHarness.NOW;
import static io.plumbline.oracle.verify.VerifyHarness.NOW_MS;
import static io.plumbline.oracle.verify.VerifyHarness.RED_KEY;
import static io.plumbline.oracle.verify.VerifyHarness.WS_A;
import static io.plumbline.oracle.verify.VerifyHarness.WS_B;
import static io.plumbline.oracle.verify.VerifyHarness.WS_RED;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Scheme;
import io.plumbline.oracle.crypto.BouncyCastleKernel;
import io.plumbline.oracle.crypto.Ed25519PublicKey;
import io.plumbline.oracle.crypto.PendingSignatures;
import io.plumbline.oracle.crypto.Secp256k1PublicKey;
import io.plumbline.oracle.crypto.SignatureKernel;
import io.plumbline.oracle.crypto.TableKernel;
import io.plumbline.oracle.crypto.TableShelf;
import io.plumbline.oracle.feed.FeedDecoder;
import io.plumbline.oracle.slot.EngineTime;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.Verdict;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.verify.SignedFrames.Signature;
import io.plumbline.oracle.wire.AdminEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Envelopes whose signatures are checked together come out as if each had been alone. */
final class VerifyBatchTest
{
    private static final byte[] ALPHA_FRAME = VerifyHarness.alphaFrame(1, NOW);
    private static final byte[] BETA_FRAME = VerifyHarness.betaFrame(1);
    private static final byte[] RED_PACKAGE = VerifyHarness.redPackage(NOW_MS);
    private static final Signature BY_ALPHA = SignedFrames.sign(1, ALPHA_KEYS[1], ALPHA_FRAME);
    private static final Signature[] BY_BETA = {SignedFrames.sign(1, BETA_KEYS[1], BETA_FRAME),
        SignedFrames.sign(2, BETA_KEYS[2], BETA_FRAME), SignedFrames.sign(3, BETA_KEYS[3], BETA_FRAME)};
    private static final Signature BY_RED = RED_KEY.sign(RED_PACKAGE);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldFindWhatItFindsOneByOneWithAndWithoutTables(final long seed)
    {
        final Random random = new Random(seed);
        final StageCounters aloneCounters = new StageCounters();
        final StageCounters counters = new StageCounters();
        final TableShelf shelf = new TableShelf();
        final VerifyStage alone = new VerifyStage(VerifyHarness.CONFIG, new BouncyCastleKernel(), aloneCounters);
        final VerifyStage stage = new VerifyStage(VerifyHarness.CONFIG, new TableKernel(shelf), counters);
        for (int key = 0; key < stage.keys().size(); key++)
        {
            if (stage.keys().secp256k1(key) == null)
            {
                shelf.build(stage.keys().ed25519(key));
            }
            else if (key % 2 == 0)
            {
                shelf.build(Secp256k1PublicKey.of(RED_KEY.publicKey()));
            }
        }
        for (int round = 0; round < 25; round++)
        {
            final int count = 1 + random.nextInt(30);
            final List<Slot> expected = new ArrayList<>();
            final List<Slot> actual = new ArrayList<>();
            for (int i = 0; i < count; i++)
            {
                final long event = random.nextLong();
                final Slot slot = new Slot();
                fill(slot, new Random(event), round);
                alone.onSlot(slot);
                expected.add(slot);
                final Slot again = new Slot();
                fill(again, new Random(event), round);
                stage.begin(again);
                actual.add(again);
            }
            stage.flush();
            for (int i = 0; i < count; i++)
            {
                assertSame(expected.get(i), actual.get(i), "seed " + seed + ", round " + round + ", slot " + i);
            }
        }
        for (final Refusal refusal : Refusal.values())
        {
            assertEquals(aloneCounters.count(refusal), counters.count(refusal), refusal + ", seed " + seed);
        }
        assertTrue(counters.count(Refusal.BAD_SIGNATURE) > 5 && counters.count(Metric.FRAMES_VERIFIED) > 20);
        assertTrue(counters.count(Metric.KEY_TABLES_INSTALLED) > 1);
        assertEquals(0, aloneCounters.count(Metric.KEY_TABLES_INSTALLED));
    }

    private static void fill(final Slot slot, final Random random, final int round)
    {
        final int kind = random.nextInt(20);
        if (kind < 9)
        {
            final Signature signature = random.nextBoolean() ? BY_ALPHA : BY_ALPHA.withFlipped(random.nextInt(512));
            SignedFrames.envelope(slot, NOW, WS_A, Scheme.PLUMBLINE, ALPHA_FRAME, signature);
        }
        else if (kind < 15)
        {
            final int size = 1 + random.nextInt(3);
            final Signature[] signatures = new Signature[size];
            for (int i = 0; i < size; i++)
            {
                signatures[i] = random.nextInt(6) == 0 ? BY_BETA[i].withFlipped(random.nextInt(512)) : BY_BETA[i];
            }
            SignedFrames.envelope(slot, NOW, WS_B, Scheme.PLUMBLINE, BETA_FRAME, signatures);
        }
        else if (kind < 16)
        {
            final Signature signature = random.nextBoolean() ? BY_RED : BY_RED.withFlipped(random.nextInt(512));
            SignedFrames.envelope(slot, NOW, WS_RED, Scheme.REDSTONE, RED_PACKAGE, signature);
        }
        else if (kind < 18)
        {
            SignedFrames.admin(slot, NOW, AdminEvent.INSTALL_TABLE, random.nextInt(12), 0);
        }
        else if (kind == 18 && round > 20)
        {
            SignedFrames.admin(slot, NOW, AdminEvent.REVOKE_KEY, random.nextInt(2), 1 + random.nextInt(2));
        }
        else
        {
            SignedFrames.clock(slot, NOW + random.nextInt(1_000));
        }
    }

    private static void assertSame(final Slot expected, final Slot actual, final String where)
    {
        assertEquals(expected.verdict, actual.verdict, where);
        assertEquals(expected.refusal, actual.refusal, where);
        assertEquals(expected.kind, actual.kind, where);
        assertEquals(expected.receivedAtNs, actual.receivedAtNs, where);
        assertEquals(expected.connection, actual.connection, where);
        assertEquals(expected.messageId, actual.messageId, where);
        assertEquals(expected.source, actual.source, where);
        assertEquals(expected.key, actual.key, where);
        assertEquals(expected.sequence, actual.sequence, where);
        assertEquals(expected.signedAtNs, actual.signedAtNs, where);
        assertEquals(expected.unmappedTicks, actual.unmappedTicks, where);
        assertEquals(expected.ticks.count, actual.ticks.count, where);
        assertArrayEquals(expected.signedHash, actual.signedHash, where);
        for (int i = 0; i < expected.ticks.count; i++)
        {
            assertEquals(expected.ticks.price[i], actual.ticks.price[i], where);
            assertEquals(expected.ticks.instrument[i], actual.ticks.instrument[i], where);
        }
    }

    @Test
    void shouldLeaveASlotUnverifiedUntilItsSignatureWasChecked()
    {
        final VerifyStage stage = stage(new BouncyCastleKernel());
        final Slot[] slots = {alpha(BY_ALPHA), alpha(BY_ALPHA.withFlipped(3)), alpha(BY_ALPHA)};
        for (final Slot slot : slots)
        {
            stage.begin(slot);
            assertEquals(Verdict.UNVERIFIED, slot.verdict);
        }
        stage.flush();
        assertEquals(Verdict.VERIFIED, slots[0].verdict);
        assertEquals(Refusal.BAD_SIGNATURE, slots[1].refusal);
        assertEquals(Slot.NONE, slots[1].source);
        assertEquals(Verdict.VERIFIED, slots[2].verdict);
        assertEquals(ALPHA, slots[2].source);
        stage.flush();
        assertEquals(Verdict.VERIFIED, slots[0].verdict, "nothing waits: nothing changes");
    }

    @Test
    void shouldFlushBeforeAnyAdminCommandAndWhereThereIsNoRoom()
    {
        final VerifyStage stage = stage(new BouncyCastleKernel());
        final Slot slot = alpha(BY_ALPHA);
        stage.begin(slot);
        stage.begin(SignedFrames.admin(new Slot(), NOW, AdminEvent.REVOKE_KEY, ALPHA, 1));
        assertEquals(Verdict.VERIFIED, slot.verdict, "signed before the key was revoked");
        final Slot late = alpha(BY_ALPHA);
        stage.begin(late);
        assertEquals(Refusal.KEY_REVOKED, late.refusal);

        final VerifyStage full = stage(new BouncyCastleKernel());
        final Slot[] slots = new Slot[PendingSignatures.CAPACITY + 1];
        for (int i = 0; i < slots.length; i++)
        {
            slots[i] = beta();
            full.begin(slots[i]);
        }
        final int flushed = slots.length - 1 - (slots.length - 1) % (PendingSignatures.CAPACITY / BY_BETA.length);
        for (int i = 0; i < slots.length; i++)
        {
            assertEquals(i < flushed ? Verdict.VERIFIED : Verdict.UNVERIFIED, slots[i].verdict, "slot " + i);
        }
    }

    @Test
    void shouldFlushWhereManyWaitThoughNoSignatureOfTheirsIsPending()
    {
        final VerifyStage stage = stage(new BelievingKernel());
        final Slot[] slots = new Slot[PendingSignatures.CAPACITY + 1];
        for (int i = 0; i < slots.length; i++)
        {
            slots[i] = SignedFrames.envelope(new Slot(), NOW, WS_RED, Scheme.REDSTONE, RED_PACKAGE, BY_RED);
            stage.begin(slots[i]);
        }
        stage.flush();
        for (final Slot slot : slots)
        {
            assertEquals(Verdict.VERIFIED, slot.verdict);
        }
        assertEquals(0, stage.errors().records().size());
    }

    @Test
    void contractD_shouldCondemnOneEnvelopeAloneWhenAKernelThrowsOverMany()
    {
        final StageCounters counters = new StageCounters();
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
                if (key.equals(BETA_KEYS[2].publicKey()))
                {
                    throw new ArithmeticException("a fault in a kernel");
                }
                return super.verifyEd25519(key, message, offset, length, signature, signatureOffset);
            }
        }, counters);
        final Slot[] slots = {alpha(BY_ALPHA), beta(), alpha(BY_ALPHA)};
        for (final Slot slot : slots)
        {
            stage.begin(slot);
        }
        stage.flush();
        assertEquals(Verdict.VERIFIED, slots[0].verdict);
        assertEquals(Refusal.MALFORMED, slots[1].refusal);
        assertEquals(Slot.NONE, slots[1].source);
        assertEquals(Verdict.VERIFIED, slots[2].verdict);
        assertEquals(1, stage.errors().records().size());
        assertEquals(2, counters.count(Metric.FRAMES_VERIFIED));
    }

    @Test
    void shouldRecordAKernelThatThrowsOverManyButOverNoneAlone()
    {
        final VerifyStage stage = stage(new BelievingKernel()
        {
            @Override
            public int verifyEd25519(final PendingSignatures pending)
            {
                throw new ArithmeticException("a fault in a kernel");
            }
        });
        final Slot slot = alpha(BY_ALPHA);
        stage.onSlot(slot);
        assertEquals(Verdict.VERIFIED, slot.verdict);
        assertEquals(1, stage.errors().records().size());
    }

    /** No check of ours refuses after it has added; one that did, or that threw, must leave nothing to be checked. */
    @Test
    void shouldForgetSignaturesThatARefusedEnvelopeHadAdded()
    {
        final int[] call = {0};
        final Refusal[] answers = {Refusal.NONE, Refusal.KEY_NOT_VALID, Refusal.NONE};
        final SchemeCheck check = (envelope, nowNs, slot, pending) ->
        {
            final byte[] signature = new byte[64];
            signature[0] = (byte)(answers[call[0]] == Refusal.NONE ? 1 : -1);
            pending.add(ALPHA_KEYS[1].publicKey(), signature, 0, 0, signature, 0);
            return answers[call[0]++];
        };
        final SchemeCheck[] checks = {check, check};
        final FeedDecoder decoder = (signed, offset, length, source, slot) -> Refusal.NONE;
        final EnvelopeJudge judge = new EnvelopeJudge(new Bindings(VerifyHarness.CONFIG), new BelievingKernel(),
            new EngineTime(), checks, new FeedDecoder[] {decoder, decoder}, new StageCounters());
        final Slot[] slots = {alpha(BY_ALPHA), alpha(BY_ALPHA), alpha(BY_ALPHA)};
        for (final Slot slot : slots)
        {
            judge.begin(slot);
        }
        judge.flush();
        assertEquals(Verdict.VERIFIED, slots[0].verdict);
        assertEquals(Refusal.KEY_NOT_VALID, slots[1].refusal);
        assertEquals(Verdict.VERIFIED, slots[2].verdict);
    }

    private static VerifyStage stage(final SignatureKernel kernel)
    {
        return new VerifyStage(VerifyHarness.CONFIG, kernel, new StageCounters());
    }

    private static Slot alpha(final Signature signature)
    {
        return SignedFrames.envelope(new Slot(), NOW, WS_A, Scheme.PLUMBLINE, ALPHA_FRAME, signature);
    }

    private static Slot beta()
    {
        return SignedFrames.envelope(new Slot(), NOW, WS_B, Scheme.PLUMBLINE, BETA_FRAME, BY_BETA);
    }
}
