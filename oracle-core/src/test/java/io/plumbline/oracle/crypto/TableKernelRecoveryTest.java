// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.fixtures.Allocations;
import io.plumbline.oracle.verify.RedStoneKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses come out of tables, out of recovery, and out of both mixed, all the same. */
final class TableKernelRecoveryTest
{
    private static final int SIGNERS = 9;

    private final RedStoneKey[] keys = new RedStoneKey[SIGNERS];
    private final Secp256k1Candidates candidates;
    private final List<Secp256k1Signer> signers = new ArrayList<>();
    private final TableShelf shelf = new TableShelf();
    private final TableKernel kernel = new TableKernel(shelf);
    private final BouncyCastleKernel other = new BouncyCastleKernel();

    /** The last key is not expected. */
    TableKernelRecoveryTest()
    {
        for (int i = 0; i < SIGNERS; i++)
        {
            keys[i] = RedStoneKey.of(100 + i);
            signers.add(Secp256k1Signer.ofAddress(keys[i].address()));
        }
        candidates = new Secp256k1Candidates(signers.subList(0, SIGNERS - 1));
    }

    private void install(final int signer)
    {
        shelf.build(Secp256k1PublicKey.of(keys[signer].publicKey()));
        assertTrue(kernel.install(signers.get(signer)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldRecoverTheSameWithAndWithoutTables(final long seed)
    {
        final Random random = new Random(seed);
        final byte[] message = new byte[80];
        final byte[] expected = new byte[20];
        final byte[] actual = new byte[20];
        int good = 0;
        for (int i = 0; i < 150; i++)
        {
            if (i == 40 || i == 80 || i == 120)
            {
                install(i / 40);
                install(SIGNERS - i / 40);
            }
            random.nextBytes(message);
            final int length = random.nextInt(message.length);
            final RedStoneKey key = keys[random.nextInt(SIGNERS)];
            final byte[] signed = Arrays.copyOf(message, length);
            final byte[] rsv = (random.nextInt(5) == 0 ? key.signHighS(signed) : key.sign(signed)).bytes();
            if (random.nextInt(3) == 0)
            {
                rsv[random.nextInt(65)] ^= (byte)(1 << random.nextInt(8));
            }
            final boolean isHighSAllowed = random.nextBoolean();
            Arrays.fill(actual, (byte)9);
            final int status =
                other.recoverSecp256k1(message, 0, length, rsv, 0, isHighSAllowed, candidates, expected);
            assertEquals(status,
                kernel.recoverSecp256k1(message, 0, length, rsv, 0, isHighSAllowed, candidates, actual),
                "seed " + seed + ", round " + i);
            assertArrayEquals(expected, actual, "seed " + seed + ", round " + i);
            good += status == Secp256k1Recovery.OK ? 1 : 0;
        }
        assertTrue(good > 50, "good " + good);
    }

    @Test
    void shouldPinTheKeyThatASignatureHasShown()
    {
        final byte[] message = {1, 2, 3, 4};
        final byte[] rsv = keys[2].signHighS(message).bytes();
        final byte[] address = new byte[20];
        kernel.recoverSecp256k1(message, 0, 4, rsv, 0, true, candidates, address);
        assertFalse(shelf.build(signers.get(2)), "nobody asked for it");
        shelf.want(signers.get(2));
        assertFalse(shelf.build(signers.get(2)));
        kernel.recoverSecp256k1(message, 0, 4, rsv, 0, false, candidates, address);
        assertFalse(shelf.build(signers.get(2)), "what is refused shows nothing");
        kernel.recoverSecp256k1(message, 0, 4, keys[3].sign(message).bytes(), 0, false, candidates, address);
        assertFalse(shelf.build(signers.get(2)), "another signer");
        kernel.recoverSecp256k1(message, 0, 4, rsv, 0, true, candidates, address);
        assertTrue(shelf.build(signers.get(2)));
        assertTrue(kernel.install(signers.get(2)));
        assertFalse(shelf.build(signers.get(2)), "a table is built once");
        assertFalse(kernel.install(signers.get(2)), "and taken once");
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < 20; i++)
            {
                kernel.recoverSecp256k1(message, 0, 4, rsv, 0, true, candidates, address);
            }
        });
        assertArrayEquals(keys[2].address(), address);
        kernel.remove(signers.get(2));
        assertEquals(Secp256k1Recovery.OK,
            kernel.recoverSecp256k1(message, 0, 4, rsv, 0, true, candidates, address));
    }

    @Test
    void shouldNotPinAKeyThatHasAnotherAddress()
    {
        final byte[] message = {1, 2, 3, 4};
        final byte[] digest = new byte[Keccak256.LENGTH];
        new Keccak256().digest(message, 0, 4, digest, 0);
        shelf.want(signers.get(2));
        shelf.show(signers.get(2), digest, keys[3].sign(message).bytes(), 0);
        assertThrows(IllegalStateException.class, () -> shelf.build(signers.get(2)));
        assertFalse(kernel.install(signers.get(2)));
    }

    @Test
    void shouldAllocateNothingWhoeverOfManySigned()
    {
        final byte[] message = {1, 2, 3, 4};
        final byte[][] signatures = new byte[5][];
        for (int i = 0; i < signatures.length; i++)
        {
            install(i);
            signatures[i] = keys[i].sign(message).bytes();
        }
        final Secp256k1Candidates five = new Secp256k1Candidates(signers.subList(0, 5));
        final byte[] address = new byte[20];
        final Random random = new Random(4);
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < 20; i++)
            {
                final int signer = random.nextInt(signatures.length);
                kernel.recoverSecp256k1(message, 0, 4, signatures[signer], 0, false, five, address);
                if (!signers.get(signer).isAddress(address, 0))
                {
                    throw new AssertionError("signer " + signer);
                }
            }
        });
    }
}
