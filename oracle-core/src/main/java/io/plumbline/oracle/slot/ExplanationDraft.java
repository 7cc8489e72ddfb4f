// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.slot;

import io.plumbline.oracle.SourceStanding;
import java.util.Arrays;
import java.util.List;

/**
 * What somebody who asks why an instrument's price is what it is gets filled in by the stages: one node of a tree whose
 * children are the instruments it stands on. Made by the asker, handed on with the slot; belongs to one thread at a
 * time. Columns are by dense source id.
 */
public final class ExplanationDraft
{
    /** Dense id of the instrument. */
    public final int instrument;
    /** Legs, secondaries, routes and signal, but for those that have a node elsewhere in the tree. */
    public final List<ExplanationDraft> children;

    // trust's

    /** Trust as scored, basis points. */
    public final int[] trustBps;
    /** What an operator fixed it at, 0 for nothing. */
    public final int[] overrideBps;
    /** Falls not yet made up for. */
    public final int[] falls;
    /** Bits of {@link io.plumbline.oracle.TrustCause}, since trust was last full. */
    public final int[] causes;
    /** Until when it is out, on this instrument or as a whole; 0 or past where it is not. */
    public final long[] outUntilNs;
    /** Realized volatility, centi-bps over one sample interval. */
    public int volatilityCentiBps;
    /** The cluster price last sampled; 0 for none. */
    public long clusterPrice;

    // median's

    /** Last believed price; 0 for none. */
    public final long[] price;
    /** From when on its age is measured. */
    public final long[] originNs;
    /** Trust at the moment, decayed; 0 for those out, stale or unheard. */
    public final int[] trustNowBps;
    /** Share of the price's weight, basis points, rounded down. */
    public final int[] weightBps;
    /** In or out, and by which rule. */
    public final SourceStanding[] standing;
    /** The record, as an order would find it now. */
    public final Evaluation record = new Evaluation();
    /** Fence of the last pass, basis points; 0 where none was laid. */
    public int fenceBps;
    /** Anchor of the jump breaker; 0 for none. */
    public long anchor;
    /** When quorum will have dwelt; 0 where there is none. */
    public long opensAtNs;

    /**
     * An empty node.
     *
     * @param instrument dense id.
     * @param sources    how many there are.
     * @param children   what it stands on.
     */
    public ExplanationDraft(final int instrument, final int sources, final List<ExplanationDraft> children)
    {
        this.instrument = instrument;
        this.children = List.copyOf(children);
        trustBps = new int[sources];
        overrideBps = new int[sources];
        falls = new int[sources];
        causes = new int[sources];
        outUntilNs = new long[sources];
        price = new long[sources];
        originNs = new long[sources];
        trustNowBps = new int[sources];
        weightBps = new int[sources];
        standing = new SourceStanding[sources];
        Arrays.fill(standing, SourceStanding.UNHEARD);
    }
}
