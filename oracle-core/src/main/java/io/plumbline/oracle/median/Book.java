// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.price.PriceColumn;
import io.plumbline.oracle.price.Scales;
import io.plumbline.oracle.price.Spread;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.TickColumns;
import io.plumbline.oracle.wire.Bytes;

/**
 * The last believed price of every source on every instrument, with what trust found about it and the signed bytes it
 * came in. It also notes whose price changed, so that a selection can take up where it was. One thread; allocates
 * nothing after construction.
 */
final class Book
{
    /** Bytes of a hash of signed bytes. */
    static final int HASH_LENGTH = 32;

    private static final int MAX_U16 = 0xffff;

    private final int sources;

    // by instrument
    private final PriceColumn[] columns;
    private final PriceColumn[] spreads;
    private final long[] spreadMask;
    private final int[] volatilityCentiBps;
    private final long[] changed;

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
        spreads = new PriceColumn[instruments];
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            columns[instrument] = new PriceColumn(sources);
            spreads[instrument] = new PriceColumn(sources);
        }
        spreadMask = new long[instruments];
        volatilityCentiBps = new int[instruments];
        changed = new long[instruments];
        originNs = new long[instruments * sources];
        decayFromNs = new long[instruments * sources];
        trustBps = new int[instruments * sources];
        tickIndex = new int[instruments * sources];
        hashes = new byte[instruments * sources * HASH_LENGTH];
    }

    /** Takes an accepted tick in, with the volatility that trust found beside it. */
    void put(final Slot slot, final int i)
    {
        final TickColumns ticks = slot.ticks;
        final int source = slot.source;
        final int instrument = ticks.instrument[i];
        final int dense = instrument * sources + source;
        columns[instrument].put(source, ticks.price[i]);
        putSpread(source, instrument, spreadBps(ticks, i));
        originNs[dense] = ticks.originNs[i];
        decayFromNs[dense] = ticks.decayFromNs[i];
        trustBps[dense] = ticks.trustBps[i];
        tickIndex[dense] = ticks.tickIndex[i];
        volatilityCentiBps[instrument] = ticks.volatilityCentiBps[i];
        changed[instrument] |= 1L << source;
        for (int at = 0; at < HASH_LENGTH; at += Long.BYTES)
        {
            Bytes.putI64(hashes, dense * HASH_LENGTH + at, Bytes.i64(slot.signedHash, at));
        }
    }

    /** Takes a source's price out; whether there was one. */
    boolean remove(final int source, final int instrument)
    {
        if (!columns[instrument].remove(source))
        {
            return false;
        }
        putSpread(source, instrument, -1);
        changed[instrument] |= 1L << source;
        return true;
    }

    private void putSpread(final int source, final int instrument, final int spreadBps)
    {
        final long bit = 1L << source;
        if (spreadBps >= 0)
        {
            spreads[instrument].put(source, spreadBps);
            spreadMask[instrument] |= bit;
        }
        else if ((spreadMask[instrument] & bit) != 0)
        {
            spreads[instrument].remove(source);
            spreadMask[instrument] &= ~bit;
        }
    }

    /** Rounded up; -1 where the source did not give both. */
    private static int spreadBps(final TickColumns ticks, final int i)
    {
        if (!Scales.isPrice(ticks.bid[i]) || !Scales.isPrice(ticks.ask[i]))
        {
            return -1;
        }
        // a bid far enough below zero leaves no long that holds the width
        final boolean isWider = ticks.ask[i] - ticks.bid[i] < 0;
        return isWider ? MAX_U16 : Math.min(MAX_U16, Spread.bps(ticks.bid[i], ticks.ask[i], ticks.price[i]));
    }

    /** One bit a source whose price was put or removed since this was last asked, which forgets them. */
    long takeChanged(final int instrument)
    {
        final long sourcesChanged = changed[instrument];
        changed[instrument] = 0;
        return sourcesChanged;
    }

    PriceColumn column(final int instrument)
    {
        return columns[instrument];
    }

    /** Bid-ask spreads of the last ticks, basis points of their own prices, of the sources that gave both. */
    PriceColumn spreads(final int instrument)
    {
        return spreads[instrument];
    }

    /** One bit a source that gave both. */
    long spreadMask(final int instrument)
    {
        return spreadMask[instrument];
    }

    /** The source's last, 0 to 65,535; -1 where it did not give both bid and ask, or has no price. */
    int spreadBps(final int source, final int instrument)
    {
        final long spread = spreads[instrument].priceOf(source);
        return Scales.isPrice(spread) ? (int)spread : -1;
    }

    /** As of the last accepted tick, centi-bps over one sample interval. */
    int volatilityCentiBps(final int instrument)
    {
        return volatilityCentiBps[instrument];
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
