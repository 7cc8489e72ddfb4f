// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.slot.Slot;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds an instrument by the bytes of its symbol as quotes carry them: 24 bytes, padded with zeros. Open addressing
 * over three words. Immutable after construction; any thread; allocates nothing.
 */
final class SymbolIndex
{
    /** Bytes of a symbol, padding included. */
    static final int SYMBOL_LENGTH = 24;

    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WORDS = SYMBOL_LENGTH / Long.BYTES;
    private static final long MIX = 0x9e3779b97f4a7c15L;

    private final long[] words;
    private final int[] ids;
    private final int mask;

    SymbolIndex(final OracleConfig config)
    {
        final int places = Integer.highestOneBit(config.instruments().size()) * 4;
        mask = places - 1;
        ids = new int[places];
        Arrays.fill(ids, Slot.NONE);
        words = new long[places * WORDS];
        for (int id = 0; id < config.instruments().size(); id++)
        {
            final byte[] symbol = Arrays.copyOf(
                config.instruments().get(id).symbol().getBytes(StandardCharsets.US_ASCII), SYMBOL_LENGTH);
            int place = place(symbol, 0);
            while (ids[place] != Slot.NONE)
            {
                place = place + 1 & mask;
            }
            ids[place] = id;
            for (int i = 0; i < WORDS; i++)
            {
                words[place * WORDS + i] = word(symbol, 0, i);
            }
        }
    }

    /** The dense id of the symbol at an offset, or {@link Slot#NONE}. */
    int find(final byte[] bytes, final int at)
    {
        int place = place(bytes, at);
        while (ids[place] != Slot.NONE)
        {
            if (isAt(place, bytes, at))
            {
                return ids[place];
            }
            place = place + 1 & mask;
        }
        return Slot.NONE;
    }

    private boolean isAt(final int place, final byte[] bytes, final int at)
    {
        boolean isEqual = true;
        for (int i = 0; i < WORDS; i++)
        {
            isEqual &= words[place * WORDS + i] == word(bytes, at, i);
        }
        return isEqual;
    }

    private int place(final byte[] bytes, final int at)
    {
        long hash = 0;
        for (int i = 0; i < WORDS; i++)
        {
            hash = (hash ^ word(bytes, at, i)) * MIX;
            hash ^= hash >>> 32;
        }
        return (int)hash & mask;
    }

    private static long word(final byte[] bytes, final int at, final int i)
    {
        return (long)LONGS.get(bytes, at + i * Long.BYTES);
    }
}
