// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.fixtures.VectorFiles;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class Secp256k1RecoveryTest
{
    private static final Secp256k1Candidates NOBODY = new Secp256k1Candidates(List.of());

    /** The transaction EIP-155 signs as its example. */
    private static final byte[] DIGEST =
        hex("daf5a779ae972f972197303d7b574746c7ef83eadac0f2791ad23db92e4c8e53");
    private static final BigInteger R =
        new BigInteger("28ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276", 16);
    private static final BigInteger S =
        new BigInteger("67cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83", 16);
    private static final String ADDRESS = "9d8a62f656a8d1615c1294fd71e9cfb3e4855a4f";
    private static final String ZERO = "0".repeat(40);

    private final Secp256k1Recovery recovery = new Secp256k1Recovery();
    private final byte[] address = new byte[20];

    @Test
    void shouldRecoverKnownAddressForEitherSpellingOfV()
    {
        assertEquals(Secp256k1Recovery.OK, recover(R, S, 0, false));
        assertEquals(ADDRESS, HexFormat.of().formatHex(address));
        assertEquals(Secp256k1Recovery.OK, recover(R, S, 27, false));
        assertEquals(ADDRESS, HexFormat.of().formatHex(address));
        assertEquals(Secp256k1Recovery.OK, recover(R, S, 28, false));
        final String other = HexFormat.of().formatHex(address);
        assertTrue(!other.equals(ADDRESS) && !other.equals(ZERO), other);
        assertEquals(Secp256k1Recovery.OK, recover(R, S, 1, false));
        assertEquals(other, HexFormat.of().formatHex(address));
    }

    @Test
    void shouldRefuseEveryOtherV()
    {
        for (int v = 0; v < 256; v++)
        {
            final boolean isKnown = v == 0 || v == 1 || v == 27 || v == 28;
            final int expected = isKnown ? Secp256k1Recovery.OK : Secp256k1Recovery.BAD_RECOVERY_ID;
            assertEquals(expected, recover(R, S, v, false), "v " + v);
            assertEquals(isKnown, !HexFormat.of().formatHex(address).equals(ZERO), "v " + v);
        }
    }

    @Test
    void shouldTakeHighSOnlyWhereAllowed()
    {
        final BigInteger highS = Secp256k1Reference.N.subtract(S);
        assertEquals(Secp256k1Recovery.HIGH_S, recover(R, highS, 28, false));
        assertEquals(ZERO, HexFormat.of().formatHex(address));
        assertEquals(Secp256k1Recovery.OK, recover(R, highS, 28, true));
        assertEquals(ADDRESS, HexFormat.of().formatHex(address));
        final BigInteger half = Secp256k1Reference.N.shiftRight(1);
        assertEquals(Secp256k1Recovery.OK, recover(R, half, 27, false));
        assertEquals(Secp256k1Recovery.HIGH_S, recover(R, half.add(BigInteger.ONE), 27, false));
    }

    @Test
    void shouldRefuseScalarsOutOfRange()
    {
        final BigInteger n = Secp256k1Reference.N;
        for (final BigInteger bad : new BigInteger[] {BigInteger.ZERO, n, n.add(BigInteger.ONE), Secp256k1Reference.P})
        {
            assertEquals(Secp256k1Recovery.OUT_OF_RANGE, recover(bad, S, 27, true), () -> "r " + bad);
            assertEquals(Secp256k1Recovery.OUT_OF_RANGE, recover(R, bad, 27, true), () -> "s " + bad);
            assertEquals(ZERO, HexFormat.of().formatHex(address));
        }
        assertEquals(Secp256k1Recovery.OK, recover(R, n.subtract(BigInteger.ONE), 27, true));
        assertNotEquals(Secp256k1Recovery.OUT_OF_RANGE, recover(n.subtract(BigInteger.ONE), S, 27, true));
        assertEquals(Secp256k1Recovery.OK, recover(BigInteger.ONE, BigInteger.ONE, 27, false));
    }

    @Test
    void shouldRefuseRWithoutPoint()
    {
        assertEquals(Secp256k1Recovery.NOT_A_POINT, recover(BigInteger.valueOf(5), S, 27, false));
        assertEquals(ZERO, HexFormat.of().formatHex(address));
    }

    @Test
    void shouldRefuseKeyAtInfinity()
    {
        // R = G and s = e leave nothing over: sR - eG = 0.
        final BigInteger e = new BigInteger(1, DIGEST).mod(Secp256k1Reference.N);
        final int v = Secp256k1Reference.G.affineY().testBit(0) ? 28 : 27;
        assertEquals(Secp256k1Recovery.INFINITY, recover(Secp256k1Reference.G.affineX(), e, v, true));
        assertEquals(ZERO, HexFormat.of().formatHex(address));
    }

    @Test
    void shouldTakeDigestsAtOrAboveTheOrder()
    {
        final byte[] digest = new byte[32];
        for (final int fill : new int[] {0, 0xff})
        {
            Arrays.fill(digest, (byte)fill);
            final byte[] rsv = Secp256k1Reference.sign(BigInteger.valueOf(77), BigInteger.valueOf(1234567), digest, 27);
            assertEquals(Secp256k1Recovery.OK, recovery.recover(digest, 0, rsv, 0, true, address));
            assertEquals(
                HexFormat.of().formatHex(
                    Secp256k1Reference.address(Secp256k1Reference.G.times(BigInteger.valueOf(77)))),
                HexFormat.of().formatHex(address));
        }
    }

    @Test
    void shouldThrowOnRangesOutsideArrays()
    {
        final Class<IndexOutOfBoundsException> expected = IndexOutOfBoundsException.class;
        assertThrows(expected, () -> recovery.recover(new byte[32], 1, new byte[65], 0, true, address));
        assertThrows(expected, () -> recovery.recover(new byte[32], 0, new byte[64], 0, true, address));
        assertThrows(expected, () -> recovery.recover(new byte[32], 0, new byte[65], 0, true, new byte[19]));
    }

    @Test
    void shouldRecoverRecordedRedStonePackages()
    {
        int count = 0;
        for (final Object record : (List<?>)VectorFiles.json("redstone/payloads_binary.json"))
        {
            final byte[] payload = hex(VectorFiles.text(record, "payload"));
            final Map<String, String> recovered = recoverRedStone(payload);
            final List<?> packages = VectorFiles.list(VectorFiles.get(record, "expected"), "packages");
            assertEquals(packages.size(), recovered.size());
            for (final Object each : packages)
            {
                final String signature = VectorFiles.text(each, "signature");
                assertEquals(VectorFiles.text(each, "recovered"), recovered.get(signature), signature);
                count++;
            }
        }
        assertTrue(count > 0);
    }

    /** Signature to address, from the payload's own bytes, read from its end as the format asks. */
    private Map<String, String> recoverRedStone(final byte[] payload)
    {
        final SignatureKernel kernel = new BouncyCastleKernel();
        final Map<String, String> addresses = new HashMap<>();
        final ByteBuffer bytes = ByteBuffer.wrap(payload);
        int end = payload.length - 9;
        end -= 3 + (bytes.getInt(end - 4) & 0xffffff);
        final int packages = bytes.getShort(end - 2);
        end -= 2;
        for (int i = 0; i < packages; i++)
        {
            final int signatureOffset = end - 65;
            final int points = bytes.getInt(signatureOffset - 4) & 0xffffff;
            final int valueSize = bytes.getInt(signatureOffset - 7);
            final int length = points * (32 + valueSize) + 6 + 4 + 3;
            final int start = signatureOffset - length;
            assertEquals(
                Secp256k1Recovery.OK,
                kernel.recoverSecp256k1(payload, start, length, payload, signatureOffset, false, NOBODY, address));
            addresses.put(
                HexFormat.of().formatHex(payload, signatureOffset, end), "0x" + HexFormat.of().formatHex(address));
            end = start;
        }
        assertEquals(0, end);
        return addresses;
    }

    @Test
    void shouldRecoverRecordedPythMessages()
    {
        final SignatureKernel kernel = new BouncyCastleKernel();
        for (final Object record : (List<?>)VectorFiles.json("pyth-lazer/le_ecdsa.json"))
        {
            final byte[] envelope = hex(VectorFiles.text(record, "payload"));
            final Object signer = VectorFiles.get(record, "signer");
            assertEquals(
                Secp256k1Recovery.OK,
                kernel.recoverSecp256k1(envelope, 71, envelope.length - 71, envelope, 4, false, NOBODY, address));
            assertEquals(VectorFiles.text(signer, "ethAddress"), "0x" + HexFormat.of().formatHex(address));
            final byte[] key = hex(VectorFiles.text(signer, "secp256k1Compressed"));
            assertTrue(Secp256k1Signer.ofPublicKey(key).isAddress(address, 0));
        }
    }

    @Test
    void shouldRecoverRecordedHighSOnlyWhereAllowed()
    {
        final SignatureKernel kernel = new BouncyCastleKernel();
        final byte[] prefix = "\u0019Ethereum Signed Message:\n32".getBytes(StandardCharsets.US_ASCII);
        boolean isHighSSeen = false;
        for (final Object record : (List<?>)VectorFiles.json("open-oracle/messages.json"))
        {
            final Object payload = VectorFiles.get(record, "payload");
            final byte[] message = hex(VectorFiles.text(payload, "message").substring(2));
            final byte[] abiSignature = hex(VectorFiles.text(payload, "signature").substring(2));
            final byte[] rsv = Arrays.copyOf(abiSignature, 65);
            rsv[64] = abiSignature[95];
            final byte[] signed = Arrays.copyOf(prefix, prefix.length + 32);
            new Keccak256().digest(message, 0, message.length, signed, prefix.length);
            final boolean isLowS = (Boolean)VectorFiles.get(record, "lowS");
            isHighSSeen |= !isLowS;
            assertEquals(
                isLowS ? Secp256k1Recovery.OK : Secp256k1Recovery.HIGH_S,
                kernel.recoverSecp256k1(signed, 0, signed.length, rsv, 0, false, NOBODY, address));
            assertEquals(
                Secp256k1Recovery.OK, kernel.recoverSecp256k1(signed, 0, signed.length, rsv, 0, true, NOBODY, address));
            assertEquals(
                VectorFiles.text(VectorFiles.get(record, "signer"), "address"),
                "0x" + HexFormat.of().formatHex(address));
        }
        assertTrue(isHighSSeen);
    }

    private int recover(final BigInteger r, final BigInteger s, final int v, final boolean isHighSAllowed)
    {
        Arrays.fill(address, (byte)0x55);
        return recovery.recover(DIGEST, 0, Secp256k1Reference.signature(r, s, v), 0, isHighSAllowed, address);
    }

    private static byte[] hex(final String digits)
    {
        return HexFormat.of().parseHex(digits);
    }
}
