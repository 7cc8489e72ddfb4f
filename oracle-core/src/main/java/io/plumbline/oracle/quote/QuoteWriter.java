// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.crypto.Sha256;
import io.plumbline.oracle.price.Bps;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.wire.OrderEvent;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.QuoteFrameEncoder;
import io.plumbline.oracle.wire.ReferenceFrame;

/**
 * Writes a quote's canonical bytes, unsigned: all that contract M binds. One thread; allocates nothing.
 */
final class QuoteWriter
{
    private final OracleConfig config;
    private final int keyId;
    private final long bootEpoch;
    private final InstrumentConfig[] instruments;
    private final byte[] sourceSetDigest;
    private final QuoteFrameEncoder frame = new QuoteFrameEncoder();
    private final ReferenceWriter references;
    private final byte[] reference = new byte[ReferenceFrame.LENGTH];
    private final byte[] referenceDigest = new byte[Sha256.LENGTH];
    private final Sha256 sha256 = new Sha256();

    QuoteWriter(final OracleConfig config, final long bootEpoch)
    {
        this.config = config;
        this.bootEpoch = bootEpoch;
        keyId = config.signingKeyId();
        instruments = config.instruments().toArray(new InstrumentConfig[0]);
        sourceSetDigest = ConfigDigests.ofSources(config);
        references = new ReferenceWriter(config, bootEpoch, sourceSetDigest);
    }

    void writeReference(
        final Evaluation price, final long sequence, final long issuedAtNs, final byte[] into)
    {
        final long expiresAtNs = issuedAtNs + instruments[price.instrument].emission().ttlNs();
        references.write(price, reference);
        begin(price, reference, sequence, issuedAtNs, expiresAtNs, into);
        frame.kind(QuoteFrame.KIND_REFERENCE);
        frame.side(QuoteFrame.SIDE_NONE);
        frame.amountIn(QuoteFrame.AMOUNT_IN_NONE);
        frame.rounding(QuoteFrame.ROUNDING_NONE);
        finish();
    }

    /**
     * Writes an order quote on terms as narrowed, and the reference record it is cut from, into its record. The order's
     * value fits a long: the policy's cap has been held.
     */
    void writeOrder(
        final Order order,
        final Evaluation price,
        final PolicyTerms in,
        final OrderJudge judged,
        final int reprices,
        final boolean isRepriced,
        final long issuedAtNs,
        final QuoteRecord record)
    {
        final QuotePolicy policy = in.policy();
        final Terms terms = judged.terms;
        final QuoteAmounts amounts = judged.amounts;
        references.write(price, record.reference);
        begin(price, record.reference, record.sequence, issuedAtNs, issuedAtNs + terms.ttlNs, record.quote);
        frame.kind(QuoteFrame.KIND_ORDER);
        frame.side(order.side);
        frame.amountIn(order.amountIn);
        frame.rounding(isRoundedUp(order) ? QuoteFrame.ROUNDING_CEILING : QuoteFrame.ROUNDING_FLOOR);
        frame.feeBps(policy.feeBps());
        frame.lockFeeBps(policy.lockFeeBps());
        frame.slippageBps(policy.slippageBps());
        frame.maxRiseBps(terms.maxRiseBps);
        frame.maxFallBps(terms.maxFallBps);
        frame.minConfirmations(policy.minConfirmations());
        frame.reprices(reprices);
        frame.isRepriced(isRepriced);
        frame.policyVersion(policy.version());
        frame.fiatAmount(amounts.fiatLow, amounts.fiatHigh);
        frame.assetAmount(amounts.assetLow, amounts.assetHigh);
        frame.feeAmount(Bps.portionCeiling(amounts.fiatLow, policy.feeBps()), 0);
        frame.lockFeeAmount(Bps.portionCeiling(amounts.fiatLow, policy.lockFeeBps()), 0);
        frame.text(QuoteFrame.MERCHANT, order.buffer, order.merchantAt, QuoteFrame.MERCHANT.length());
        frame.text(QuoteFrame.CUSTOMER, order.buffer, order.customerAt, QuoteFrame.CUSTOMER.length());
        frame.text(QuoteFrame.PAYER, order.buffer, order.payerAt, QuoteFrame.PAYER.length());
        frame.text(QuoteFrame.PAY_TO, order.buffer, order.payToAt, QuoteFrame.PAY_TO.length());
        frame.digest(QuoteFrame.ORDER_DIGEST, order.buffer, order.orderDigestAt);
        frame.digest(QuoteFrame.POLICY_DIGEST, in.digest(), 0);
        finish();
    }

    /** What a merchant receives is rounded up, what he pays down; the amount that was given is not rounded. */
    private static boolean isRoundedUp(final Order order)
    {
        final boolean isReceive = order.side == Side.MERCHANT_RECEIVES.code();
        return isReceive == (order.amountIn == OrderEvent.AMOUNT_IN_FIAT);
    }

    private void begin(
        final Evaluation price,
        final byte[] from,
        final long sequence,
        final long issuedAtNs,
        final long expiresAtNs,
        final byte[] into)
    {
        sha256.digest(from, 0, ReferenceFrame.LENGTH, referenceDigest, 0);
        final InstrumentConfig instrument = instruments[price.instrument];
        frame.begin(into, 0);
        frame.environment(config.environment());
        frame.keyId(keyId);
        frame.engineId(config.engineId());
        frame.bootEpoch(bootEpoch);
        frame.quoteSequence(sequence);
        frame.tier(price.tier.code());
        frame.mode(price.mode.code());
        frame.baseDecimals(instrument.assetDecimals());
        frame.payableDecimals(instrument.payableDecimals());
        frame.quoteDecimals(instrument.currencyDecimals());
        frame.rateDecimals(instrument.priceScale());
        frame.issuedAtNs(issuedAtNs);
        frame.expiresAtNs(expiresAtNs);
        frame.asOfNs(price.asOfNs);
        frame.rate(price.price);
        frame.rangeLow(price.rangeLow);
        frame.rangeHigh(price.rangeHigh);
        frame.quartileLow(price.quartileLow);
        frame.quartileHigh(price.quartileHigh);
        frame.confidenceBps(price.confidenceBps);
        frame.sources(price.sources);
        frame.lineages(price.lineages);
        frame.contributorMask(price.contributorMask);
        frame.text(QuoteFrame.INSTRUMENT, instrument.symbol());
        frame.text(QuoteFrame.ASSET_ID, instrument.assetId());
        frame.text(QuoteFrame.CURRENCY, instrument.currency());
        frame.digest(QuoteFrame.SOURCE_SET_DIGEST, sourceSetDigest, 0);
        frame.digest(QuoteFrame.EVIDENCE_DIGEST, price.evidenceDigest, 0);
        frame.digest(QuoteFrame.REFERENCE_DIGEST, referenceDigest, 0);
    }

    private void finish()
    {
        if (frame.finish() != QuoteFrame.LENGTH)
        {
            throw new IllegalStateException("a quote does not fit its wire form");
        }
    }

    static byte[] newBuffer()
    {
        return new byte[SignedQuote.LENGTH];
    }
}
