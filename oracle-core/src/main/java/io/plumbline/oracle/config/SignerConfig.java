// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

import java.util.Arrays;

/**
 * One key of a source and when it may sign. Immutable; any thread. The bytes are public data; the curve rules (a
 * canonical Ed25519 point of prime order, a point of secp256k1) are checked when the oracle is launched.
 */
public final class SignerConfig
{
    /** Length of an Ed25519 public key in bytes. */
    public static final int ED25519_LENGTH = 32;

    /** Length of an Ethereum-style address in bytes. */
    public static final int ADDRESS_LENGTH = 20;

    /** Length of a secp256k1 public key x‖y in bytes. */
    public static final int SECP256K1_LENGTH = 64;

    private final int keyId;
    private final byte[] publicBytes;
    private final long validFromNs;
    private final long validUntilNs;

    private SignerConfig(final int keyId, final byte[] publicBytes, final long validFromNs, final long validUntilNs)
    {
        Check.that(validUntilNs > validFromNs, "validUntilNs", validUntilNs,
            "must be after validFromNs " + validFromNs);
        this.keyId = keyId;
        this.publicBytes = publicBytes.clone();
        this.validFromNs = validFromNs;
        this.validUntilNs = validUntilNs;
    }

    /**
     * An Ed25519 key.
     *
     * @param keyId     the number frames name it by, unique within its source.
     * @param publicKey 32 bytes, RFC 8032 encoding.
     * @return a signer valid at all times.
     */
    public static SignerConfig ed25519(final int keyId, final byte[] publicKey)
    {
        Check.range("publicKey length", publicKey.length, ED25519_LENGTH, ED25519_LENGTH);
        return new SignerConfig(keyId, publicKey, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /**
     * A secp256k1 key known by its Ethereum-style address.
     *
     * @param keyId   a number unique within its source; formats that carry none do not show it.
     * @param address 20 bytes.
     * @return a signer valid at all times.
     */
    public static SignerConfig address(final int keyId, final byte[] address)
    {
        Check.range("address length", address.length, ADDRESS_LENGTH, ADDRESS_LENGTH);
        return new SignerConfig(keyId, address, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /**
     * A secp256k1 key that is known in full: unlike an address it needs no signature to show it.
     *
     * @param keyId     a number unique within its source; formats that carry none do not show it.
     * @param publicKey 64 bytes x‖y, big-endian.
     * @return a signer valid at all times.
     */
    public static SignerConfig secp256k1(final int keyId, final byte[] publicKey)
    {
        Check.range("publicKey length", publicKey.length, SECP256K1_LENGTH, SECP256K1_LENGTH);
        return new SignerConfig(keyId, publicKey, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /**
     * The same key within a window; windows of successive keys may overlap.
     *
     * @param fromNs  first instant, epoch nanoseconds.
     * @param untilNs first instant at which it may no longer sign, epoch nanoseconds.
     * @return a new signer.
     */
    public SignerConfig validBetween(final long fromNs, final long untilNs)
    {
        return new SignerConfig(keyId, publicBytes, fromNs, untilNs);
    }

    /**
     * The key's number.
     *
     * @return unique within its source.
     */
    public int keyId()
    {
        return keyId;
    }

    /**
     * A copy of the public bytes.
     *
     * @return 32 bytes for Ed25519, 20 for an address, 64 for a secp256k1 key.
     */
    public byte[] publicBytes()
    {
        return publicBytes.clone();
    }

    /**
     * When the key may first sign.
     *
     * @return epoch nanoseconds.
     */
    public long validFromNs()
    {
        return validFromNs;
    }

    /**
     * When the key may no longer sign.
     *
     * @return epoch nanoseconds, exclusive.
     */
    public long validUntilNs()
    {
        return validUntilNs;
    }

    @Override
    public boolean equals(final Object other)
    {
        return other instanceof SignerConfig that && keyId == that.keyId && validFromNs == that.validFromNs
            && validUntilNs == that.validUntilNs && Arrays.equals(publicBytes, that.publicBytes);
    }

    @Override
    public int hashCode()
    {
        return Arrays.hashCode(publicBytes) * 31 + keyId;
    }
}
