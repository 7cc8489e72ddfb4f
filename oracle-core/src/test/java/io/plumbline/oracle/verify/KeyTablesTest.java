// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.verify;

import static io.plumbline.oracle.verify.VerifyHarness.ALPHA;
import static io.plumbline.oracle.verify.VerifyHarness.BETA;
import static io.plumbline.oracle.verify.VerifyHarness.NOW;
import static io.plumbline.oracle.verify.VerifyHarness.RED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.crypto.Ed25519PublicKey;
import io.plumbline.oracle.crypto.Secp256k1PublicKey;
import io.plumbline.oracle.crypto.Secp256k1Signer;
import io.plumbline.oracle.crypto.SignatureKernel;
import io.plumbline.oracle.crypto.TableKernel;
import io.plumbline.oracle.crypto.TableShelf;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.wire.AdminEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class KeyTablesTest
{
    private static final int DOUBLE = 5;
    private static final Secp256k1Signer RED_SIGNER = Secp256k1Signer.ofAddress(VerifyHarness.RED_KEY.address());

    /** Alpha's first key serves another source too. */
    private static final OracleConfig CONFIG = VerifyHarness.config()
        .source(SourceConfig.named("double").plumbline(500).connection("ws-c")
            .signer(SignedFrames.signer(7, VerifyHarness.ALPHA_KEYS[1]))
            .feed(FeedConfig.numbered(1, "BTC/USD")).build()).build();

    private final Shelf kernel = new Shelf();
    private final StageCounters counters = new StageCounters();
    private final VerifyStage stage = new VerifyStage(CONFIG, kernel, counters);

    /** Has a table for every key until it is taken. */
    private static final class Shelf extends BelievingKernel
    {
        private final Set<Object> taken = new HashSet<>();
        private final List<Object> installed = new ArrayList<>();

        @Override
        public boolean install(final Ed25519PublicKey key)
        {
            return taken.add(key) && installed.add(key);
        }

        @Override
        public boolean install(final Secp256k1Signer signer)
        {
            return taken.add(signer) && installed.add(signer);
        }

        @Override
        public void remove(final Ed25519PublicKey key)
        {
            installed.remove(key);
        }

        @Override
        public void remove(final Secp256k1Signer signer)
        {
            installed.remove(signer);
        }
    }

    private Refusal admin(final int command, final int target, final long argument)
    {
        final Slot slot = SignedFrames.admin(new Slot(), NOW, command, target, argument);
        stage.onSlot(slot);
        return slot.refusal;
    }

    private Ed25519PublicKey key(final int source, final int keyId)
    {
        return stage.keys().ed25519(stage.keys().key(source, keyId));
    }

    @Test
    void shouldInstallTheTableOfTheKeyThatIsNamed()
    {
        final int beta = stage.keys().key(BETA, 2);
        final int red = stage.keys().key(RED, 1);
        assertEquals(Refusal.NONE, admin(AdminEvent.INSTALL_TABLE, beta, 0));
        assertEquals(Refusal.NONE, admin(AdminEvent.INSTALL_TABLE, red, 0));
        assertEquals(List.of(key(BETA, 2), RED_SIGNER), kernel.installed);
        assertEquals(2, counters.count(Metric.KEY_TABLES_INSTALLED));
        assertEquals(Refusal.NONE, admin(AdminEvent.INSTALL_TABLE, beta, 0), "a replay finds none, and goes on");
        assertEquals(2, counters.count(Metric.KEY_TABLES_INSTALLED));
    }

    @Test
    void shouldRefuseATableOfAKeyThatIsNotRegistered()
    {
        assertEquals(Refusal.UNKNOWN_COMMAND, admin(AdminEvent.INSTALL_TABLE, stage.keys().size(), 0));
        assertEquals(Refusal.UNKNOWN_COMMAND, admin(AdminEvent.INSTALL_TABLE, Integer.MAX_VALUE, 0));
        assertEquals(List.of(), kernel.installed);
    }

    @Test
    void shouldFreeTheTableOfARevokedKeyAndInstallItNoMore()
    {
        final int beta = stage.keys().key(BETA, 2);
        admin(AdminEvent.INSTALL_TABLE, beta, 0);
        admin(AdminEvent.INSTALL_TABLE, stage.keys().key(RED, 1), 0);
        admin(AdminEvent.REVOKE_KEY, BETA, 2);
        assertEquals(List.of(RED_SIGNER), kernel.installed);
        admin(AdminEvent.REVOKE_KEY, RED, 1);
        assertEquals(List.of(), kernel.installed);
        kernel.taken.clear();
        assertEquals(Refusal.NONE, admin(AdminEvent.INSTALL_TABLE, beta, 0));
        assertEquals(List.of(), kernel.installed);
    }

    @Test
    void shouldFreeATableThatWasBuiltForAKeyThatIsRevokedByThen()
    {
        final TableShelf shelf = new TableShelf();
        final SignatureKernel tables = new TableKernel(shelf);
        final VerifyStage verify = new VerifyStage(CONFIG, tables, new StageCounters());
        final int beta = verify.keys().key(BETA, 2);
        verify.onSlot(SignedFrames.admin(new Slot(), NOW, AdminEvent.REVOKE_KEY, BETA, 2));
        shelf.build(verify.keys().ed25519(beta));
        verify.onSlot(SignedFrames.admin(new Slot(), NOW, AdminEvent.INSTALL_TABLE, beta, 0));
        assertFalse(tables.install(verify.keys().ed25519(beta)), "nothing is left on the shelf");
        shelf.build(Secp256k1PublicKey.of(VerifyHarness.RED_KEY.publicKey()));
        verify.onSlot(SignedFrames.admin(new Slot(), NOW, AdminEvent.REVOKE_KEY, RED, 1));
        assertFalse(tables.install(RED_SIGNER), "nor what was built just before");
    }

    @Test
    void shouldKeepTheTableOfAKeyThatAnotherSourceStillUses()
    {
        final int alpha = stage.keys().key(ALPHA, 1);
        admin(AdminEvent.INSTALL_TABLE, alpha, 0);
        admin(AdminEvent.REVOKE_KEY, ALPHA, 1);
        assertEquals(List.of(key(ALPHA, 1)), kernel.installed);
        admin(AdminEvent.REVOKE_KEY, DOUBLE, 7);
        assertEquals(List.of(), kernel.installed);
    }
}
