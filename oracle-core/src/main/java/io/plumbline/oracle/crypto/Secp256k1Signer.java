// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A registered secp256k1 signer: the 20-byte Ethereum-style address that recovery must come back to.
 *
 * <p>The address is the last 20 bytes of keccak-256 over the public key's coordinates x‖y. Immutable; any thread.
 */
public final class Secp256k1Signer
{
    /** Length of an address in bytes. */
    public static final int ADDRESS_LENGTH = 20;

    private final byte[] address;

    private Secp256k1Signer(final byte[] address)
    {
        this.address = address;
    }

    /**
     * Registers a signer by address. Any thread; meant for configuration and admin.
     *
     * @param address 20 bytes; copied.
     * @return the signer.
     * @throws IllegalArgumentException where the length is not 20, or all bytes are zero: that address is nobody's.
     */
    public static Secp256k1Signer ofAddress(final byte[] address)
    {
        if (address.length != ADDRESS_LENGTH)
        {
            throw new IllegalArgumentException(
                "secp256k1Address: expected " + ADDRESS_LENGTH + " bytes, got " + address.length);
        }
        if (Arrays.equals(address, new byte[ADDRESS_LENGTH]))
        {
            throw new IllegalArgumentException("secp256k1Address: the zero address belongs to nobody");
        }
        return new Secp256k1Signer(address.clone());
    }

    /**
     * Registers a signer by public key. Any thread; meant for configuration and admin.
     *
     * @param encoded 65 bytes (04‖x‖y), 64 bytes (x‖y) or 33 bytes (02 or 03‖x), big-endian; hybrid forms are refused.
     * @return the signer.
     * @throws IllegalArgumentException where length or prefix is another, a coordinate is not below the field prime, or
     *                                  the point is not on the curve.
     */
    public static Secp256k1Signer ofPublicKey(final byte[] encoded)
    {
        return Secp256k1PublicKey.of(encoded).signer();
    }

    /**
     * Whether 20 bytes, say recovered ones, are this signer's address. Any thread; allocates nothing.
     *
     * @param bytes  holds the address.
     * @param offset index of its first byte.
     * @return true where all 20 bytes agree.
     * @throws IndexOutOfBoundsException where the range lies outside the array.
     */
    public boolean isAddress(final byte[] bytes, final int offset)
    {
        Objects.checkFromIndexSize(offset, ADDRESS_LENGTH, bytes.length);
        return Arrays.equals(address, 0, ADDRESS_LENGTH, bytes, offset, offset + ADDRESS_LENGTH);
    }

    /**
     * Writes the 20 bytes of the address. Any thread; allocates nothing.
     *
     * @param destination where to write.
     * @param offset      index of the first byte written.
     */
    public void copyTo(final byte[] destination, final int offset)
    {
        System.arraycopy(address, 0, destination, offset, ADDRESS_LENGTH);
    }

    /**
     * The address. Any thread.
     *
     * @return a fresh copy of the 20 bytes.
     */
    public byte[] toBytes()
    {
        return address.clone();
    }

    @Override
    public boolean equals(final @Nullable Object other)
    {
        return other instanceof Secp256k1Signer signer && Arrays.equals(address, signer.address);
    }

    @Override
    public int hashCode()
    {
        return Arrays.hashCode(address);
    }

    /**
     * The address as 0x and 40 lower-case hexadecimal digits; public data, safe to log.
     *
     * @return the text.
     */
    @Override
    public String toString()
    {
        return "0x" + HexFormat.of().formatHex(address);
    }
}
