// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import io.plumbline.oracle.crypto.Sha256;
import io.plumbline.oracle.wire.Bytes;
import io.plumbline.oracle.wire.Flyweight;
import io.plumbline.oracle.wire.SignedQuoteLayout;
import io.plumbline.oracle.wire.WireStatus;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Canonical bytes of one message and an Ed25519 signature over them. Immutable; any thread. The bytes alone are
 * authoritative; accessors read them. Holding one proves nothing until its signature has been verified.
 */
abstract sealed class SignedDocument<F extends Flyweight> permits SignedQuote, Receipt, ReferenceRecord
{
    static final int SIGNATURE_LENGTH = SignedQuoteLayout.SIGNATURE_LENGTH;

    final F frame;
    private final byte[] bytes;

    SignedDocument(
        final F frame,
        final String name,
        final int signedLength,
        final byte[] source,
        final int offset,
        final int length)
    {
        final int needed = signedLength + SIGNATURE_LENGTH;
        if (length != needed)
        {
            throw new IllegalArgumentException("length must be " + needed + ", was " + length);
        }
        if (!Bytes.isInside(source, offset, length))
        {
            throw new IllegalArgumentException(
                "offset must leave " + needed + " of " + source.length + " bytes, was " + offset);
        }
        this.frame = frame;
        bytes = Arrays.copyOfRange(source, offset, offset + length);
        final WireStatus status = frame.wrap(bytes, 0, signedLength);
        if (status != WireStatus.OK)
        {
            throw new IllegalArgumentException("bytes must be a canonical " + name + ", were " + status);
        }
    }

    /** {@return a copy of the document and its signature} */
    public final byte[] toByteArray()
    {
        return bytes.clone();
    }

    /**
     * Copies the document and its signature.
     *
     * @param into   where to.
     * @param offset of its first byte.
     */
    public final void copyTo(final byte[] into, final int offset)
    {
        System.arraycopy(bytes, 0, into, offset, bytes.length);
    }

    /** {@return SHA-256 of the document without its signature, 32 bytes} */
    public final byte[] digest()
    {
        final byte[] digest = new byte[Sha256.LENGTH];
        new Sha256().digest(bytes, 0, bytes.length - SIGNATURE_LENGTH, digest, 0);
        return digest;
    }

    @Override
    public final boolean equals(final Object other)
    {
        return other instanceof SignedDocument<?> that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public final int hashCode()
    {
        return Arrays.hashCode(bytes);
    }

    static BigInteger toBigInteger(final long high, final long low)
    {
        return BigInteger.valueOf(high).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(low)));
    }
}
