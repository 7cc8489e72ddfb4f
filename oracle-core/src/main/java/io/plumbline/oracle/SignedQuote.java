// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.wire.DigestField;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.SignedQuoteLayout;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A quote as it leaves the engine: canonical bytes and an Ed25519 signature over them. Immutable; any thread. The bytes
 * alone are authoritative; the accessors read them. Holding one proves nothing until its signature has been verified.
 */
public final class SignedQuote extends SignedDocument<QuoteFrame>
{
    /** Bytes of a quote with its signature. */
    public static final int LENGTH = SignedQuoteLayout.LENGTH;

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
        super(new QuoteFrame(), "quote", QuoteFrame.LENGTH, source, offset, length);
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

    /** {@return the deployment it is of, 32 bits} */
    public int environment()
    {
        return frame.environment();
    }

    /** {@return the number of the key it is signed by} */
    public int keyId()
    {
        return frame.keyId();
    }

    /** {@return the engine that issued it} */
    public long engineId()
    {
        return frame.engineId();
    }

    /** {@return the start of that engine, counted} */
    public long bootEpoch()
    {
        return frame.bootEpoch();
    }

    /** {@return whether it promises something for an order; a reference quote only shows a price} */
    public boolean isOrder()
    {
        return frame.kind() == QuoteFrame.KIND_ORDER;
    }

    /**
     * Which way the asset flows.
     *
     * @return empty for a reference quote.
     */
    public Optional<Side> side()
    {
        return switch (frame.side())
        {
            case QuoteFrame.SIDE_MERCHANT_RECEIVES -> Optional.of(Side.MERCHANT_RECEIVES);
            case QuoteFrame.SIDE_MERCHANT_PAYS -> Optional.of(Side.MERCHANT_PAYS);
            default -> Optional.empty();
        };
    }

    /** {@return whether the order gave its value in the asset, so that the fiat amount was found} */
    public boolean isAssetGiven()
    {
        return frame.amountIn() == QuoteFrame.AMOUNT_IN_ASSET;
    }

    /** {@return the asset, CAIP-19 style} */
    public String assetId()
    {
        return frame.text(QuoteFrame.ASSET_ID);
    }

    /** {@return the currency} */
    public String currency()
    {
        return frame.text(QuoteFrame.CURRENCY);
    }

    /** {@return the merchant, its only audience; empty for a reference quote} */
    public String merchant()
    {
        return frame.text(QuoteFrame.MERCHANT);
    }

    /** {@return the customer; empty where not named} */
    public String customer()
    {
        return frame.text(QuoteFrame.CUSTOMER);
    }

    /** {@return the account that must pay; empty where any may} */
    public String payer()
    {
        return frame.text(QuoteFrame.PAYER);
    }

    /** {@return the account to be paid} */
    public String payTo()
    {
        return frame.text(QuoteFrame.PAY_TO);
    }

    /** {@return decimals of the asset amount} */
    public int assetDecimals()
    {
        return frame.baseDecimals();
    }

    /** {@return decimals of the asset amounts that a wallet can send} */
    public int payableDecimals()
    {
        return frame.payableDecimals();
    }

    /** {@return decimals of the fiat amount and the fees} */
    public int fiatDecimals()
    {
        return frame.quoteDecimals();
    }

    /** {@return rise of the price allowed at authorization, basis points} */
    public int maxRiseBps()
    {
        return frame.maxRiseBps();
    }

    /** {@return fall of the price allowed at authorization, basis points} */
    public int maxFallBps()
    {
        return frame.maxFallBps();
    }

    /** {@return fee on the value, basis points} */
    public int feeBps()
    {
        return frame.feeBps();
    }

    /** {@return fee for holding the price on the value, basis points} */
    public int lockFeeBps()
    {
        return frame.lockFeeBps();
    }

    /** {@return shortfall that still settles, basis points} */
    public int slippageBps()
    {
        return frame.slippageBps();
    }

    /** {@return fee in minor units of the currency, for information} */
    public BigInteger feeAmount()
    {
        return toBigInteger(frame.feeAmountHigh(), frame.feeAmountLow());
    }

    /** {@return fee for holding the price in minor units of the currency, for information} */
    public BigInteger lockFeeAmount()
    {
        return toBigInteger(frame.lockFeeAmountHigh(), frame.lockFeeAmountLow());
    }

    /** {@return confirmations asked at capture} */
    public int minConfirmations()
    {
        return frame.minConfirmations();
    }

    /** {@return how many quotes of the same order came before it} */
    public int reprices()
    {
        return frame.reprices();
    }

    /** {@return whether it came in the place of a quote that expired or drifted} */
    public boolean isRepriced()
    {
        return frame.isRepriced();
    }

    /** {@return the version of the terms it was issued on} */
    public long policyVersion()
    {
        return frame.policyVersion();
    }

    /** {@return the 32 bytes that stand for the order} */
    public byte[] orderDigest()
    {
        return digestAt(QuoteFrame.ORDER_DIGEST);
    }

    /** {@return SHA-256 of the reference record it was cut from, 32 bytes} */
    public byte[] referenceDigest()
    {
        return digestAt(QuoteFrame.REFERENCE_DIGEST);
    }

    /**
     * Whether it was cut from a record: the record's digest stands in the quote.
     *
     * @param record a reference record.
     * @return false for any other.
     */
    public boolean isCutFrom(final ReferenceRecord record)
    {
        return frame.isDigest(QuoteFrame.REFERENCE_DIGEST, record.digest(), 0);
    }

    private byte[] digestAt(final DigestField field)
    {
        final byte[] digest = new byte[DigestField.LENGTH];
        frame.copyDigest(field, digest, 0);
        return digest;
    }
}
