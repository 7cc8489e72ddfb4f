// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.verify;

import static io.plumbline.oracle.verify.VerifyHarness.ALPHA_KEYS;
import static io.plumbline.oracle.verify.VerifyHarness.BETA_KEYS;
import static io.plumbline.oracle.verify.VerifyHarness.NOW;
import static io.plumbline.oracle.verify.VerifyHarness.NOW_MS;
import static io.plumbline.oracle.verify.VerifyHarness.RED_KEY;
import static io.plumbline.oracle.verify.VerifyHarness.WS_A;
import static io.plumbline.oracle.verify.VerifyHarness.WS_B;
import static io.plumbline.oracle.verify.VerifyHarness.WS_RED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Scheme;
import io.plumbline.oracle.crypto.Secp256k1PublicKey;
import io.plumbline.oracle.crypto.TableKernel;
import io.plumbline.oracle.crypto.TableShelf;
import io.plumbline.oracle.fixtures.Allocations;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.Verdict;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.wire.AdminEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class VerifyAllocationTest
{
    private final VerifyStage stage = new VerifyStage(VerifyHarness.CONFIG, new BelievingKernel(), new StageCounters());

    @Test
    void contractT_shouldAllocateNothingWhateverTheVerdict()
    {
        final Map<Slot, Refusal> samples = samples();
        final Slot[] slots = samples.keySet().toArray(Slot[]::new);
        final Refusal[] expected = samples.values().toArray(Refusal[]::new);
        Allocations.assertNone(() ->
        {
            for (int round = 0; round < 1_000; round++)
            {
                judgeAll(slots, expected);
            }
        });
    }

    @Test
    void contractT_shouldAllocateNothingForAPackageWhoseSignerHasATable()
    {
        final TableShelf shelf = new TableShelf();
        final StageCounters counters = new StageCounters();
        final VerifyStage tables = new VerifyStage(VerifyHarness.CONFIG, new TableKernel(shelf), counters);
        shelf.build(Secp256k1PublicKey.of(RED_KEY.publicKey()));
        final int red = tables.keys().key(VerifyHarness.RED, 1);
        tables.onSlot(SignedFrames.admin(new Slot(), NOW, AdminEvent.INSTALL_TABLE, red, 0));
        assertEquals(1, counters.count(Metric.KEY_TABLES_INSTALLED));
        final byte[] signed = VerifyHarness.redPackage(NOW_MS);
        final Slot slot = SignedFrames.envelope(
            new Slot(), NOW, WS_RED, Scheme.REDSTONE, signed, RED_KEY.sign(signed));
        Allocations.assertNone(() ->
        {
            for (int round = 0; round < 100; round++)
            {
                slot.verdict = Verdict.UNVERIFIED;
                slot.refusal = Refusal.NONE;
                tables.onSlot(slot);
            }
        });
        assertEquals(Verdict.VERIFIED, slot.verdict);
    }

    @Test
    void contractT_shouldAllocateNothingWhereKeysHaveTables()
    {
        final TableShelf shelf = new TableShelf();
        final StageCounters counters = new StageCounters();
        final VerifyStage tables = new VerifyStage(VerifyHarness.CONFIG, new TableKernel(shelf), counters);
        for (int key = 0; key < 6; key++)
        {
            shelf.build(tables.keys().ed25519(key));
            tables.onSlot(SignedFrames.admin(new Slot(), NOW, AdminEvent.INSTALL_TABLE, key, 0));
        }
        final byte[] alpha = VerifyHarness.alphaFrame(1, NOW);
        final byte[] beta = VerifyHarness.betaFrame(1);
        final SignedFrames.Signature byAlpha = SignedFrames.sign(1, ALPHA_KEYS[1], alpha);
        final Slot[] slots = {
            plumbline(WS_A, alpha, byAlpha),
            plumbline(WS_A, alpha, byAlpha.withFlipped(100)),
            plumbline(WS_B, beta, SignedFrames.sign(1, BETA_KEYS[1], beta), SignedFrames.sign(2, BETA_KEYS[2], beta)),
        };
        Allocations.assertNone(() ->
        {
            for (int round = 0; round < 100; round++)
            {
                for (final Slot slot : slots)
                {
                    slot.verdict = Verdict.UNVERIFIED;
                    slot.refusal = Refusal.NONE;
                    tables.begin(slot);
                }
                tables.flush();
            }
        });
        assertEquals(6, counters.count(Metric.KEY_TABLES_INSTALLED));
        assertEquals(Verdict.VERIFIED, slots[0].verdict);
        assertEquals(Refusal.BAD_SIGNATURE, slots[1].refusal);
        assertEquals(Verdict.VERIFIED, slots[2].verdict);
    }

    private void judgeAll(final Slot[] slots, final Refusal[] expected)
    {
        for (int i = 0; i < slots.length; i++)
        {
            stage.onSlot(slots[i]);
            if (slots[i].refusal != expected[i])
            {
                throw new AssertionError("sample " + i + ": " + slots[i].refusal);
            }
            slots[i].refusal = Refusal.NONE;
            slots[i].verdict = Verdict.UNVERIFIED;
        }
    }

    private static Map<Slot, Refusal> samples()
    {
        final Map<Slot, Refusal> samples = new LinkedHashMap<>();
        final byte[] alpha = VerifyHarness.alphaFrame(1, NOW);
        final byte[] beta = VerifyHarness.betaFrame(1);
        final byte[] red = VerifyHarness.redPackage(NOW_MS);
        final SignedFrames.Signature byAlpha = SignedFrames.sign(1, ALPHA_KEYS[1], alpha);
        final SignedFrames.Signature byBeta = SignedFrames.sign(1, BETA_KEYS[1], beta);
        final SignedFrames.Signature byBeta2 = SignedFrames.sign(2, BETA_KEYS[2], beta);
        final byte[] bad = byAlpha.bytes();
        bad[0] = -1;
        samples.put(plumbline(WS_A, alpha, byAlpha), Refusal.NONE);
        samples.put(plumbline(WS_A, alpha, new SignedFrames.Signature(1, bad)), Refusal.BAD_SIGNATURE);
        samples.put(plumbline(WS_B, alpha, byAlpha), Refusal.SOURCE_NOT_BOUND);
        samples.put(plumbline(WS_B, beta, byBeta, byBeta2), Refusal.NONE);
        samples.put(plumbline(WS_B, beta, byBeta), Refusal.THRESHOLD_NOT_MET);
        samples.put(plumbline(WS_A, new byte[5]), Refusal.MALFORMED);
        samples.put(
            SignedFrames.envelope(new Slot(), NOW, WS_RED, Scheme.REDSTONE, red, RED_KEY.sign(red)), Refusal.NONE);
        samples.put(
            SignedFrames.envelope(new Slot(), NOW, WS_RED, Scheme.REDSTONE, red, RED_KEY.signHighS(red)),
            Refusal.HIGH_S);
        samples.put(SignedFrames.clock(new Slot(), NOW), Refusal.NONE);
        samples.put(SignedFrames.admin(new Slot(), NOW, AdminEvent.REVOKE_KEY, 0, 3), Refusal.NONE);
        samples.put(SignedFrames.admin(new Slot(), NOW, AdminEvent.REVOKE_KEY, 0, 9), Refusal.UNKNOWN_COMMAND);
        samples.put(new Slot(), Refusal.UNKNOWN_KIND);
        return samples;
    }

    private static Slot plumbline(
        final int connection, final byte[] frame, final SignedFrames.Signature... signatures)
    {
        return SignedFrames.envelope(new Slot(), NOW, connection, Scheme.PLUMBLINE, frame, signatures);
    }
}
