// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.util.Arrays;

/** Keccak-256 as the Keccak paper writes it: one step of the permutation after another, nothing unrolled. */
final class KeccakReference
{
    private static final int RATE = 136;

    private KeccakReference()
    {
    }

    static byte[] hash(final byte[] input, final int offset, final int length)
    {
        final byte[] message = Arrays.copyOfRange(input, offset, offset + length);
        final byte[] padded = Arrays.copyOf(message, (length / RATE + 1) * RATE);
        padded[length] ^= 0x01;
        padded[padded.length - 1] ^= (byte)0x80;
        final long[][] a = new long[5][5];
        for (int block = 0; block < padded.length; block += RATE)
        {
            for (int i = 0; i < RATE; i++)
            {
                a[i / 8 % 5][i / 40] ^= (padded[block + i] & 0xffL) << (8 * (i % 8));
            }
            permute(a);
        }
        final byte[] out = new byte[32];
        for (int i = 0; i < out.length; i++)
        {
            out[i] = (byte)(a[i / 8 % 5][i / 40] >>> (8 * (i % 8)));
        }
        return out;
    }

    private static void permute(final long[][] a)
    {
        int lfsr = 1;
        for (int round = 0; round < 24; round++)
        {
            theta(a);
            final long[][] b = new long[5][5];
            rhoAndPi(a, b);
            for (int x = 0; x < 5; x++)
            {
                for (int y = 0; y < 5; y++)
                {
                    a[x][y] = b[x][y] ^ (~b[(x + 1) % 5][y] & b[(x + 2) % 5][y]);
                }
            }
            for (int j = 0; j <= 6; j++)
            {
                a[0][0] ^= (lfsr & 1L) << ((1 << j) - 1);
                lfsr = lfsr << 1 ^ (lfsr >> 7) * 0x171;
            }
        }
    }

    private static void theta(final long[][] a)
    {
        final long[] parity = new long[5];
        for (int x = 0; x < 5; x++)
        {
            parity[x] = a[x][0] ^ a[x][1] ^ a[x][2] ^ a[x][3] ^ a[x][4];
        }
        for (int x = 0; x < 5; x++)
        {
            for (int y = 0; y < 5; y++)
            {
                a[x][y] ^= parity[(x + 4) % 5] ^ Long.rotateLeft(parity[(x + 1) % 5], 1);
            }
        }
    }

    private static void rhoAndPi(final long[][] a, final long[][] b)
    {
        b[0][0] = a[0][0];
        int x = 1;
        int y = 0;
        for (int t = 0; t < 24; t++)
        {
            final int nextY = (2 * x + 3 * y) % 5;
            b[y][nextY] = Long.rotateLeft(a[x][y], (t + 1) * (t + 2) / 2);
            x = y;
            y = nextY;
        }
    }
}
