// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

/**
 * The newest reference price of each instrument. Any thread; a read never waits for the writer and allocates nothing.
 */
public interface ReferencePrices
{
    /**
     * The dense id of an instrument.
     *
     * @param symbol such as {@code BTC/USD}.
     * @return the id, or -1.
     */
    int instrumentId(String symbol);

    /**
     * Copies the newest record.
     *
     * @param instrument dense id.
     * @param into       the caller's object, overwritten; emptied where there is no record.
     * @return NONE where the price is of now, its tier and mode saying what it is good for; else why not:
     *     UNKNOWN_INSTRUMENT, NO_PRICE before the first, STALE when it is past its validity or the engine is closed or
     *     dead, CLOCK_FAULT or SUSPENDED while money is refused, else the record's own refusal.
     */
    Refusal read(int instrument, ReferencePrice into);
}
