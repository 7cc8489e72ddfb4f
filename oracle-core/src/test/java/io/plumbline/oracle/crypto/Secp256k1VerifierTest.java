// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.fixtures.VectorFiles;
import java.math.BigInteger;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class Secp256k1VerifierTest
{
    private static final BigInteger SECRET = BigInteger.valueOf(4711);

    private final Secp256k1Verifier verifier = new Secp256k1Verifier();
    private final Secp256k1PublicKey key = Secp256k1Judges.key(Secp256k1Reference.G.times(SECRET));

    @Test
    void shouldRefuseEveryOtherLength()
    {
        final byte[] digest = new byte[32];
        final byte[] bytes = new byte[200];
        System.arraycopy(Secp256k1Reference.sign(SECRET, BigInteger.TEN, digest, 27), 0, bytes, 0, 65);
        for (int length = -1; length <= bytes.length; length++)
        {
            assertEquals(
                length == 64 ? Secp256k1Recovery.OK : Secp256k1Verifier.BAD_LENGTH,
                verifier.verify(key, digest, 0, bytes, 0, length, true), "length " + length);
            assertEquals(
                length == 65 ? Secp256k1Recovery.OK : Secp256k1Verifier.BAD_LENGTH,
                verifier.verifyRecoverable(key, digest, 0, bytes, 0, length, true), "length " + length);
        }
        assertEquals(Secp256k1Verifier.BAD_LENGTH, verifier.verify(key, digest, 0, new byte[0], 0, 0, true));
    }

    @Test
    void shouldThrowOnlyOnRangesOutsideArrays()
    {
        final Class<IndexOutOfBoundsException> expected = IndexOutOfBoundsException.class;
        assertThrows(expected, () -> verifier.verify(key, new byte[32], 1, new byte[64], 0, 64, true));
        assertThrows(expected, () -> verifier.verify(key, new byte[32], 0, new byte[64], 1, 64, true));
        assertThrows(expected, () -> verifier.verifyRecoverable(key, new byte[31], 0, new byte[65], 0, 65, true));
        assertThrows(expected, () -> verifier.verifyRecoverable(key, new byte[32], 0, new byte[65], 1, 65, true));
    }

    /** The first fault counts: length, v, range of r and s, high s, and only then the equation. */
    @Test
    void shouldNameTheFirstFault()
    {
        final byte[] digest = new byte[32];
        final byte[] rsv = Secp256k1Reference.sign(SECRET, BigInteger.TEN, digest, 27);
        final BigInteger r = new BigInteger(1, rsv, 0, 32);
        final BigInteger s = new BigInteger(1, rsv, 32, 32);
        final BigInteger n = Secp256k1Reference.N;
        final BigInteger low = s.compareTo(n.shiftRight(1)) > 0 ? n.subtract(s) : s;
        final Secp256k1Judges judges = new Secp256k1Judges();
        final byte[] zeroBadV = Secp256k1Reference.signature(BigInteger.ZERO, s, 29);
        assertEquals(Secp256k1Recovery.BAD_RECOVERY_ID, judges.statusRecoverable(key, digest, zeroBadV, 0, false));
        assertEquals(Secp256k1Recovery.OUT_OF_RANGE, judges.status(key, digest, zeroBadV, 0, false));
        final byte[] zeroHigh = Secp256k1Reference.signature(BigInteger.ZERO, n.subtract(low), 27);
        assertEquals(Secp256k1Recovery.OUT_OF_RANGE, judges.statusRecoverable(key, digest, zeroHigh, 0, false));
        final byte[] otherHigh = Secp256k1Reference.signature(r.add(BigInteger.ONE), n.subtract(low), 27);
        assertEquals(Secp256k1Recovery.HIGH_S, judges.status(key, digest, otherHigh, 0, false));
        assertEquals(Secp256k1Recovery.HIGH_S, judges.statusRecoverable(key, digest, otherHigh, 0, false));
        assertEquals(Secp256k1Verifier.NOT_BY_KEY, judges.status(key, digest, otherHigh, 0, true));
        // No point has r = 5 as its x: recovery says so, a verifier only that the key did not sign.
        final byte[] noPoint = Secp256k1Reference.signature(BigInteger.valueOf(5), low, 27);
        assertEquals(Secp256k1Verifier.NOT_BY_KEY, judges.statusRecoverable(key, digest, noPoint, 0, false));
        final byte[] lowest = Secp256k1Reference.signature(r, low, 27);
        assertEquals(Secp256k1Recovery.OK, judges.status(key, digest, lowest, 0, false));
        for (final BigInteger bound : new BigInteger[] {n.shiftRight(1), n.shiftRight(1).add(BigInteger.ONE)})
        {
            final byte[] atHalf = Secp256k1Reference.signature(r, bound, 27);
            assertEquals(
                bound.equals(n.shiftRight(1)) ? Secp256k1Verifier.NOT_BY_KEY : Secp256k1Recovery.HIGH_S,
                judges.status(key, digest, atHalf, 0, false));
        }
    }

    /**
     * Follows Wycheproof's verdict in every case where s may be high, as its file has it (72 of its good signatures
     * have a high s); nothing else deviates. The 18 signatures of another length are refused for that, before their
     * content is looked at; those with r or s of 0, n or more, or r and s spelt with n added, for their range. Where
     * low s is demanded, exactly those 72 and whatever bad ones have a high s are refused as high.
     */
    @Test
    void shouldAgreeWithWycheproof()
    {
        final Secp256k1Judges judges = new Secp256k1Judges();
        final Sha256 sha256 = new Sha256();
        final byte[] digest = new byte[32];
        final int[] statuses = new int[Secp256k1Verifier.BAD_LENGTH + 1];
        int count = 0;
        int high = 0;
        final Object file = VectorFiles.json("crypto/wycheproof_ecdsa_secp256k1_sha256_p1363_test.json");
        for (final Object group : VectorFiles.list(file, "testGroups"))
        {
            final Secp256k1PublicKey each =
                Secp256k1PublicKey.of(hex(VectorFiles.text(VectorFiles.get(group, "publicKey"), "uncompressed")));
            for (final Object test : VectorFiles.list(group, "tests"))
            {
                final byte[] message = hex(VectorFiles.text(test, "msg"));
                final byte[] rs = hex(VectorFiles.text(test, "sig"));
                sha256.digest(message, 0, message.length, digest, 0);
                final int status = verifier.verify(each, digest, 0, rs, 0, rs.length, true);
                final String name = "tcId " + VectorFiles.text(test, "tcId") + ' ' + VectorFiles.text(test, "comment");
                final boolean isGood = VectorFiles.text(test, "result").equals("valid");
                assertEquals(isGood, status == Secp256k1Recovery.OK, name);
                if (rs.length == 64)
                {
                    assertEquals(status, judges.status(each, digest, rs, 0, true), name);
                    final int strict = judges.status(each, digest, rs, 0, false);
                    assertTrue(strict == status || strict == Secp256k1Recovery.HIGH_S, name);
                    high += isGood && strict == Secp256k1Recovery.HIGH_S ? 1 : 0;
                }
                statuses[status]++;
                count++;
            }
        }
        assertEquals(VectorFiles.text(file, "numberOfTests"), Integer.toString(count));
        assertEquals(72, high);
        assertEquals(18, statuses[Secp256k1Verifier.BAD_LENGTH]);
        assertEquals(167, statuses[Secp256k1Recovery.OK]);
        assertEquals(
            67, statuses[Secp256k1Recovery.OUT_OF_RANGE] + statuses[Secp256k1Verifier.NOT_BY_KEY]);
        assertTrue(statuses[Secp256k1Recovery.OUT_OF_RANGE] > 20 && statuses[Secp256k1Verifier.NOT_BY_KEY] > 10);
    }

    private static byte[] hex(final String digits)
    {
        return HexFormat.of().parseHex(digits);
    }
}
