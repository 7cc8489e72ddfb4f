// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.crypto.KeyRing;
import io.plumbline.oracle.crypto.KeyRingBuilder;
import io.plumbline.oracle.crypto.Secp256k1Candidates;
import io.plumbline.oracle.crypto.Secp256k1Signer;
import io.plumbline.oracle.crypto.TableKernel;
import io.plumbline.oracle.crypto.TableShelf;
import io.plumbline.oracle.crypto.WrongSighting;
import io.plumbline.oracle.verify.RedStoneKey;
import io.plumbline.oracle.verify.SignedFrames;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.agrona.concurrent.AgentTerminationException;
import org.junit.jupiter.api.Test;

final class TableAgentTest
{
    private final TableShelf shelf = new TableShelf();
    private final TableKernel kernel = new TableKernel(shelf);
    private final List<Integer> offered = new ArrayList<>();
    private Refusal door = Refusal.NONE;

    /** Keys 0, 1, 2 of Ed25519, the fourth the same as the first. */
    private static KeyRing ring()
    {
        final KeyRingBuilder ring = KeyRing.builder();
        for (int i = 0; i < 4; i++)
        {
            ring.ed25519(i, 1, SignedFrames.key(i % 3).publicKey().toBytes(), 0, Long.MAX_VALUE);
        }
        return ring.build();
    }

    private Refusal offer(final int key)
    {
        offered.add(key);
        return door;
    }

    @Test
    void shouldBuildOneTableADutyCycleAndEnd()
    {
        final KeyRing ring = ring();
        final TableAgent agent = new TableAgent(ring, 64, shelf, this::offer);
        for (int key = 0; key < 3; key++)
        {
            assertEquals(2, agent.doWork());
            kernel.install(ring.ed25519(key));
        }
        assertEquals(List.of(0, 1, 2), offered, "one key, one table");
        assertThrows(AgentTerminationException.class, agent::doWork);
    }

    @Test
    void shouldBuildNoMoreThanIsAllowed()
    {
        final TableAgent agent = new TableAgent(ring(), 2, shelf, this::offer);
        agent.doWork();
        agent.doWork();
        assertThrows(AgentTerminationException.class, agent::doWork);
        assertEquals(List.of(0, 1), offered);
        assertFalse(kernel.install(ring().ed25519(2)));
        assertThrows(AgentTerminationException.class, new TableAgent(ring(), 0, shelf, this::offer)::doWork);
    }

    @Test
    void shouldOfferAgainWhereTheRingIsFullAndEndWhereItIsClosed()
    {
        final TableAgent agent = new TableAgent(ring(), 64, shelf, this::offer);
        door = Refusal.RING_FULL;
        assertEquals(1, agent.doWork());
        assertEquals(0, agent.doWork());
        door = Refusal.NONE;
        assertEquals(1, agent.doWork());
        agent.doWork();
        assertEquals(List.of(0, 0, 0, 1), offered);
        door = Refusal.CLOSED;
        assertThrows(AgentTerminationException.class, agent::doWork);
    }

    @Test
    void shouldWaitForTheKeyOfAnAddress()
    {
        final KeyRing ring = KeyRing.builder()
            .address(0, 1, RedStoneKey.of(5).address(), 0, Long.MAX_VALUE)
            .ed25519(1, 1, SignedFrames.key(1).publicKey().toBytes(), 0, Long.MAX_VALUE).build();
        final TableAgent agent = new TableAgent(ring, 64, shelf, this::offer);
        assertEquals(2, agent.doWork());
        assertEquals(List.of(1), offered, "the address does not hold the others up");
        assertEquals(0, agent.doWork());
        final byte[] signed = {1, 2, 3};
        final SignedFrames.Signature signature = RedStoneKey.of(5).sign(signed);
        final Secp256k1Signer signer = Objects.requireNonNull(ring.secp256k1(0));
        kernel.recoverSecp256k1(signed, 0, 3, signature.bytes(), 0, false,
            new Secp256k1Candidates(List.of(signer)), new byte[20]);
        assertEquals(2, agent.doWork());
        assertEquals(List.of(1, 0), offered);
        assertTrue(kernel.install(signer));
        assertThrows(AgentTerminationException.class, agent::doWork);
    }

    @Test
    void shouldGoOnWithTheOthersWhereATableCannotBeBuilt()
    {
        final KeyRing ring = KeyRing.builder()
            .address(0, 1, RedStoneKey.of(5).address(), 0, Long.MAX_VALUE)
            .ed25519(1, 1, SignedFrames.key(1).publicKey().toBytes(), 0, Long.MAX_VALUE).build();
        final TableAgent agent = new TableAgent(ring, 64, shelf, this::offer);
        WrongSighting.show(shelf, Objects.requireNonNull(ring.secp256k1(0)));
        assertThrows(IllegalStateException.class, agent::doWork);
        assertEquals(2, agent.doWork());
        assertEquals(List.of(1), offered);
        assertThrows(AgentTerminationException.class, agent::doWork);
    }

    @Test
    void shouldBuildTheTableOfAKeyThatIsKnownInFullAtOnce()
    {
        final KeyRing ring =
            KeyRing.builder().address(1, 1, RedStoneKey.of(5).address(), 0, Long.MAX_VALUE)
                .secp256k1(0, 1, RedStoneKey.of(5).publicKey(), 0, Long.MAX_VALUE).build();
        final TableAgent agent = new TableAgent(ring, 64, shelf, this::offer);
        assertEquals(2, agent.doWork());
        assertTrue(kernel.install(Objects.requireNonNull(ring.secp256k1(0))));
        assertThrows(AgentTerminationException.class, agent::doWork);
    }
}
