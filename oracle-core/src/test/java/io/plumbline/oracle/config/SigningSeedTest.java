// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SigningSeedTest
{
    private static final HexFormat HEX = HexFormat.of();
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----\n";
    private static final String END = "-----END PRIVATE KEY-----\n";
    /** The examples of RFC 8410 section 10.3. */
    private static final String RFC_8410 = "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC";
    private static final String RFC_8410_WITH_PUBLIC_KEY =
        """
        MHICAQEwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
        oB8wHQYKKoZIhvcNAQkJFDEPDA1DdXJkbGUgQ2hhaXJzgSEAGb9ECWmEzf6FQbrB
        Z9w7lshQhqowtrbLDFw4rXAxZuE=""";
    private static final String RFC_8410_SEED = "d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842";

    /** The last two were made by openssl genpkey -algorithm ed25519. */
    @ParameterizedTest
    @CsvSource({
        RFC_8410 + ',' + RFC_8410_SEED,
        "'" + RFC_8410_WITH_PUBLIC_KEY + "'," + RFC_8410_SEED,
        "MC4CAQAwBQYDK2VwBCIEIHfHrF25IQ4g+sQNasXiyl1STi+NfWNWL1aYJgOSTxnB," +
            "77c7ac5db9210e20fac40d6ac5e2ca5d524e2f8d7d63562f56982603924f19c1",
        "MC4CAQAwBQYDK2VwBCIEIEWn1j270+FGEa1Qbk+hNuFvbgTDX+AH48U9z7hPX/EP," +
            "45a7d63dbbd3e14611ad506e4fa136e16f6e04c35fe007e3c53dcfb84f5ff10f",
    })
    void shouldReadKeysThatTheJdkReadsToo(final String base64, final String seed) throws GeneralSecurityException
    {
        final byte[] der = Base64.getMimeDecoder().decode(base64);
        final String pem = BEGIN + base64 + '\n' + END;
        for (final SigningSeed read : new SigningSeed[]{
            SigningSeed.ofPkcs8(7, der),
            SigningSeed.ofPem(7, ascii(pem)),
            SigningSeed.ofPem(7, pem.toCharArray()),
            SigningSeed.ofPem(7, ascii(pem.replace("\n", "\r\n"))),
            SigningSeed.ofPem(7, ascii(pem.stripTrailing()))})
        {
            assertEquals(7, read.keyId());
            assertEquals(seed, HEX.formatHex(read.copySeed()));
        }
        assertEquals(seed, HEX.formatHex(seedByJdk(der)));
        assertArrayEquals(Base64.getMimeDecoder().decode(base64), der, "the caller's array is the caller's");
    }

    private static byte[] seedByJdk(final byte[] der) throws GeneralSecurityException
    {
        final KeyFactory keys = KeyFactory.getInstance("Ed25519");
        return ((EdECPrivateKey)keys.generatePrivate(new PKCS8EncodedKeySpec(der))).getBytes().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "-----BEGIN PRIVATE KEY-----",
        RFC_8410,
        BEGIN + RFC_8410 + '\n',
        RFC_8410 + '\n' + END,
        BEGIN + END,
        BEGIN + '\n' + END,
        ' ' + BEGIN + RFC_8410 + '\n' + END,
        '\n' + BEGIN + RFC_8410 + '\n' + END,
        "\uFEFF" + BEGIN + RFC_8410 + '\n' + END,
        BEGIN + RFC_8410 + '\n' + END + ' ',
        BEGIN + RFC_8410 + '\n' + END + BEGIN + RFC_8410 + '\n' + END,
        BEGIN + RFC_8410 + END,
        "-----BEGIN PRIVATE KEY-----" + RFC_8410 + '\n' + END,
        BEGIN + ' ' + RFC_8410 + '\n' + END,
        BEGIN + "Comment: x\n\n" + RFC_8410 + '\n' + END,
        BEGIN + RFC_8410 + "=\n" + END,
        BEGIN + RFC_8410 + "\r\r\n" + END,
        "-----BEGIN PUBLIC KEY-----\n" + RFC_8410 + "\n-----END PUBLIC KEY-----\n",
        "-----BEGIN EC PRIVATE KEY-----\n" + RFC_8410 + "\n-----END EC PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\n" + RFC_8410 + "\n-----END PUBLIC KEY-----\n",
        BEGIN + "MC4CAQAwBQYDK2VuBCIEILjxgKo8xNXGPxsHZLkFIcMoPowPMJ1+FMNqE0MzrGhk\n" + END,
    })
    void shouldRefuseOtherPem(final String pem)
    {
        assertRefused(() -> SigningSeed.ofPem(1, ascii(pem)));
        assertRefused(() -> SigningSeed.ofPem(1, pem.toCharArray()));
    }

    @Test
    void shouldRefuseStrayBitsAndMissingPadding()
    {
        final String last = RFC_8410_WITH_PUBLIC_KEY.substring(0, RFC_8410_WITH_PUBLIC_KEY.length() - 2);
        SigningSeed.ofPem(1, ascii(BEGIN + last + "E=\n" + END));
        assertRefused(() -> SigningSeed.ofPem(1, ascii(BEGIN + last + "F=\n" + END)));
        assertRefused(() -> SigningSeed.ofPem(1, ascii(BEGIN + last + "E\n" + END)));
    }

    @Test
    void shouldSayThatAKeyIsEncrypted()
    {
        final String pem = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIGb\n-----END ENCRYPTED PRIVATE KEY-----\n";
        final IllegalArgumentException refusal =
            assertThrows(IllegalArgumentException.class, () -> SigningSeed.ofPem(1, ascii(pem)));
        assertEquals("pem: the private key is encrypted; decrypt it first", refusal.getMessage());
    }

    @Test
    void shouldRefuseAPublicKeyOfAnotherSeed()
    {
        final byte[] der = Base64.getMimeDecoder().decode(RFC_8410_WITH_PUBLIC_KEY);
        for (int bit = 0; bit < 256; bit++)
        {
            der[der.length - 1 - (bit >> 3)] ^= (byte)(1 << (bit & 7));
            final IllegalArgumentException refusal = assertRefused(() -> SigningSeed.ofPkcs8(1, der));
            assertEquals(
                "pkcs8: the key holds a public key that does not belong to its private key", refusal.getMessage());
            der[der.length - 1 - (bit >> 3)] ^= (byte)(1 << (bit & 7));
        }
        SigningSeed.ofPkcs8(1, der);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "302f020100300506032b657004220420" + RFC_8410_SEED + "00",
        "302e020100300506032b657004220420" + RFC_8410_SEED + "00",
        "30812e020100300506032b657004220420" + RFC_8410_SEED,
        "3082002e020100300506032b657004220420" + RFC_8410_SEED,
        "3080020100300506032b657004220420" + RFC_8410_SEED + "0000",
        "302e020101300506032b657004220420" + RFC_8410_SEED,
        "302e020102300506032b657004220420" + RFC_8410_SEED,
        "3030020100300706032b6570050004220420" + RFC_8410_SEED,
        "3030020100300506032b657004220420" + RFC_8410_SEED + "8000",
        "3032020100300506032b657004220420" + RFC_8410_SEED + "a0020500",
        "3031020100300506032b657004220420" + RFC_8410_SEED + "a00130",
        "3032020100300506032b657004220420" + RFC_8410_SEED + "a0023001",
        "3032020100300506032b657004220420" + RFC_8410_SEED + "a0013000",
        "3051020100300506032b657004220420" + RFC_8410_SEED +
            "81210019bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1",
        "3051020101300506032b657004220420" + RFC_8410_SEED +
            "81210119bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1",
    })
    void shouldRefuseOtherDer(final String hex)
    {
        assertRefused(() -> SigningSeed.ofPkcs8(1, HEX.parseHex(hex)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldRefuseOrReadAnyMutationAndNeverShowIt(final long seed)
    {
        final Random random = new Random(seed);
        final byte[][] originals = {
            Base64.getDecoder().decode(RFC_8410), Base64.getMimeDecoder().decode(RFC_8410_WITH_PUBLIC_KEY)};
        for (int i = 0; i < 20_000; i++)
        {
            final byte[] original = originals[random.nextInt(2)];
            final byte[] der = Arrays.copyOf(original, Math.max(0, original.length + random.nextInt(5) - 2));
            for (int flips = random.nextInt(4); flips > 0 && der.length > 0; flips--)
            {
                der[random.nextInt(der.length)] ^= (byte)(1 << random.nextInt(8));
            }
            final byte[] pem = ascii(BEGIN + Base64.getMimeEncoder().encodeToString(der) + '\n' + END);
            if (i % 2 == 0)
            {
                pem[random.nextInt(pem.length)] ^= (byte)(1 << random.nextInt(8));
            }
            final boolean isShort = original == originals[0];
            if (read(() -> SigningSeed.ofPkcs8(1, der)) && isShort)
            {
                // All that may differ from the short key is the seed.
                assertArrayEquals(Arrays.copyOf(original, 16), Arrays.copyOf(der, 16), () -> "seed " + seed);
                assertEquals(original.length, der.length, () -> "seed " + seed);
            }
            read(() -> SigningSeed.ofPem(1, pem));
        }
        for (int length = 0; length < originals[1].length; length++)
        {
            final byte[] cut = Arrays.copyOf(originals[1], length);
            assertRefused(() -> SigningSeed.ofPkcs8(1, cut));
        }
    }

    private static boolean read(final Runnable reading)
    {
        try
        {
            reading.run();
            return true;
        }
        catch (final IllegalArgumentException e)
        {
            assertShowsNothing(e);
            return false;
        }
    }

    private static IllegalArgumentException assertRefused(final Runnable reading)
    {
        final IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, reading::run);
        assertShowsNothing(refusal);
        return refusal;
    }

    private static void assertShowsNothing(final IllegalArgumentException refusal)
    {
        assertNull(refusal.getCause());
        assertEquals(0, refusal.getSuppressed().length);
        final String message = String.valueOf(refusal.getMessage());
        assertTrue(message.startsWith("pem: ") || message.startsWith("pkcs8: "), message);
        for (int i = 0; i + 4 <= RFC_8410_SEED.length(); i++)
        {
            assertFalse(message.contains(RFC_8410_SEED.substring(i, i + 4)), message);
        }
        assertFalse(message.contains("INTuc") || message.contains("RHVY"), message);
    }

    @Test
    void shouldBeDestroyed()
    {
        final SigningSeed seed = SigningSeed.ofPkcs8(5, Base64.getDecoder().decode(RFC_8410));
        assertFalse(seed.isDestroyed());
        seed.destroy();
        seed.destroy();
        assertTrue(seed.isDestroyed());
        assertThrows(IllegalStateException.class, seed::copySeed);
        assertEquals("SigningSeed[keyId=5]", seed.toString());
        assertEquals(5, seed.keyId());
    }

    private static byte[] ascii(final String text)
    {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
