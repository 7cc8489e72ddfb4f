// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.price.PriceColumn;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.TickColumns;

/**
 * The last believed price of every source on every instrument, with what trust found about it and the signed bytes it
 * came in. One thread; allocates nothing after construction.
 */
final class Book
{
    /** Bytes of a hash of signed bytes. */
    static final int HASH_LENGTH = 32;

    private final int sources;
    private final PriceColumn[] columns;

    // by instrument and source
    private final long[] originNs;
    private final long[] decayFromNs;
    private final int[] trustBps;
    private final int[] tickIndex;
    private final byte[] hashes;

    Book(final int instruments, final int sources)
    {
        this.sources = sources;
        columns = new PriceColumn[instruments];
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            columns[instrument] = new PriceColumn(sources);
        }
        originNs = new long[instruments * sources];
        decayFromNs = new long[instruments * sources];
        trustBps = new int[instruments * sources];
        tickIndex = new int[instruments * sources];
        hashes = new byte[instruments * sources * HASH_LENGTH];
    }

    /** Takes an accepted tick in. */
    void put(final Slot slot, final int i)
    {
        final TickColumns ticks = slot.ticks;
        final int instrument = ticks.instrument[i];
        final int dense = instrument * sources + slot.source;
        columns[instrument].put(slot.source, ticks.price[i]);
        originNs[dense] = ticks.originNs[i];
        decayFromNs[dense] = ticks.decayFromNs[i];
        trustBps[dense] = ticks.trustBps[i];
        tickIndex[dense] = ticks.tickIndex[i];
        System.arraycopy(slot.signedHash, 0, hashes, dense * HASH_LENGTH, HASH_LENGTH);
    }

    /** Takes a source's price out; whether there was one. */
    boolean remove(final int source, final int instrument)
    {
        return columns[instrument].remove(source);
    }

    PriceColumn column(final int instrument)
    {
        return columns[instrument];
    }

    long originNs(final int source, final int instrument)
    {
        return originNs[instrument * sources + source];
    }

    long decayFromNs(final int source, final int instrument)
    {
        return decayFromNs[instrument * sources + source];
    }

    int trustBps(final int source, final int instrument)
    {
        return trustBps[instrument * sources + source];
    }

    int tickIndex(final int source, final int instrument)
    {
        return tickIndex[instrument * sources + source];
    }

    /** All hashes; a source's begins at {@link #hashOffset}. */
    byte[] hashes()
    {
        return hashes;
    }

    int hashOffset(final int source, final int instrument)
    {
        return (instrument * sources + source) * HASH_LENGTH;
    }
}
