// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import io.plumbline.oracle.config.Scheme;

/**
 * One signed message on its way to the ring: scheme, signed bytes, signatures. Owned and reused by one thread; the
 * signed bytes are referenced, not copied, until {@link TickSink#offer} returns. Holds no opinion: nothing in it is
 * believed before the engine has verified it.
 */
public final class Envelope
{
    /** Most signed bytes of one envelope. */
    public static final int MAX_SIGNED_BYTES = 4_608;

    /** Most signatures of one envelope. */
    public static final int MAX_SIGNATURES = 16;

    /** Bytes kept of each signature: Ed25519 has 64 and a zero, secp256k1 r, s and v. */
    public static final int SIGNATURE_BYTES = 65;

    private static final byte[] EMPTY = new byte[0];

    private Scheme scheme = Scheme.PLUMBLINE;
    private byte[] buffer = EMPTY;
    private int offset;
    private int length;
    private int signatureCount;
    private final int[] keyIds = new int[MAX_SIGNATURES];
    private final byte[] signatures = new byte[MAX_SIGNATURES * SIGNATURE_BYTES];

    /**
     * An empty envelope.
     */
    public Envelope()
    {
    }

    /**
     * Starts anew.
     *
     * @param newScheme how the bytes are signed.
     * @param newBuffer where they stand.
     * @param newOffset of the first.
     * @param newLength how many; bounds are judged by {@link TickSink#offer}.
     * @return this.
     */
    public Envelope reset(final Scheme newScheme, final byte[] newBuffer, final int newOffset, final int newLength)
    {
        scheme = newScheme;
        buffer = newBuffer;
        offset = newOffset;
        length = newLength;
        signatureCount = 0;
        return this;
    }

    /**
     * Adds a signature over the signed bytes.
     *
     * @param keyId           the key it is said to be by; 0 where the format names none.
     * @param source          where it stands.
     * @param signatureOffset of its first byte.
     * @param signatureLength 64 or 65 bytes.
     * @return false, and nothing added, when there is no room or the length is another.
     */
    public boolean addSignature(
        final int keyId, final byte[] source, final int signatureOffset, final int signatureLength)
    {
        if (signatureCount == MAX_SIGNATURES || signatureLength < SIGNATURE_BYTES - 1 ||
            signatureLength > SIGNATURE_BYTES)
        {
            return false;
        }
        final int at = signatureCount * SIGNATURE_BYTES;
        signatures[at + SIGNATURE_BYTES - 1] = 0;
        System.arraycopy(source, signatureOffset, signatures, at, signatureLength);
        keyIds[signatureCount++] = keyId;
        return true;
    }

    /**
     * How the bytes are signed.
     *
     * @return the scheme.
     */
    public Scheme scheme()
    {
        return scheme;
    }

    /**
     * Where the signed bytes stand.
     *
     * @return the array given to {@code reset}.
     */
    public byte[] buffer()
    {
        return buffer;
    }

    /**
     * Where the signed bytes begin.
     *
     * @return index of the first.
     */
    public int offset()
    {
        return offset;
    }

    /**
     * How many signed bytes there are.
     *
     * @return as given.
     */
    public int length()
    {
        return length;
    }

    /**
     * How many signatures were added.
     *
     * @return 0 to 16.
     */
    public int signatureCount()
    {
        return signatureCount;
    }

    /**
     * The key a signature is said to be by.
     *
     * @param index of the signature.
     * @return as given.
     */
    public int keyId(final int index)
    {
        return keyIds[index];
    }

    /**
     * The signatures, {@link #SIGNATURE_BYTES} each.
     *
     * @return the envelope's own array.
     */
    public byte[] signatures()
    {
        return signatures;
    }
}
