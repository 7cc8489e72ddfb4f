// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.wire.ReferenceFrame;
import io.plumbline.oracle.wire.ReferenceFrameEncoder;

/**
 * Writes a reference record's canonical bytes, unsigned: what a price was judged to be, when, by whom and on what. One
 * thread; allocates nothing.
 */
final class ReferenceWriter
{
    private final OracleConfig config;
    private final long bootEpoch;
    private final byte[] sourceSetDigest;
    private final InstrumentConfig[] instruments;
    private final ReferenceFrameEncoder frame = new ReferenceFrameEncoder();

    ReferenceWriter(final OracleConfig config, final long bootEpoch, final byte[] sourceSetDigest)
    {
        this.config = config;
        this.bootEpoch = bootEpoch;
        this.sourceSetDigest = sourceSetDigest;
        instruments = config.instruments().toArray(new InstrumentConfig[0]);
    }

    void write(final Evaluation price, final byte[] into)
    {
        frame.begin(into, 0);
        frame.environment(config.environment());
        frame.keyId(config.signingKeyId());
        frame.engineId(config.engineId());
        frame.bootEpoch(bootEpoch);
        frame.text(ReferenceFrame.INSTRUMENT, instruments[price.instrument].symbol());
        frame.rateDecimals(instruments[price.instrument].priceScale());
        frame.tier(price.tier.code());
        frame.mode(price.mode.code());
        frame.refusal(price.refusal.code());
        frame.primaryRefusal(price.primaryRefusal.code());
        frame.isImpliedHigh(price.isImpliedHigh);
        frame.price(price.price);
        frame.rangeLow(price.rangeLow);
        frame.rangeHigh(price.rangeHigh);
        frame.quartileLow(price.quartileLow);
        frame.quartileHigh(price.quartileHigh);
        frame.asOfNs(price.asOfNs);
        frame.evaluatedAtNs(price.evaluatedAtNs);
        frame.validUntilNs(price.validUntilNs);
        frame.confidenceBps(price.confidenceBps);
        frame.dispersionBps(price.dispersionBps);
        frame.trustBps(price.trustBps);
        frame.staleShareBps(price.staleShareBps);
        frame.spreadBps(price.spreadBps);
        frame.tierSpreadBps(price.tierSpreadBps);
        frame.volatilityBps(price.volatilityBps);
        frame.sources(price.sources);
        frame.lineages(price.lineages);
        frame.contributorMask(price.contributorMask);
        frame.digest(ReferenceFrame.SOURCE_SET_DIGEST, sourceSetDigest, 0);
        frame.digest(ReferenceFrame.EVIDENCE_DIGEST, price.evidenceDigest, 0);
        if (frame.finish() != ReferenceFrame.LENGTH)
        {
            throw new IllegalStateException("a reference record does not fit its wire form");
        }
    }
}
