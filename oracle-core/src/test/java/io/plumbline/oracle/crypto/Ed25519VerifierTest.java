// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.fixtures.VectorFiles;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class Ed25519VerifierTest
{
    private final Ed25519Verifier verifier = new Ed25519Verifier();

    @Test
    void shouldRefuseEveryLengthBut64()
    {
        final Ed25519SigningKey key = Ed25519SigningKey.ofSeed(new byte[32]);
        final byte[] message = {1, 2, 3};
        final byte[] signature = new byte[200];
        key.sign(message, 0, 3, signature, 0);
        for (int length = -1; length <= signature.length; length++)
        {
            final boolean isGood = verifier.verify(key.publicKey(), message, 0, 3, signature, 0, length);
            assertEquals(length == 64, isGood, "length " + length);
        }
        assertFalse(verifier.verify(key.publicKey(), message, 0, 3, new byte[0], 0, 0));
    }

    @Test
    void shouldRefuseEverySingleBitFlip()
    {
        final Ed25519SigningKey key = Ed25519SigningKey.ofSeed(new byte[32]);
        final byte[] message = new byte[40];
        final byte[] signature = new byte[64];
        key.sign(message, 0, message.length, signature, 0);
        for (int bit = 0; bit < (signature.length + message.length) * 8; bit++)
        {
            final byte[] target = bit < 512 ? signature : message;
            final int index = (bit < 512 ? bit : bit - 512) / 8;
            target[index] ^= (byte)(1 << (bit & 7));
            assertFalse(isGood(key.publicKey(), message, signature), "bit " + bit);
            target[index] ^= (byte)(1 << (bit & 7));
        }
        assertTrue(isGood(key.publicKey(), message, signature));
    }

    /**
     * Follows Wycheproof's verdict in every case, with nothing to excuse: its keys are all of prime order, its bad
     * encodings of R and S at or above the order are refused by the pinned rule, and so is each length but 64.
     */
    @Test
    void shouldAgreeWithWycheproof()
    {
        int count = 0;
        final Object file = VectorFiles.json("crypto/wycheproof_ed25519_test.json");
        for (final Object group : VectorFiles.list(file, "testGroups"))
        {
            final Ed25519PublicKey key =
                Ed25519PublicKey.of(hex(VectorFiles.text(VectorFiles.get(group, "publicKey"), "pk")));
            for (final Object test : VectorFiles.list(group, "tests"))
            {
                assertEquals(
                    VectorFiles.text(test, "result").equals("valid"),
                    isGood(key, hex(VectorFiles.text(test, "msg")), hex(VectorFiles.text(test, "sig"))),
                    () -> "tcId " + VectorFiles.text(test, "tcId") + ' ' + VectorFiles.text(test, "comment"));
                count++;
            }
        }
        assertEquals(VectorFiles.text(file, "numberOfTests"), Integer.toString(count));
    }

    /**
     * Refuses all twelve cases of ed25519-speccheck: ten stop at registration (r), since their keys are of small or
     * mixed order or not canonical; two have a good key but S at or above the group order, and fail verification (v).
     */
    @Test
    void shouldRefuseEverySpeccheckCase()
    {
        final StringBuilder stops = new StringBuilder();
        for (final Object test : (List<?>)VectorFiles.json("crypto/ed25519_speccheck_cases.json"))
        {
            final byte[] message = hex(VectorFiles.text(test, "message"));
            final byte[] signature = hex(VectorFiles.text(test, "signature"));
            try
            {
                final Ed25519PublicKey key = Ed25519PublicKey.of(hex(VectorFiles.text(test, "pub_key")));
                stops.append(isGood(key, message, signature) ? '+' : 'v');
            }
            catch (final IllegalArgumentException refused)
            {
                stops.append('r');
            }
        }
        assertEquals("rrrrrrvvrrrr", stops.toString());
    }

    @Test
    void shouldVerifyRecordedPythMessages()
    {
        for (final Object record : (List<?>)VectorFiles.json("pyth-lazer/solana_ed25519.json"))
        {
            final byte[] envelope = hex(VectorFiles.text(record, "payload"));
            final Object signer = VectorFiles.get(record, "signer");
            final Ed25519PublicKey key = Ed25519PublicKey.of(hex(VectorFiles.text(signer, "ed25519PublicKey")));
            final int length = envelope.length - 102;
            assertTrue(verifier.verify(key, envelope, 102, length, envelope, 4, 64));
            envelope[102 + length / 2] ^= 1;
            assertFalse(verifier.verify(key, envelope, 102, length, envelope, 4, 64));
            assertEquals(key, Ed25519PublicKey.of(Arrays.copyOfRange(envelope, 68, 100)));
        }
    }

    private boolean isGood(final Ed25519PublicKey key, final byte[] message, final byte[] signature)
    {
        return verifier.verify(key, message, 0, message.length, signature, 0, signature.length);
    }

    private static byte[] hex(final String digits)
    {
        return HexFormat.of().parseHex(digits);
    }
}
