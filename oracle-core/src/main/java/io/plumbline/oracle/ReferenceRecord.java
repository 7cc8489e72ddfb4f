// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.wire.DigestField;
import io.plumbline.oracle.wire.ReferenceFrame;

/**
 * A reference price and what it rests on, signed by the oracle: what a quote was cut from. Immutable; any thread. The
 * bytes alone are authoritative; the accessors read them. Prices are at {@link #rateDecimals()}, times epoch
 * nanoseconds. Holding one proves nothing until its signature has been verified.
 */
public final class ReferenceRecord extends SignedDocument<ReferenceFrame>
{
    /** Bytes of a record with its signature. */
    public static final int LENGTH = ReferenceFrame.LENGTH + SIGNATURE_LENGTH;

    /**
     * Copies and reads a record.
     *
     * @param source where it stands.
     * @param offset of its first byte.
     * @param length must be {@link #LENGTH}.
     * @throws IllegalArgumentException if the bytes are no canonical reference record.
     */
    public ReferenceRecord(final byte[] source, final int offset, final int length)
    {
        super(new ReferenceFrame(), "reference record", ReferenceFrame.LENGTH, source, offset, length);
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

    /** {@return the engine that judged it} */
    public long engineId()
    {
        return frame.engineId();
    }

    /** {@return the start of that engine, counted} */
    public long bootEpoch()
    {
        return frame.bootEpoch();
    }

    /** {@return the instrument's symbol} */
    public String instrument()
    {
        return frame.text(ReferenceFrame.INSTRUMENT);
    }

    /** {@return decimals of every price} */
    public int rateDecimals()
    {
        return frame.rateDecimals();
    }

    /** {@return on what the price stands} */
    public Tier tier()
    {
        return Tier.ofCode(frame.tier());
    }

    /** {@return how carefully the instrument is quoted} */
    public Mode mode()
    {
        return Mode.ofCode(frame.mode());
    }

    /** {@return whether implied volatility is high against realized volatility} */
    public boolean isImpliedHigh()
    {
        return frame.isImpliedHigh();
    }

    /** {@return why there is no live price, NONE where there is} */
    public Refusal refusal()
    {
        return Refusal.ofCode(frame.refusal());
    }

    /** {@return why it is not PRIMARY, NONE where it is} */
    public Refusal primaryRefusal()
    {
        return Refusal.ofCode(frame.primaryRefusal());
    }

    /** {@return the reference price, 0 where there is none} */
    public long price()
    {
        return frame.price();
    }

    /** {@return lowest admitted price} */
    public long rangeLow()
    {
        return frame.rangeLow();
    }

    /** {@return highest admitted price} */
    public long rangeHigh()
    {
        return frame.rangeHigh();
    }

    /** {@return lower weighted quartile} */
    public long quartileLow()
    {
        return frame.quartileLow();
    }

    /** {@return upper weighted quartile} */
    public long quartileHigh()
    {
        return frame.quartileHigh();
    }

    /** {@return time of the oldest price it rests on} */
    public long asOfNs()
    {
        return frame.asOfNs();
    }

    /** {@return engine time of the judgement} */
    public long evaluatedAtNs()
    {
        return frame.evaluatedAtNs();
    }

    /** {@return first instant at which it no longer held} */
    public long validUntilNs()
    {
        return frame.validUntilNs();
    }

    /** {@return how far it could be relied on, 0 to 10,000 basis points} */
    public int confidenceBps()
    {
        return frame.confidenceBps();
    }

    /** {@return how many sources it rests on} */
    public int sources()
    {
        return frame.sources();
    }

    /** {@return how many lineages it rests on} */
    public int lineages()
    {
        return frame.lineages();
    }

    /** {@return dispersion of the contributors, basis points} */
    public int dispersionBps()
    {
        return frame.dispersionBps();
    }

    /** {@return average trust of the contributors, basis points} */
    public int trustBps()
    {
        return frame.trustBps();
    }

    /** {@return share of the weight without a fresh believed price, basis points} */
    public int staleShareBps()
    {
        return frame.staleShareBps();
    }

    /** {@return bid-ask spread of the contributors, basis points; 0 where too few gave both} */
    public int spreadBps()
    {
        return frame.spreadBps();
    }

    /** {@return distance of PRIMARY and SECONDARY, basis points; 0 where there are not both} */
    public int tierSpreadBps()
    {
        return frame.tierSpreadBps();
    }

    /** {@return realized volatility over one minute, basis points} */
    public int volatilityBps()
    {
        return frame.volatilityBps();
    }

    /** {@return one bit a contributing source} */
    public long contributorMask()
    {
        return frame.contributorMask();
    }

    /** {@return digest of the set of sources, 32 bytes} */
    public byte[] sourceSetDigest()
    {
        return digestAt(ReferenceFrame.SOURCE_SET_DIGEST);
    }

    /** {@return digest of the list of contributions, 32 bytes; all zero where none was made} */
    public byte[] evidenceDigest()
    {
        return digestAt(ReferenceFrame.EVIDENCE_DIGEST);
    }

    private byte[] digestAt(final DigestField field)
    {
        final byte[] digest = new byte[DigestField.LENGTH];
        frame.copyDigest(field, digest, 0);
        return digest;
    }
}
