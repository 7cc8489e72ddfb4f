// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.SignedQuoteLayout;
import io.plumbline.oracle.wire.WireStatus;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * A quote as it leaves the engine: canonical bytes and an Ed25519 signature over them. Immutable; any thread. The bytes
 * alone are authoritative; the accessors read them. Holding one proves nothing until its signature has been verified.
 */
public final class SignedQuote
{
    /** Bytes of a quote with its signature. */
    public static final int LENGTH = SignedQuoteLayout.LENGTH;

    private final byte[] bytes;
    private final QuoteFrame frame = new QuoteFrame();

    /**
     * Copies and reads a quote.
     *
     * @param source where it stands.
     * @param offset of its first byte.
     * @param length must be {@link #LENGTH}.
     * @throws IllegalArgumentException if the bytes are no canonical quote.
     */
    public SignedQuote(final byte[] source, final int offset, final int length)
    {
        if (length != LENGTH)
        {
            throw new IllegalArgumentException("length must be " + LENGTH + ", was " + length);
        }
        bytes = Arrays.copyOfRange(source, offset, offset + length);
        final WireStatus status = frame.wrap(bytes, 0, QuoteFrame.LENGTH);
        if (status != WireStatus.OK)
        {
            throw new IllegalArgumentException("bytes must be a canonical quote, were " + status);
        }
    }

    /**
     * A copy of the quote and its signature.
     *
     * @return {@link #LENGTH} bytes.
     */
    public byte[] toByteArray()
    {
        return bytes.clone();
    }

    /**
     * Copies the quote and its signature.
     *
     * @param into   where to.
     * @param offset of its first byte.
     */
    public void copyTo(final byte[] into, final int offset)
    {
        System.arraycopy(bytes, 0, into, offset, LENGTH);
    }

    /**
     * The instrument's symbol.
     *
     * @return printable ASCII.
     */
    public String instrument()
    {
        return frame.text(QuoteFrame.INSTRUMENT);
    }

    /**
     * The rate, currency for one whole unit of the asset.
     *
     * @return at {@link #rateDecimals()}.
     */
    public long rate()
    {
        return frame.rate();
    }

    /**
     * Decimals of the rate.
     *
     * @return 0 to 18.
     */
    public int rateDecimals()
    {
        return frame.rateDecimals();
    }

    /**
     * The asset amount of an order quote, in base units.
     *
     * @return 0 for a reference quote.
     */
    public BigInteger assetAmount()
    {
        return toBigInteger(frame.assetAmountHigh(), frame.assetAmountLow());
    }

    /**
     * The order's value in minor units of the currency, fee apart.
     *
     * @return 0 for a reference quote.
     */
    public BigInteger fiatAmount()
    {
        return toBigInteger(frame.fiatAmountHigh(), frame.fiatAmountLow());
    }

    /**
     * When it was issued.
     *
     * @return epoch nanoseconds.
     */
    public long issuedAtNs()
    {
        return frame.issuedAtNs();
    }

    /**
     * First instant at which it can no longer be authorized.
     *
     * @return epoch nanoseconds.
     */
    public long expiresAtNs()
    {
        return frame.expiresAtNs();
    }

    /**
     * Time of the oldest price it rests on.
     *
     * @return epoch nanoseconds.
     */
    public long asOfNs()
    {
        return frame.asOfNs();
    }

    /**
     * Its number within the engine's boot epoch.
     *
     * @return 1 and up.
     */
    public long quoteSequence()
    {
        return frame.quoteSequence();
    }

    /**
     * How far the price it rests on can be relied on.
     *
     * @return 0 to 10,000 basis points.
     */
    public int confidenceBps()
    {
        return frame.confidenceBps();
    }

    /**
     * How many sources the price rests on.
     *
     * @return 0 to 64.
     */
    public int sources()
    {
        return frame.sources();
    }

    /**
     * How many lineages the price rests on.
     *
     * @return 0 to 64.
     */
    public int lineages()
    {
        return frame.lineages();
    }

    /**
     * The tier of the price it rests on.
     *
     * @return the tier.
     */
    public Tier tier()
    {
        return Tier.ofCode(frame.tier());
    }

    @Override
    public boolean equals(final Object other)
    {
        return other instanceof SignedQuote that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode()
    {
        return Arrays.hashCode(bytes);
    }

    private static BigInteger toBigInteger(final long high, final long low)
    {
        return BigInteger.valueOf(high).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(low)));
    }
}
