// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * A signed message from a provider, not yet verified: scheme, signatures, and the very bytes that were signed.
 * Written in this order: fields, then each signature, then the signed bytes.
 */
public final class EnvelopeEvent extends Event
{
    /** Template id of the message in the schema. */
    public static final int TEMPLATE_ID = 16;
    /** Most signatures of one envelope. */
    public static final int MAX_SIGNATURES = 16;
    /** Bytes of one signature: Ed25519 has 64 and a zero, secp256k1 r, s and v. */
    public static final int SIGNATURE_LENGTH = 65;
    /** Most signed bytes of one envelope. */
    public static final int MAX_SIGNED_BYTES = 4608;

    private static final int CONNECTION = FIELDS;
    private static final int MESSAGE_ID = CONNECTION + Integer.BYTES;
    private static final int SCHEME = MESSAGE_ID + Long.BYTES;
    private static final int SIGNATURE_COUNT = SCHEME + 1;
    private static final int RESERVED = SIGNATURE_COUNT + 1;
    private static final int END = RESERVED + Short.BYTES;
    private static final int ENTRY_COUNT = END + Short.BYTES;
    private static final int ENTRIES = END + MessageHeader.DIMENSION_LENGTH;
    private static final int ENTRY_LENGTH = Integer.BYTES + SIGNATURE_LENGTH;

    /** Most bytes the message can have, header included. */
    public static final int MAX_LENGTH =
        ENTRIES + MAX_SIGNATURES * ENTRY_LENGTH + MessageHeader.SIZE_LENGTH + MAX_SIGNED_BYTES;

    /** Unwrapped; reused for one message after the other by one thread. */
    public EnvelopeEvent()
    {
        super(TEMPLATE_ID, END);
    }

    /** {@return the dense number of the connection} */
    public int connection()
    {
        return i32(CONNECTION);
    }

    /**
     * Sets the dense number of the connection.
     *
     * @param connection not negative; else refused
     */
    public void connection(final int connection)
    {
        putIndex(CONNECTION, connection);
    }

    /** {@return the number that the connection gave the message, 64 bits} */
    public long messageId()
    {
        return i64(MESSAGE_ID);
    }

    /**
     * Sets the number that the connection gave the message.
     *
     * @param messageId 64 bits
     */
    public void messageId(final long messageId)
    {
        putI64(MESSAGE_ID, messageId);
    }

    /** {@return the code of the authentication scheme} */
    public int scheme()
    {
        return u8(SCHEME);
    }

    /**
     * Sets the code of the authentication scheme.
     *
     * @param scheme 0..255; else refused
     */
    public void scheme(final int scheme)
    {
        putU8(SCHEME, scheme);
    }

    /** {@return how many signatures there are, 0..{@link #MAX_SIGNATURES}} */
    public int signatureCount()
    {
        return u8(SIGNATURE_COUNT);
    }

    /**
     * The key that a signature is said to be by: a hint for look-up, signed by nobody.
     *
     * @param index 0..{@link #signatureCount()}-1
     * @return 32 bits
     */
    public int keyId(final int index)
    {
        return Bytes.i32(buffer(), entryOffset(index));
    }

    /**
     * Where a signature stands.
     *
     * @param index 0..{@link #signatureCount()}-1
     * @return position in {@link #buffer()} of its {@link #SIGNATURE_LENGTH} bytes
     */
    public int signatureOffset(final int index)
    {
        return entryOffset(index) + Integer.BYTES;
    }

    /** {@return position in {@link #buffer()} of the signed bytes} */
    public int signedBytesOffset()
    {
        return offset() + tail() + MessageHeader.SIZE_LENGTH;
    }

    /** {@return length of the signed bytes, 0..{@link #MAX_SIGNED_BYTES}} */
    public int signedBytesLength()
    {
        return u16(tail());
    }

    /**
     * Adds a signature; refused past {@link #MAX_SIGNATURES}, after the signed bytes, or where the array is full.
     *
     * @param keyId  the key it is said to be by, 32 bits
     * @param source array that holds it
     * @param start  its position
     * @param size   64 or 65; the 65th byte is zero where not given
     */
    public void addSignature(final int keyId, final byte[] source, final int start, final int size)
    {
        final int count = signatureCount();
        final boolean fits = count < MAX_SIGNATURES && length() == tail() &&
            (size == SIGNATURE_LENGTH || size == SIGNATURE_LENGTH - 1) &&
            Bytes.isInside(source, start, size) &&
            Bytes.isInside(buffer(), offset(), length() + ENTRY_LENGTH);
        refuseUnless(fits);
        if (fits)
        {
            final int at = offset() + length();
            Bytes.putU32(buffer(), at, keyId);
            Bytes.putU8(buffer(), at + ENTRY_LENGTH - 1, 0);
            System.arraycopy(source, start, buffer(), at + Integer.BYTES, size);
            putU8(SIGNATURE_COUNT, count + 1);
            putU16(ENTRY_COUNT, count + 1);
            grow(ENTRY_LENGTH);
        }
    }

    /**
     * Appends the signed bytes, once; left out, they are empty.
     *
     * @param source array that holds them
     * @param start  their position
     * @param size   0..{@link #MAX_SIGNED_BYTES}; else refused
     */
    public void signedBytes(final byte[] source, final int start, final int size)
    {
        refuseUnless(length() == tail());
        append(source, start, size, MAX_SIGNED_BYTES);
    }

    @Override
    WireStatus check()
    {
        if (length() < ENTRIES)
        {
            return WireStatus.TOO_SHORT;
        }
        if (u16(END) != ENTRY_LENGTH)
        {
            return WireStatus.BAD_HEADER;
        }
        if (u16(ENTRY_COUNT) != signatureCount() || signatureCount() > MAX_SIGNATURES)
        {
            return WireStatus.BAD_COUNT;
        }
        if (!isZero(RESERVED, Short.BYTES))
        {
            return WireStatus.BAD_PADDING;
        }
        return i32(CONNECTION) < 0 ? WireStatus.BAD_VALUE : checkTail(tail(), MAX_SIGNED_BYTES);
    }

    @Override
    void start()
    {
        final boolean fits = Bytes.isInside(buffer(), offset(), ENTRIES);
        refuseUnless(fits);
        if (fits)
        {
            putU16(END, ENTRY_LENGTH);
            putU16(ENTRY_COUNT, 0);
            grow(MessageHeader.DIMENSION_LENGTH);
        }
    }

    @Override
    void complete()
    {
        if (length() == tail())
        {
            append(buffer(), offset(), 0, MAX_SIGNED_BYTES);
        }
    }

    /** Where the signatures end, counted from the first header byte. */
    private int tail()
    {
        return ENTRIES + signatureCount() * ENTRY_LENGTH;
    }

    private int entryOffset(final int index)
    {
        return offset() + ENTRIES + index * ENTRY_LENGTH;
    }
}
