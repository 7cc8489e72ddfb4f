// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.util.Arrays;

/**
 * Multiplies the base point by a secret scalar: no branch and no index depends on it. One thread per instance;
 * allocates nothing after construction.
 *
 * <p>An odd scalar below 2^258 is a sum of ±2^i over 258 bits, hence of 43 odd digits in [-63, 63], each with 64 times
 * the weight of the one before and none zero. Each digit's entry is selected by masks out of all 32 of its window, its
 * sign then applied by masks, and the result added by the complete addition.
 */
final class Ed25519SecretMultiple
{
    /** Width of a digit in bits. */
    static final int WIDTH = 6;
    /** Number of digits. */
    static final int WINDOWS = 43;
    /** Number of positive digits. */
    static final int ROWS = 1 << (WIDTH - 1);

    private static final int ENTRY_WORDS = Ed25519Sum.ENTRY_WORDS;
    private static final int ROW_WORDS = WINDOWS * ENTRY_WORDS;
    private static final int STEP = 4;

    /** Row i holds (2i + 1)·64^k·B for each window k; built once, 129 KiB, immutable from then on. */
    private static final class Base
    {
        static final long[][] ROWS_OF_BASE = build();

        private static long[][] build()
        {
            final Ed25519Tables multiples = Ed25519Tables.ofBase(WIDTH);
            final Ed25519Tables.Writer writer = new Ed25519Tables.Writer();
            final Ed25519Sum sum = new Ed25519Sum();
            final Field25519[] inverse = {new Field25519()};
            final Field25519Inverter inverter = new Field25519Inverter(1);
            final long[][] rows = new long[ROWS][ROW_WORDS];
            for (int window = 0; window < WINDOWS; window++)
            {
                for (int i = 0; i < ROWS; i++)
                {
                    final int odd = 2 * i + 1;
                    sum.clear();
                    sum.add(multiples.entries(), multiples.entry(window, Math.min(odd, ROWS)), 0);
                    if (odd > ROWS)
                    {
                        sum.add(multiples.entries(), multiples.entry(window, odd - ROWS), 0);
                    }
                    inverse[0].set(sum.z);
                    inverter.invert(inverse, 1);
                    writer.write(sum, inverse[0], rows[i], window * ENTRY_WORDS);
                }
            }
            return rows;
        }
    }

    private final long[][] rows = Base.ROWS_OF_BASE;
    private final long[] words = new long[Ed25519SecretScalar.WORDS + 1];
    /** Row and sign of each window's digit, repeated for each word of its entry. */
    private final long[] wanted = new long[ROW_WORDS];
    private final long[] signs = new long[WINDOWS];
    private final long[] selected = new long[ROW_WORDS];
    private final Ed25519Sum sum = new Ed25519Sum();
    private final Field25519 inverse = new Field25519();
    private final Field25519SecretInverter inverter = new Field25519SecretInverter();

    /** Computes the scalar's multiple of the base point and writes its encoding as four little-endian words. */
    void encode(final Ed25519SecretScalar scalar, final long[] encoded)
    {
        recode(scalar);
        select();
        sum.clear();
        for (int i = 0; i < WINDOWS; i++)
        {
            final int at = i * ENTRY_WORDS;
            final int minusAt = at + Field25519.WORDS;
            final long sign = signs[i];
            for (int j = 0; j < Field25519.WORDS; j++)
            {
                final long exchange = (selected[at + j] ^ selected[minusAt + j]) & sign;
                selected[at + j] ^= exchange;
                selected[minusAt + j] ^= exchange;
            }
            sum.add(selected, at, minusAt, minusAt + Field25519.WORDS, sign);
        }
        inverter.invert(inverse, sum.z);
        sum.encode(inverse, encoded);
    }

    /** Forgets the last scalar and whatever was computed from it. */
    void clear()
    {
        Arrays.fill(words, 0);
        Arrays.fill(wanted, 0);
        Arrays.fill(signs, 0);
        Arrays.fill(selected, 0);
        sum.erase();
        inverse.set(0);
        inverter.clear();
    }

    /** The digit of a window after a call of {@link #recode}; for tests. */
    int digit(final int window)
    {
        final long magnitude = 2 * wanted[window * ENTRY_WORDS] + 1;
        return (int)((magnitude ^ signs[window]) - signs[window]);
    }

    /** The words selected for a digit after a call of {@link #select}; for tests. */
    long[] selected()
    {
        return selected;
    }

    /** Makes the digits of the scalar, or of the scalar plus L where it is even. */
    void recode(final Ed25519SecretScalar scalar)
    {
        scalar.storeOdd(words);
        // Bit i of (x + 2^258 - 1) / 2 tells the sign of 2^i; six of them are a digit's (digit + 63) / 2.
        words[words.length - 1] = 0;
        for (int i = 0; i < words.length - 1; i++)
        {
            words[i] = words[i] >>> 1 | words[i + 1] << (Long.SIZE - 1);
        }
        words[words.length - 1] = 1L << (WIDTH * WINDOWS - 1 - Long.SIZE * Ed25519SecretScalar.WORDS);
        for (int i = 0; i < WINDOWS; i++)
        {
            final int bit = WIDTH * i;
            final int word = bit >>> 6;
            final int shift = bit & (Long.SIZE - 1);
            long piece = words[word] >>> shift;
            if (shift > Long.SIZE - WIDTH)
            {
                piece |= words[word + 1] << (Long.SIZE - shift);
            }
            final long sign = (piece >>> (WIDTH - 1) & 1) - 1;
            final long row = (piece ^ sign) & (ROWS - 1);
            signs[i] = sign;
            final int at = i * ENTRY_WORDS;
            for (int j = 0; j < ENTRY_WORDS; j++)
            {
                wanted[at + j] = row;
            }
        }
    }

    /** Reads every entry of every window and keeps the wanted ones. */
    void select()
    {
        Arrays.fill(selected, 0);
        for (int i = 0; i < ROWS; i += STEP)
        {
            choose(rows[i], rows[i + 1], rows[i + 2], rows[i + 3], wanted, i, selected);
        }
    }

    /**
     * Word by word, takes one of four rows by the lowest two bits of what is wanted, where the other bits are those of
     * the first row; a plain loop over whole arrays, for the compiler to vectorize.
     */
    private static void choose(
        final long[] row0,
        final long[] row1,
        final long[] row2,
        final long[] row3,
        final long[] wanted,
        final long first,
        final long[] selected)
    {
        for (int i = 0; i < ROW_WORDS; i++)
        {
            final long bits = wanted[i];
            final long bit0 = -(bits & 1);
            final long bit1 = -(bits >>> 1 & 1);
            final long low = row0[i] ^ ((row0[i] ^ row1[i]) & bit0);
            final long high = row2[i] ^ ((row2[i] ^ row3[i]) & bit0);
            // The highest bit of n - 1, n being 0 or more, is set where n is 0.
            final long isHere = -(((bits >>> 2 ^ first >>> 2) - 1) >>> (Long.SIZE - 1));
            selected[i] |= (low ^ ((low ^ high) & bit1)) & isHere;
        }
    }
}
