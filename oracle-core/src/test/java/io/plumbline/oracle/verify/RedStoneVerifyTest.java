// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.verify;

import static io.plumbline.oracle.verify.VerifyHarness.NEW_KEY_FROM;
import static io.plumbline.oracle.verify.VerifyHarness.NOW;
import static io.plumbline.oracle.verify.VerifyHarness.NOW_MS;
import static io.plumbline.oracle.verify.VerifyHarness.OLD_KEY_UNTIL;
import static io.plumbline.oracle.verify.VerifyHarness.RED;
import static io.plumbline.oracle.verify.VerifyHarness.RED_HIGH;
import static io.plumbline.oracle.verify.VerifyHarness.RED_HIGH_KEY;
import static io.plumbline.oracle.verify.VerifyHarness.RED_KEY;
import static io.plumbline.oracle.verify.VerifyHarness.RED_NEW_KEY;
import static io.plumbline.oracle.verify.VerifyHarness.RED_OLD_KEY;
import static io.plumbline.oracle.verify.VerifyHarness.RED_ROTATING;
import static io.plumbline.oracle.verify.VerifyHarness.WS_A;
import static io.plumbline.oracle.verify.VerifyHarness.WS_RED;
import static io.plumbline.oracle.verify.VerifyHarness.WS_ROTATING;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Scheme;
import io.plumbline.oracle.slot.TickColumns;
import io.plumbline.oracle.verify.SignedFrames.Point;
import io.plumbline.oracle.verify.SignedFrames.Signature;
import java.security.MessageDigest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class RedStoneVerifyTest
{
    private final VerifyHarness oracle = new VerifyHarness();
    private final byte[] signed = VerifyHarness.redPackage(NOW_MS);

    @Test
    void shouldVerifyAndDecodeASignedPackage() throws Exception
    {
        assertEquals(Refusal.NONE, red(signed, RED_KEY.sign(signed)));
        assertEquals(RED, oracle.slot.source);
        assertEquals(6, oracle.slot.key);
        assertEquals(NOW, oracle.slot.signedAtNs);
        assertEquals(NOW, oracle.slot.sequence);
        assertEquals(0, oracle.slot.sessionEpoch);
        assertFalse(oracle.slot.isCounted);
        assertEquals(1, oracle.slot.unmappedTicks);
        assertEquals(2, oracle.slot.ticks.count);
        assertEquals(6_500_012_345_678L, oracle.slot.ticks.price[0]);
        assertEquals(2_500_123_456L, oracle.slot.ticks.price[1], "half to even at six decimals");
        assertEquals(2, oracle.slot.ticks.tickIndex[1]);
        assertEquals(NOW, oracle.slot.ticks.observedAtNs[1]);
        assertEquals(TickColumns.NULL_PRICE, oracle.slot.ticks.bid[0]);
        assertEquals(TickColumns.NULL_PRICE, oracle.slot.ticks.ask[0]);
        assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(signed), oracle.slot.signedHash);
    }

    @Test
    void contractE_shouldTakeTheScaleFromConfigurationPerSource()
    {
        final byte[] same = SignedFrames.redStonePackage(NOW_MS, Point.of("BTC", 65_000_000_000L));
        assertEquals(Refusal.NONE, red(same, RED_KEY.sign(same)));
        assertEquals(65_000_000_000L, oracle.slot.ticks.price[0]);
        assertEquals(Refusal.NONE, red(same, RED_HIGH_KEY.sign(same)));
        assertEquals(6_500_000_000_000L, oracle.slot.ticks.price[0], "six decimals configured");
    }

    @Test
    void contractF_shouldAttributeAPackageToTheConfiguredSignerWhateverStandsBesideIt()
    {
        final Signature first = RED_KEY.sign(signed);
        final Signature second = RED_HIGH_KEY.sign(signed);
        for (final int hint : new int[] {0, 1, -1, 12_345})
        {
            assertEquals(Refusal.NONE, red(signed, new Signature(hint, first.bytes())));
            assertEquals(RED, oracle.slot.source);
            assertEquals(Refusal.NONE, red(signed, new Signature(hint, second.bytes())));
            assertEquals(RED_HIGH, oracle.slot.source);
        }
    }

    @Test
    void contractD_shouldRefuseWithoutCryptographyWhereNoRedStoneSourceIsBound()
    {
        assertEquals(
            Refusal.SOURCE_NOT_BOUND, oracle.verify(WS_A, Scheme.REDSTONE, signed, RED_KEY.sign(signed)));
        assertEquals(0, oracle.signatureChecks);
    }

    @Test
    void contractD_shouldKnowSignersOfTheConnectionOnly()
    {
        assertEquals(Refusal.UNKNOWN_SIGNER, red(signed, RED_OLD_KEY.sign(signed)));
        assertEquals(Refusal.UNKNOWN_SIGNER, red(signed, RedStoneKey.of(99).sign(signed)));
        assertEquals(WS_RED, oracle.slot.connection);
    }

    @Test
    void shouldJudgeHighSByTheRuleOfTheRecoveredSource()
    {
        assertEquals(Refusal.NONE, red(signed, RED_HIGH_KEY.signHighS(signed)));
        assertEquals(RED_HIGH, oracle.slot.source);
        assertEquals(Refusal.HIGH_S, red(signed, RED_KEY.signHighS(signed)), "its neighbour allows it, it does not");
        final byte[] package2 = VerifyHarness.redPackage(NOW_MS);
        assertEquals(Refusal.HIGH_S, oracle.verify(
            WS_ROTATING, Scheme.REDSTONE, package2, RED_OLD_KEY.signHighS(package2)), "nobody there allows it");
    }

    @Test
    void shouldAskForExactlyOneSignature()
    {
        final Signature signature = RED_KEY.sign(signed);
        assertEquals(Refusal.THRESHOLD_NOT_MET, red(signed));
        assertEquals(Refusal.MALFORMED, red(signed, signature, signature));
        assertEquals(Refusal.MALFORMED, red(signed, signature, RED_HIGH_KEY.sign(signed)));
    }

    @Test
    void shouldAcceptBothKeysWhileRotationOverlaps()
    {
        final long untilMs = (OLD_KEY_UNTIL + 999_999) / 1_000_000;
        final long beforeMs = (NEW_KEY_FROM - 1) / 1_000_000;
        assertEquals(Refusal.NONE, rotating(RED_OLD_KEY, NOW_MS, NOW));
        assertEquals(RED_ROTATING, oracle.slot.source);
        assertEquals(Refusal.NONE, rotating(RED_NEW_KEY, NOW_MS, NOW));
        assertEquals(Refusal.NONE, rotating(RED_OLD_KEY, beforeMs, NOW));
        assertEquals(Refusal.KEY_NOT_VALID, rotating(RED_NEW_KEY, beforeMs, NOW));
        assertEquals(Refusal.KEY_NOT_VALID, rotating(RED_OLD_KEY, untilMs, NOW));
        assertEquals(Refusal.NONE, rotating(RED_NEW_KEY, untilMs, NOW));
        assertEquals(Refusal.KEY_NOT_VALID, rotating(RED_OLD_KEY, NOW_MS, OLD_KEY_UNTIL));
        assertEquals(Refusal.NONE, rotating(RED_NEW_KEY, NOW_MS, OLD_KEY_UNTIL));
    }

    @Test
    void shouldRefuseShapelessBytesWithoutCryptography()
    {
        final Signature signature = RED_KEY.sign(signed);
        for (int length = 0; length < signed.length; length++)
        {
            final Refusal refusal = red(Arrays.copyOf(signed, length), signature);
            assertNotEquals(Refusal.NONE, refusal, "length " + length);
        }
        assertEquals(Refusal.MALFORMED, red(new byte[12], signature));
        assertEquals(Refusal.POINT_COUNT, red(new byte[13], signature));
        assertEquals(0, oracle.signatureChecks);
    }

    @Test
    void shouldRefuseWhatTheDecoderRefuses()
    {
        final byte[] unknown = SignedFrames.redStonePackage(NOW_MS, Point.of("DOGE", 1));
        assertEquals(Refusal.UNKNOWN_FEED, red(unknown, RED_KEY.sign(unknown)));
        final byte[] twice = SignedFrames.redStonePackage(NOW_MS, Point.of("BTC", 1), Point.of("BTC", 2));
        assertEquals(Refusal.DUPLICATE_FEED, red(twice, RED_KEY.sign(twice)));
    }

    @Test
    void shouldRefuseEveryFlippedBitOfPackageAndSignature()
    {
        final byte[] small = SignedFrames.redStonePackage(NOW_MS, 8, Point.of("BTC", 6_500_012_345_678L));
        final Signature signature = RED_KEY.sign(small);
        for (int bit = 0; bit < small.length * 8; bit++)
        {
            assertNotEquals(Refusal.NONE, red(SignedFrames.flipped(small, bit), signature), "package bit " + bit);
        }
        for (int bit = 0; bit < 65 * 8; bit++)
        {
            assertNotEquals(Refusal.NONE, red(small, signature.withFlipped(bit)), "signature bit " + bit);
        }
        assertEquals(Refusal.NONE, red(small, signature));
    }

    @Test
    void shouldRefuseSignaturesOutOfRange()
    {
        for (final byte fill : new byte[] {0, -1})
        {
            final byte[] rsv = new byte[65];
            Arrays.fill(rsv, 0, 64, fill);
            rsv[64] = 27;
            assertEquals(Refusal.BAD_SIGNATURE, red(signed, new Signature(0, rsv)));
        }
        final byte[] recovery = RED_KEY.sign(signed).bytes();
        recovery[64] = 29;
        assertEquals(Refusal.BAD_SIGNATURE, red(signed, new Signature(0, recovery)));
    }

    private Refusal red(final byte[] bytes, final Signature... signatures)
    {
        return oracle.verify(WS_RED, Scheme.REDSTONE, bytes, signatures);
    }

    private Refusal rotating(final RedStoneKey key, final long timestampMs, final long nowNs)
    {
        final byte[] bytes = SignedFrames.redStonePackage(timestampMs, Point.of("BTC", 6_500_012_345_678L));
        return oracle.verifyAt(nowNs, WS_ROTATING, Scheme.REDSTONE, bytes, key.sign(bytes));
    }
}
