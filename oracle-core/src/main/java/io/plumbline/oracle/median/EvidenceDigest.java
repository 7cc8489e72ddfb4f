// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.crypto.Sha256;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * What a price stands on, in 32 bytes: SHA-256 over a tagged, counted list, little-endian.
 *
 * <pre>
 * 16 B  "PLUMBLINE-EVID-1"
 *  2 B  number of contributors, u16
 * then for each contributor, by rising source id:
 *  2 B  dense source id, u16
 *  2 B  place of the tick in the signed bytes, u16
 *  8 B  effective weight, u64: capped base weight in 1/512 times trust in basis points
 * 32 B  SHA-256 of the signed bytes
 * </pre>
 *
 * <p>One thread; allocates nothing after construction.
 */
public final class EvidenceDigest
{
    /** What the list begins with. */
    public static final String TAG = "PLUMBLINE-EVID-1";

    private static final VarHandle SHORTS =
        MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int COUNT = 16;
    private static final int ENTRIES = COUNT + Short.BYTES;
    private static final int ENTRY_LENGTH = 2 * Short.BYTES + Long.BYTES + Sha256.LENGTH;

    private final byte[] list = new byte[ENTRIES + OracleConfig.MAX_SOURCES * ENTRY_LENGTH];
    private final Sha256 sha256 = new Sha256();
    private int count;

    /**
     * An empty list.
     */
    public EvidenceDigest()
    {
        System.arraycopy(TAG.getBytes(StandardCharsets.US_ASCII), 0, list, 0, COUNT);
    }

    /**
     * Starts anew.
     */
    public void begin()
    {
        count = 0;
    }

    /**
     * Adds a contributor; the caller keeps the order of source ids.
     *
     * @param source     dense source id, 0 to 63.
     * @param tickIndex  place of the tick in the signed bytes.
     * @param weight     effective weight.
     * @param hashes     holds the hash of the signed bytes.
     * @param hashOffset where it begins.
     */
    public void add(
        final int source, final int tickIndex, final long weight, final byte[] hashes, final int hashOffset)
    {
        final int at = ENTRIES + count++ * ENTRY_LENGTH;
        SHORTS.set(list, at, (short)source);
        SHORTS.set(list, at + Short.BYTES, (short)tickIndex);
        LONGS.set(list, at + 2 * Short.BYTES, weight);
        System.arraycopy(hashes, hashOffset, list, at + 2 * Short.BYTES + Long.BYTES, Sha256.LENGTH);
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
