// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.verify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.SignerConfig;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.crypto.KeyRing;
import io.plumbline.oracle.crypto.Secp256k1PublicKey;
import org.junit.jupiter.api.Test;

final class SourceKeysTest
{
    @Test
    void shouldNumberKeysInTheOrderOfSourcesAndSigners()
    {
        final KeyRing ring = SourceKeys.of(VerifyHarness.CONFIG);
        int key = 0;
        for (int source = 0; source < VerifyHarness.CONFIG.sources().size(); source++)
        {
            for (final SignerConfig signer : VerifyHarness.CONFIG.sources().get(source).signers())
            {
                assertEquals(key, ring.key(source, signer.keyId()));
                assertEquals(source, ring.sourceOf(key));
                assertEquals(signer.keyId(), ring.keyIdOf(key));
                assertEquals(signer.validFromNs(), ring.validFromNs(key));
                assertEquals(signer.validUntilNs(), ring.validUntilNs(key));
                key++;
            }
        }
        assertEquals(key, ring.size());
    }

    @Test
    void shouldNameSourceAndKeyOfABadKey()
    {
        final OracleConfig config = VerifyHarness.config()
            .source(SourceConfig.named("crooked").plumbline(1).connection("c")
                .signer(SignerConfig.ed25519(4711, new byte[32])).feed(FeedConfig.numbered(1, "BTC/USD")).build())
            .build();
        final String message = assertThrows(IllegalArgumentException.class, () -> SourceKeys.of(config)).getMessage();
        assertTrue(message.contains("crooked") && message.contains("4711"), message);
    }

    @Test
    void contractF_shouldRefuseOneKeyTwiceInASource()
    {
        final OracleConfig config = VerifyHarness.config()
            .source(SourceConfig.named("one-man").plumbline(1).connection("c").threshold(2)
                .signer(SignedFrames.signer(1, SignedFrames.key(50)))
                .signer(SignedFrames.signer(2, SignedFrames.key(50)))
                .feed(FeedConfig.numbered(1, "BTC/USD")).build())
            .build();
        final String message = assertThrows(IllegalArgumentException.class, () -> SourceKeys.of(config)).getMessage();
        assertTrue(message.contains("one-man") && message.contains("keyId 2"), message);
    }

    @Test
    void contractF_shouldRefuseOneAddressForTwoSourcesOfAConnection()
    {
        final String message = assertThrows(
            IllegalArgumentException.class, () -> SourceKeys.of(withTwin("ws-red"))).getMessage();
        assertTrue(message.contains("twin") && message.contains("red") && message.contains("ws-red"), message);
        final KeyRing ring = SourceKeys.of(withTwin("elsewhere"));
        final byte[] address = VerifyHarness.RED_KEY.address();
        assertEquals(VerifyHarness.RED, ring.sourceOf(ring.keyByAddress(address, 1L << VerifyHarness.RED)));
        assertEquals(5, ring.sourceOf(ring.keyByAddress(address, 1L << 5)));
    }

    @Test
    void contractF_shouldKnowAKeyByItsAddressHoweverItIsConfigured()
    {
        final SignerConfig inFull = SignerConfig.secp256k1(1, VerifyHarness.RED_KEY.publicKey());
        assertThrows(IllegalArgumentException.class, () -> SourceKeys.of(withTwin("ws-red", inFull)));
        final KeyRing ring = SourceKeys.of(withTwin("elsewhere", inFull));
        final int key = ring.keyByAddress(VerifyHarness.RED_KEY.address(), 1L << 5);
        assertEquals(5, ring.sourceOf(key));
        final Secp256k1PublicKey known = ring.secp256k1Key(key);
        assertArrayEquals(VerifyHarness.RED_KEY.publicKey(), known == null ? null : known.toBytes());
        final int byAddress = ring.keyByAddress(VerifyHarness.RED_KEY.address(), 1L << VerifyHarness.RED);
        assertNull(ring.secp256k1Key(byAddress));
        assertTrue(ring.isSameKey(key, byAddress));
    }

    private static OracleConfig withTwin(final String connection)
    {
        return withTwin(connection, VerifyHarness.RED_KEY.signer(1));
    }

    private static OracleConfig withTwin(final String connection, final SignerConfig signer)
    {
        return VerifyHarness.config()
            .source(SourceConfig.named("twin").redStone().connection(connection)
                .signer(signer).feed(FeedConfig.named("BTC", "BTC/USD", 8)).build())
            .build();
    }
}
