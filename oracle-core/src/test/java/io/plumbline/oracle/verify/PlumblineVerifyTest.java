// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.verify;

import static io.plumbline.oracle.verify.VerifyHarness.ALPHA;
import static io.plumbline.oracle.verify.VerifyHarness.ALPHA_KEYS;
import static io.plumbline.oracle.verify.VerifyHarness.ALPHA_PROVIDER;
import static io.plumbline.oracle.verify.VerifyHarness.BETA;
import static io.plumbline.oracle.verify.VerifyHarness.BETA_KEYS;
import static io.plumbline.oracle.verify.VerifyHarness.ENVIRONMENT;
import static io.plumbline.oracle.verify.VerifyHarness.NEW_KEY_FROM;
import static io.plumbline.oracle.verify.VerifyHarness.NOW;
import static io.plumbline.oracle.verify.VerifyHarness.OLD_KEY_UNTIL;
import static io.plumbline.oracle.verify.VerifyHarness.WS_A;
import static io.plumbline.oracle.verify.VerifyHarness.WS_B;
import static io.plumbline.oracle.verify.VerifyHarness.WS_RED;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Scheme;
import io.plumbline.oracle.verify.SignedFrames.Signature;
import io.plumbline.oracle.verify.SignedFrames.Tick;
import io.plumbline.oracle.wire.TickFrame;
import java.security.MessageDigest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class PlumblineVerifyTest
{
    private final VerifyHarness oracle = new VerifyHarness();

    @Test
    void shouldVerifyAndDecodeASignedFrame() throws Exception
    {
        final byte[] frame = VerifyHarness.alphaFrame(1, NOW);
        assertEquals(Refusal.NONE, alpha(frame, sign(1, frame)));
        assertEquals(ALPHA, oracle.slot.source);
        assertEquals(0, oracle.slot.key);
        assertEquals(WS_A, oracle.slot.connection);
        assertEquals(NOW, oracle.slot.receivedAtNs);
        assertEquals(NOW ^ WS_A, oracle.slot.messageId);
        assertEquals(3, oracle.slot.sessionEpoch);
        assertEquals(44, oracle.slot.sequence);
        assertTrue(oracle.slot.isCounted);
        assertEquals(NOW, oracle.slot.signedAtNs);
        assertEquals(1, oracle.slot.unmappedTicks);
        assertEquals(1, oracle.counters.count(Metric.TICKS_UNMAPPED));
        assertEquals(1, oracle.slot.ticks.count);
        assertEquals(6_500_012_000_000L, oracle.slot.ticks.price[0]);
        assertEquals(6_500_011_000_000L, oracle.slot.ticks.bid[0]);
        assertEquals(6_500_013_000_000L, oracle.slot.ticks.ask[0]);
        assertEquals(NOW - 5, oracle.slot.ticks.observedAtNs[0]);
        assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(frame), oracle.slot.signedHash);
    }

    @Test
    void contractD_shouldRefuseUnboundSourceBeforeAnyCryptography()
    {
        final byte[] frame = VerifyHarness.alphaFrame(1, NOW);
        for (final int connection : new int[] {WS_B, WS_RED})
        {
            assertEquals(
                Refusal.SOURCE_NOT_BOUND, oracle.verify(connection, Scheme.PLUMBLINE, frame, sign(1, frame)));
            assertEquals(connection, oracle.slot.connection);
        }
        for (final int provider : new int[] {999, 0, -1})
        {
            final byte[] stranger = frame(ENVIRONMENT, provider, 1);
            assertEquals(Refusal.UNKNOWN_PROVIDER, alpha(stranger, sign(1, stranger)), "provider " + provider);
        }
        assertEquals(0, oracle.signatureChecks);
    }

    @Test
    void contractD_shouldChargeAForgeryToItsConnectionNotToTheSourceItNames()
    {
        final byte[] frame = VerifyHarness.alphaFrame(1, NOW);
        final Signature forged = SignedFrames.sign(1, SignedFrames.key(99), frame);
        assertEquals(Refusal.BAD_SIGNATURE, alpha(frame, forged));
        assertEquals(WS_A, oracle.slot.connection);
        assertEquals(1, oracle.signatureChecks);
    }

    @Test
    void contractD_shouldIdentifyAFrameByItsSignedBytesWhateverItsSignatures()
    {
        final byte[] frame = VerifyHarness.betaFrame(1);
        assertEquals(Refusal.NONE, beta(frame, beta(1, frame), beta(2, frame)));
        final byte[] first = oracle.slot.signedHash.clone();
        assertEquals(Refusal.NONE, beta(frame, beta(3, frame), beta(1, frame)));
        assertArrayEquals(first, oracle.slot.signedHash);
        assertEquals(BETA, oracle.slot.source);
    }

    @Test
    void contractD_shouldRefuseKeysOfAnotherSource()
    {
        final byte[] frame = VerifyHarness.betaFrame(1);
        final Signature foreign = SignedFrames.sign(2, ALPHA_KEYS[2], frame);
        assertEquals(Refusal.BAD_SIGNATURE, beta(frame, beta(1, frame), foreign));
    }

    @Test
    void shouldRefuseUnknownKeys()
    {
        final byte[] frame = VerifyHarness.alphaFrame(1, NOW);
        assertEquals(Refusal.UNKNOWN_KEY, alpha(frame, SignedFrames.sign(9, ALPHA_KEYS[1], frame)));
        final byte[] named = VerifyHarness.alphaFrame(9, NOW);
        assertEquals(Refusal.UNKNOWN_KEY, alpha(named, sign(1, named)));
        assertEquals(0, oracle.signatureChecks);
    }

    @Test
    void shouldCountDistinctKeysAgainstTheThreshold()
    {
        final byte[] frame = VerifyHarness.betaFrame(1);
        assertEquals(Refusal.THRESHOLD_NOT_MET, beta(frame));
        assertEquals(Refusal.THRESHOLD_NOT_MET, beta(frame, beta(1, frame)));
        assertEquals(Refusal.DUPLICATE_SIGNER, beta(frame, beta(1, frame), beta(1, frame)));
        assertEquals(0, oracle.signatureChecks);
        assertEquals(Refusal.NONE, beta(frame, beta(2, frame), beta(1, frame)));
        assertEquals(Refusal.NONE, beta(frame, beta(2, frame), beta(1, frame), beta(3, frame)));
        assertEquals(5, oracle.signatureChecks);
    }

    @Test
    void shouldAskForTheSignatureOfTheKeyTheFrameNames()
    {
        final byte[] frame = VerifyHarness.betaFrame(3);
        assertEquals(Refusal.THRESHOLD_NOT_MET, beta(frame, beta(1, frame), beta(2, frame)));
        assertEquals(Refusal.NONE, beta(frame, beta(1, frame), beta(3, frame)));
        assertEquals(5, oracle.slot.key, "alpha has keys 0 to 2");
    }

    @Test
    void shouldCondemnTheEnvelopeForOneBadSignatureAmongEnough()
    {
        final byte[] frame = VerifyHarness.betaFrame(1);
        for (int bad = 1; bad <= 3; bad++)
        {
            final Signature[] signatures = {beta(1, frame), beta(2, frame), beta(3, frame)};
            signatures[bad - 1] = signatures[bad - 1].withFlipped(100);
            assertEquals(Refusal.BAD_SIGNATURE, beta(frame, signatures), "bad " + bad);
        }
    }

    @Test
    void shouldAcceptBothKeysWhileRotationOverlapsAndEachAloneOutside()
    {
        assertEquals(Refusal.NONE, rotating(-2, NOW, NOW));
        assertEquals(Refusal.NONE, rotating(3, NOW, NOW));
        assertEquals(Refusal.NONE, rotating(-2, NEW_KEY_FROM - 1, NOW));
        assertEquals(Refusal.KEY_NOT_VALID, rotating(3, NEW_KEY_FROM - 1, NOW));
        assertEquals(Refusal.NONE, rotating(3, NEW_KEY_FROM, NOW));
        assertEquals(Refusal.NONE, rotating(-2, OLD_KEY_UNTIL - 1, NOW));
        assertEquals(Refusal.KEY_NOT_VALID, rotating(-2, OLD_KEY_UNTIL, NOW), "signed too late");
        assertEquals(Refusal.NONE, rotating(-2, NOW, OLD_KEY_UNTIL - 1));
        assertEquals(Refusal.KEY_NOT_VALID, rotating(-2, NOW, OLD_KEY_UNTIL), "dated back");
        assertEquals(Refusal.NONE, rotating(3, NOW, OLD_KEY_UNTIL));
    }

    @Test
    void contractA_shouldJudgeWindowsByTheRunningMaximumOfEventTime()
    {
        assertEquals(Refusal.NONE, rotating(-2, NOW, NOW));
        SignedFrames.clock(oracle.slot, OLD_KEY_UNTIL);
        assertEquals(Refusal.NONE, oracle.run());
        assertEquals(Refusal.KEY_NOT_VALID, rotating(-2, NOW, NOW), "an older receipt does not turn time back");
    }

    @Test
    void shouldRefuseAnythingButZeroInTheSixtyFifthByte()
    {
        final byte[] frame = VerifyHarness.alphaFrame(1, NOW);
        final byte[] long65 = Arrays.copyOf(sign(1, frame).bytes(), 65);
        assertEquals(Refusal.NONE, alpha(frame, new Signature(1, long65)));
        for (int bit = 512; bit < 520; bit++)
        {
            assertEquals(Refusal.MALFORMED, alpha(frame, new Signature(1, long65).withFlipped(bit)));
        }
    }

    @Test
    void shouldRefuseFramesThatAreNotCanonical()
    {
        final byte[] frame = VerifyHarness.alphaFrame(1, NOW);
        for (int length = 0; length < frame.length; length++)
        {
            final byte[] cut = Arrays.copyOf(frame, length);
            assertEquals(Refusal.MALFORMED, alpha(cut, sign(1, cut)), "length " + length);
        }
        final byte[] trailing = Arrays.copyOf(frame, frame.length + 1);
        assertEquals(Refusal.MALFORMED, alpha(trailing, sign(1, trailing)));
        for (final int count : new int[] {0, 65, 65_535})
        {
            final byte[] counted = frame.clone();
            final int at = frame.length - 2 * 40 - 2;
            counted[at] = (byte)count;
            counted[at + 1] = (byte)(count >> 8);
            assertEquals(Refusal.POINT_COUNT, alpha(counted, sign(1, counted)), "count " + count);
        }
    }

    @Test
    void shouldRefuseWhatTheDecoderRefuses()
    {
        final byte[] foreign = SignedFrames.frame(8, ALPHA_PROVIDER, 1, 1, 1, NOW, Tick.of(1, 0, NOW, 65_000));
        assertEquals(Refusal.WRONG_ENVIRONMENT, alpha(foreign, sign(1, foreign)));
        final byte[] twice = frame(ENVIRONMENT, ALPHA_PROVIDER, 1, 1);
        assertEquals(Refusal.DUPLICATE_FEED, alpha(twice, sign(1, twice)));
        final byte[] unknown = frame(ENVIRONMENT, ALPHA_PROVIDER, 55);
        assertEquals(Refusal.UNKNOWN_FEED, alpha(unknown, sign(1, unknown)));
    }

    @Test
    void shouldRefuseEveryFlippedBitOfFrameAndSignature()
    {
        final byte[] frame = VerifyHarness.alphaFrame(1, NOW);
        final Signature signature = sign(1, frame);
        for (int bit = 0; bit < frame.length * 8; bit++)
        {
            assertNotEquals(Refusal.NONE, alpha(SignedFrames.flipped(frame, bit), signature), "frame bit " + bit);
        }
        for (int bit = 0; bit < 512; bit++)
        {
            final Refusal refusal = alpha(frame, signature.withFlipped(bit));
            assertEquals(Refusal.BAD_SIGNATURE, refusal, "signature bit " + bit);
        }
        assertEquals(Refusal.NONE, alpha(frame, signature));
    }

    @Test
    void shouldTakeTheLargestFrameWithTheMostSignatures()
    {
        final Tick[] ticks = new Tick[TickFrame.MAX_TICKS];
        Arrays.setAll(ticks, i -> Tick.of(64 - i, 0, NOW, 65_000));
        final byte[] frame = SignedFrames.frame(ENVIRONMENT, ALPHA_PROVIDER, 1, 1, 1, NOW, ticks);
        assertEquals(Refusal.NONE, alpha(frame, sign(1, frame), sign(-2, frame), sign(3, frame)));
        assertEquals(2, oracle.slot.ticks.count);
        assertEquals(62, oracle.slot.unmappedTicks);
    }

    private static byte[] frame(final int environment, final int provider, final int... feeds)
    {
        final Tick[] ticks = new Tick[feeds.length];
        Arrays.setAll(ticks, i -> Tick.of(feeds[i], 0, NOW, 65_000));
        return SignedFrames.frame(environment, provider, 1, 1, 1, NOW, ticks);
    }

    private Refusal alpha(final byte[] frame, final Signature... signatures)
    {
        return oracle.verify(WS_A, Scheme.PLUMBLINE, frame, signatures);
    }

    private Refusal rotating(final int keyId, final long signedAtNs, final long nowNs)
    {
        final byte[] frame = VerifyHarness.alphaFrame(keyId, signedAtNs);
        return oracle.verifyAt(nowNs, WS_A, Scheme.PLUMBLINE, frame, sign(keyId, frame));
    }

    private Refusal beta(final byte[] frame, final Signature... signatures)
    {
        return oracle.verify(WS_B, Scheme.PLUMBLINE, frame, signatures);
    }

    private static Signature beta(final int keyId, final byte[] frame)
    {
        return SignedFrames.sign(keyId, BETA_KEYS[keyId], frame);
    }

    private static Signature sign(final int keyId, final byte[] frame)
    {
        return SignedFrames.sign(keyId, ALPHA_KEYS[Math.abs(keyId)], frame);
    }
}
