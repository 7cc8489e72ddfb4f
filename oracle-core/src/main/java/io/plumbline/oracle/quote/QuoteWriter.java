// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.price.Bps;
import io.plumbline.oracle.price.ConvertedAmount;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.wire.OrderEvent;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.QuoteFrameEncoder;

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

    QuoteWriter(final OracleConfig config, final long bootEpoch)
    {
        this.config = config;
        this.bootEpoch = bootEpoch;
        keyId = config.signingKeyId();
        instruments = config.instruments().toArray(new InstrumentConfig[0]);
        sourceSetDigest = ConfigDigests.ofSources(config);
    }

    void writeReference(
        final Evaluation price, final long sequence, final long issuedAtNs, final byte[] into)
    {
        begin(price, sequence, issuedAtNs, issuedAtNs + instruments[price.instrument].emission().ttlNs(), into);
        frame.kind(QuoteFrame.KIND_REFERENCE);
        frame.side(QuoteFrame.SIDE_NONE);
        frame.rounding(QuoteFrame.ROUNDING_NONE);
        frame.amountIn(QuoteFrame.AMOUNT_IN_NONE);
        finish();
    }

    /**
     * Writes an order quote on terms as narrowed. The order's value fits a long: the policy's cap has been held.
     */
    void writeOrder(
        final OrderEvent order,
        final Evaluation price,
        final QuotePolicy policy,
        final int maxDriftBps,
        final byte[] policyDigest,
        final ConvertedAmount asset,
        final long sequence,
        final long issuedAtNs,
        final long expiresAtNs,
        final byte[] into)
    {
        begin(price, sequence, issuedAtNs, expiresAtNs, into);
        final boolean isReceive = order.side() == Side.MERCHANT_RECEIVES.code();
        frame.kind(QuoteFrame.KIND_ORDER);
        frame.side(order.side());
        frame.rounding(isReceive ? QuoteFrame.ROUNDING_CEILING : QuoteFrame.ROUNDING_FLOOR);
        frame.feeBps(policy.feeBps());
        frame.slippageBps(policy.slippageBps());
        frame.maxRiseBps(maxDriftBps);
        frame.maxFallBps(maxDriftBps);
        frame.amountIn(order.amountIn());
        frame.policyVersion(policy.version());
        frame.fiatAmount(order.amountLow(), order.amountHigh());
        frame.assetAmount(asset.lo(), asset.hi());
        frame.feeAmount(Bps.portionCeiling(order.amountLow(), policy.feeBps()), 0);
        final byte[] source = order.buffer();
        final int at = order.offset();
        frame.text(QuoteFrame.MERCHANT, source, at + OrderEvent.MERCHANT.offset(), OrderEvent.MERCHANT.length());
        frame.text(QuoteFrame.CUSTOMER, source, at + OrderEvent.CUSTOMER.offset(), OrderEvent.CUSTOMER.length());
        frame.text(QuoteFrame.PAYER, source, at + OrderEvent.PAYER.offset(), OrderEvent.PAYER.length());
        frame.text(QuoteFrame.PAY_TO, source, at + OrderEvent.PAY_TO.offset(), OrderEvent.PAY_TO.length());
        frame.digest(QuoteFrame.ORDER_DIGEST, source, at + OrderEvent.ORDER_DIGEST.offset());
        frame.digest(QuoteFrame.POLICY_DIGEST, policyDigest, 0);
        finish();
    }

    private void begin(
        final Evaluation price, final long sequence, final long issuedAtNs, final long expiresAtNs, final byte[] into)
    {
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
        frame.payableDecimals(instrument.assetDecimals());
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
