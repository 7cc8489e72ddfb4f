// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.crypto.Sha256;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * What a price made of other instruments' prices stands on, in 32 bytes: SHA-256 over a tagged, counted list,
 * little-endian.
 *
 * <pre>
 * 16 B  the tag
 *  2 B  number of entries, u16
 * then for each leg, or each present route, as configured:
 *  2 B  dense instrument id, u16
 *  1 B  1 for an inverted leg, else 0
 * 32 B  the instrument's evidence digest
 * </pre>
 *
 * <p>One thread; allocates nothing after construction.
 */
public final class LegsDigest
{
    /** What the list of a derived price begins with. */
    public static final String LEGS = "PLUMBLINE-LEGS-1";
    /** What the list of an index begins with. */
    public static final String INDEX = "PLUMBLINE-INDX-1";

    private static final VarHandle SHORTS =
        MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int COUNT = 16;
    private static final int ENTRIES = COUNT + Short.BYTES;
    private static final int ENTRY_LENGTH = Short.BYTES + 1 + Sha256.LENGTH;

    private final byte[] list;
    private final Sha256 sha256 = new Sha256();
    private int count;

    /**
     * An empty list.
     *
     * @param tag      {@link #LEGS} or {@link #INDEX}.
     * @param capacity most entries.
     */
    public LegsDigest(final String tag, final int capacity)
    {
        list = new byte[ENTRIES + capacity * ENTRY_LENGTH];
        System.arraycopy(tag.getBytes(StandardCharsets.US_ASCII), 0, list, 0, COUNT);
    }

    /**
     * Starts anew.
     */
    public void begin()
    {
        count = 0;
    }

    /**
     * Adds an entry; the caller keeps the configured order.
     *
     * @param instrument dense id.
     * @param isInverse  whether the price is divided by it.
     * @param digest     its evidence digest.
     */
    public void add(final int instrument, final boolean isInverse, final byte[] digest)
    {
        final int at = ENTRIES + count++ * ENTRY_LENGTH;
        SHORTS.set(list, at, (short)instrument);
        list[at + Short.BYTES] = (byte)(isInverse ? 1 : 0);
        System.arraycopy(digest, 0, list, at + Short.BYTES + 1, Sha256.LENGTH);
    }

    /**
     * Ends the list.
     *
     * @param out receives 32 bytes from its start.
     */
    public void finish(final byte[] out)
    {
        SHORTS.set(list, COUNT, (short)count);
        sha256.digest(list, 0, ENTRIES + count * ENTRY_LENGTH, out, 0);
    }
}
