// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.slot;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.price.Scales;

/**
 * The ticks of one envelope, column by column. Verify's decoder fills the first block, trust the second. Owned by the
 * slot; read and written by one stage at a time.
 */
public final class TickColumns
{
    /** Most ticks of one envelope. */
    public static final int MAX_TICKS = 64;

    /** A bid or ask that the source did not give. */
    public static final long NULL_PRICE = Scales.NULL_PRICE;

    /** How many ticks stand in the columns. */
    public int count;
    /** Dense instrument id. */
    public final int[] instrument = new int[MAX_TICKS];
    /** The tick's place in the signed bytes. */
    public final int[] tickIndex = new int[MAX_TICKS];
    /** When the source saw the price, epoch nanoseconds. */
    public final long[] observedAtNs = new long[MAX_TICKS];
    /** Price at the instrument's scale; meaningless unless the refusal is NONE. */
    public final long[] price = new long[MAX_TICKS];
    /** Bid at the instrument's scale, or NULL_PRICE. */
    public final long[] bid = new long[MAX_TICKS];
    /** Ask at the instrument's scale, or NULL_PRICE. */
    public final long[] ask = new long[MAX_TICKS];

    /** NONE while the tick stands: decode refuses first, then trust. */
    public final Refusal[] refusal = new Refusal[MAX_TICKS];
    /** Trust in basis points of the base weight as of the event; 0 excludes. */
    public final int[] trustBps = new int[MAX_TICKS];
    /** From when on the trust decays, epoch nanoseconds. */
    public final long[] decayFromNs = new long[MAX_TICKS];
    /** Realized volatility of the instrument, centi-bps over one sample interval. */
    public final int[] volatilityCentiBps = new int[MAX_TICKS];
    /** Whether the source has now said that it has no price, which withdraws its earlier one. */
    public final boolean[] isWithdrawn = new boolean[MAX_TICKS];
    /** Earliest of observation, signature and receipt, from which age is measured, epoch nanoseconds. */
    public final long[] originNs = new long[MAX_TICKS];

    /**
     * Adds a decoded tick.
     *
     * @param instrumentId dense id.
     * @param index        its place in the signed bytes.
     * @param observedNs   when the source saw it.
     * @param priceValue   at the instrument's scale.
     * @param bidValue     at the instrument's scale or NULL_PRICE.
     * @param askValue     at the instrument's scale or NULL_PRICE.
     * @param why          NONE, or why decoding refuses this tick alone.
     */
    public void add(
        final int instrumentId,
        final int index,
        final long observedNs,
        final long priceValue,
        final long bidValue,
        final long askValue,
        final Refusal why)
    {
        final int i = count++;
        instrument[i] = instrumentId;
        tickIndex[i] = index;
        observedAtNs[i] = observedNs;
        price[i] = priceValue;
        bid[i] = bidValue;
        ask[i] = askValue;
        refusal[i] = why;
        trustBps[i] = 0;
        decayFromNs[i] = 0;
        volatilityCentiBps[i] = 0;
        originNs[i] = 0;
        isWithdrawn[i] = false;
    }
}
