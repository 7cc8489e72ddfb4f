// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.slot;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.Tier;

/**
 * What median found one instrument's reference price to be at the slot's engine time. Prices at the instrument's scale,
 * times epoch nanoseconds. Owned by the slot.
 */
public final class Evaluation
{
    /** Stands in {@link #networkFee} where the instrument names no signal for it. */
    public static final long NO_NETWORK_FEE = -1;

    /** Dense instrument id. */
    public int instrument;
    /** On what the price stands. */
    public Tier tier = Tier.CLOSED;
    /** How carefully the instrument is quoted. */
    public Mode mode = Mode.NORMAL;
    /** NONE for a live tier, else the rule that stands in the way. */
    public Refusal refusal = Refusal.NO_PRICE;
    /** NONE for PRIMARY, else why it is absent or not believed. */
    public Refusal primaryRefusal = Refusal.NO_PRICE;
    /** Whether implied volatility is high against realized volatility. */
    public boolean isImpliedHigh;
    /** Weighted median; 0 where there is no price. */
    public long price;
    /** Lowest admitted price. */
    public long rangeLow;
    /** Highest admitted price. */
    public long rangeHigh;
    /** Weighted lower quartile. */
    public long quartileLow;
    /** Weighted upper quartile. */
    public long quartileHigh;
    /** Origin of the oldest contributor. */
    public long asOfNs;
    /** Engine time of the judgement. */
    public long evaluatedAtNs;
    /** First instant at which it no longer holds. */
    public long validUntilNs;
    /** 0 to 10,000. */
    public int confidenceBps;
    /** Interquartile range against the price, rounded up, at most 65,535. */
    public int dispersionBps;
    /** Share of the configured base weight without a fresh believed price, 0 to 10,000. */
    public int staleShareBps;
    /** Bid-ask spread of the contributors, at most 65,535; 0 where too few gave both. */
    public int spreadBps;
    /** Distance of PRIMARY and SECONDARY, at most 65,535; 0 where there are not both. */
    public int tierSpreadBps;
    /** Realized volatility over one minute, at most 65,535. */
    public int volatilityBps;
    /** Average trust of the contributors, 0 to 10,000. */
    public int trustBps;
    /** How many sources contributed. */
    public int sources;
    /** How many lineages contributed. */
    public int lineages;
    /** One bit a contributing source. */
    public long contributorMask;
    /**
     * What one transfer costs, at the scale of the instrument's signal for it; 0 where that is not known, as in every
     * record that was not made for an order or an authorization; {@link #NO_NETWORK_FEE} where there is no signal.
     */
    public long networkFee;
    /** SHA-256 over the evidence; all zero unless {@link #hasEvidence}. */
    public final byte[] evidenceDigest = new byte[32];
    /** Whether the digest was computed for this evaluation. */
    public boolean hasEvidence;

    /**
     * Becomes a copy of another.
     *
     * @param other what to copy.
     */
    public void copyFrom(final Evaluation other)
    {
        mode = other.mode;
        primaryRefusal = other.primaryRefusal;
        isImpliedHigh = other.isImpliedHigh;
        staleShareBps = other.staleShareBps;
        spreadBps = other.spreadBps;
        tierSpreadBps = other.tierSpreadBps;
        volatilityBps = other.volatilityBps;
        trustBps = other.trustBps;
        instrument = other.instrument;
        tier = other.tier;
        refusal = other.refusal;
        price = other.price;
        rangeLow = other.rangeLow;
        rangeHigh = other.rangeHigh;
        quartileLow = other.quartileLow;
        quartileHigh = other.quartileHigh;
        asOfNs = other.asOfNs;
        evaluatedAtNs = other.evaluatedAtNs;
        validUntilNs = other.validUntilNs;
        confidenceBps = other.confidenceBps;
        dispersionBps = other.dispersionBps;
        sources = other.sources;
        lineages = other.lineages;
        contributorMask = other.contributorMask;
        networkFee = other.networkFee;
        if (hasEvidence || other.hasEvidence)
        {
            System.arraycopy(other.evidenceDigest, 0, evidenceDigest, 0, evidenceDigest.length);
        }
        hasEvidence = other.hasEvidence;
    }
}
