// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Takes Ed25519 seeds out of PKCS#8 (RFC 5958, RFC 8410) and PEM (RFC 7468), strictly: what passes has one reading.
 *
 * <p>The structure is walked here, not by a {@link KeyFactory}, whose keys keep copies that nobody can zero and which
 * passes over a public key that belongs to another seed. Only a key that brings its public key along is handed to the
 * JDK, to see whether the two are a pair; then copies stay until they are collected. Any thread. No exception tells
 * anything of the content.
 */
final class PrivateKeyEncoding
{
    static final int SEED_LENGTH = 32;

    private static final int PUBLIC_KEY_LENGTH = 32;
    private static final HexFormat HEX = HexFormat.of();
    /** The version's tag and length; the version itself follows. */
    private static final byte[] VERSION = HEX.parseHex("0201");
    /** AlgorithmIdentifier of Ed25519 without parameters, then the octet string that holds the seed's. */
    private static final byte[] ED25519_SEED = HEX.parseHex("300506032b657004220420");
    private static final byte[] X509_PREFIX = HEX.parseHex("302a300506032b6570032100");
    private static final int SEQUENCE = 0x30;
    private static final int ATTRIBUTES = 0xa0;
    private static final int PUBLIC_KEY = 0x81;
    private static final int MAX_SHORT_LENGTH = 0x7f;
    private static final int ONE_BYTE_LENGTH = 0x81;
    private static final int TWO_BYTE_LENGTH = 0x82;

    private static final byte[] BEGIN = ascii("-----BEGIN PRIVATE KEY-----");
    private static final byte[] END = ascii("-----END PRIVATE KEY-----");
    private static final byte[] BEGIN_ENCRYPTED = ascii("-----BEGIN ENCRYPTED PRIVATE KEY-----");

    private final byte[] der;
    private int at;

    private PrivateKeyEncoding(final byte[] der)
    {
        this.der = der;
    }

    /** Returns a fresh array of the 32 secret bytes, for the caller to zero. */
    static byte[] seedOfPkcs8(final byte[] der)
    {
        return new PrivateKeyEncoding(der).seed();
    }

    private byte[] seed()
    {
        final int end = enter(SEQUENCE);
        refuseUnless(end == der.length, "has bytes after its end");
        skip(VERSION);
        final int version = next();
        refuseUnless(version <= 1, "has another version than 1 and 2");
        skip(ED25519_SEED);
        final int seedAt = at;
        refuseUnless(der.length - at >= SEED_LENGTH, "is cut short");
        at += SEED_LENGTH;
        if (at < der.length && (der[at] & 0xff) == ATTRIBUTES)
        {
            skipAttributes();
        }
        final int publicKeyAt = publicKeyAt();
        refuseUnless(at == der.length, "has elements that no Ed25519 key has");
        refuseUnless(version == (publicKeyAt > 0 ? 1 : 0), "has a public key or a version without the other");
        final byte[] seed = Arrays.copyOfRange(der, seedAt, seedAt + SEED_LENGTH);
        if (publicKeyAt > 0 && !isPair(seed, publicKeyAt))
        {
            Arrays.fill(seed, (byte)0);
            throw refusal("holds a public key that does not belong to its private key");
        }
        return seed;
    }

    /** Passes over attributes, each a sequence; what they say does not matter. */
    private void skipAttributes()
    {
        final int end = enter(ATTRIBUTES);
        while (at < end)
        {
            at = enter(SEQUENCE);
        }
        refuseUnless(at == end, "is no DER");
    }

    /** Index of the public key, 0 where there is none. */
    private int publicKeyAt()
    {
        if (at == der.length || (der[at] & 0xff) != PUBLIC_KEY)
        {
            return 0;
        }
        final int end = enter(PUBLIC_KEY);
        refuseUnless(end - at == 1 + PUBLIC_KEY_LENGTH && next() == 0, "holds no Ed25519 public key");
        final int publicKeyAt = at;
        at = end;
        return publicKeyAt;
    }

    /** Reads tag and length in their shortest form, and returns where the element ends. */
    private int enter(final int tag)
    {
        refuseUnless(next() == tag, "is no PKCS#8 private key of Ed25519");
        int length = next();
        if (length == ONE_BYTE_LENGTH)
        {
            length = next();
            refuseUnless(length > MAX_SHORT_LENGTH, "is no DER");
        }
        else if (length == TWO_BYTE_LENGTH)
        {
            length = next() << Byte.SIZE;
            length |= next();
            refuseUnless(length > 0xff, "is no DER");
        }
        else
        {
            refuseUnless(length <= MAX_SHORT_LENGTH, "is no DER, or too long");
        }
        refuseUnless(length <= der.length - at, "is cut short");
        return at + length;
    }

    private void skip(final byte[] expected)
    {
        refuseUnless(der.length - at >= expected.length, "is cut short");
        refuseUnless(
            Arrays.equals(expected, 0, expected.length, der, at, at + expected.length),
            "is no PKCS#8 private key of Ed25519");
        at += expected.length;
    }

    private int next()
    {
        refuseUnless(at < der.length, "is cut short");
        return der[at++] & 0xff;
    }

    /** Whether what the seed signs verifies under the public key: its encoding is part of what is hashed. */
    private boolean isPair(final byte[] seed, final int publicKeyAt)
    {
        final byte[] x509 = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + PUBLIC_KEY_LENGTH);
        System.arraycopy(der, publicKeyAt, x509, X509_PREFIX.length, PUBLIC_KEY_LENGTH);
        try
        {
            final KeyFactory keys = KeyFactory.getInstance("Ed25519");
            final Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)));
            signature.update(x509);
            final byte[] signed = signature.sign();
            signature.initVerify(keys.generatePublic(new X509EncodedKeySpec(x509)));
            signature.update(x509);
            return signature.verify(signed);
        }
        catch (final GeneralSecurityException e)
        {
            return false;
        }
    }

    /** Returns a fresh array of what the text's one block encodes, for the caller to zero. */
    static byte[] pkcs8OfPem(final byte[] pem)
    {
        int end = pem.length;
        while (end > 0 && (pem[end - 1] == '\n' || pem[end - 1] == '\r'))
        {
            end--;
        }
        if (startsWith(pem, end, BEGIN_ENCRYPTED))
        {
            throw new IllegalArgumentException("pem: the private key is encrypted; decrypt it first");
        }
        final int bodyEnd = end - END.length;
        if (!startsWith(pem, end, BEGIN) || bodyEnd <= BEGIN.length ||
            !Arrays.equals(END, 0, END.length, pem, bodyEnd, end) ||
            pem[bodyEnd - 1] != '\n' || (pem[BEGIN.length] != '\n' && pem[BEGIN.length] != '\r'))
        {
            throw new IllegalArgumentException("pem: expected one block labelled PRIVATE KEY and nothing around it");
        }
        final byte[] base64 = new byte[bodyEnd - BEGIN.length];
        int length = 0;
        for (int i = BEGIN.length; i < bodyEnd; i++)
        {
            final boolean isLineEnd = pem[i] == '\n' || (pem[i] == '\r' && pem[i + 1] == '\n');
            base64[length] = pem[i];
            length += isLineEnd ? 0 : 1;
        }
        final byte[] body = Arrays.copyOf(base64, length);
        Arrays.fill(base64, (byte)0);
        try
        {
            return decoded(body);
        }
        finally
        {
            Arrays.fill(body, (byte)0);
        }
    }

    private static byte[] decoded(final byte[] base64)
    {
        byte @Nullable [] bytes = null;
        try
        {
            bytes = Base64.getDecoder().decode(base64);
        }
        catch (final IllegalArgumentException e)
        {
            // Its message would show a character of the key.
            bytes = null;
        }
        if (bytes != null)
        {
            // The decoder forgives missing padding and stray bits at the end.
            final byte[] again = Base64.getEncoder().encode(bytes);
            final boolean isCanonical = Arrays.equals(again, base64);
            Arrays.fill(again, (byte)0);
            if (isCanonical)
            {
                return bytes;
            }
            Arrays.fill(bytes, (byte)0);
        }
        throw new IllegalArgumentException("pem: the block's content is no canonical base64");
    }

    private static boolean startsWith(final byte[] bytes, final int end, final byte[] start)
    {
        return end >= start.length && Arrays.equals(start, 0, start.length, bytes, 0, start.length);
    }

    private static void refuseUnless(final boolean holds, final String fault)
    {
        if (!holds)
        {
            throw refusal(fault);
        }
    }

    private static IllegalArgumentException refusal(final String fault)
    {
        return new IllegalArgumentException("pkcs8: the key " + fault);
    }

    private static byte[] ascii(final String text)
    {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
