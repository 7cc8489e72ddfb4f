// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LowSTest
{
    @Test
    void shouldAgreeWithBigIntegers()
    {
        final BigInteger half = Secp256k1Reference.N.shiftRight(1);
        final Random random = new Random(7);
        for (int i = 0; i < 2_000; i++)
        {
            final int distance = random.nextInt(5) - 2;
            final BigInteger s = i % 2 == 0 ? new BigInteger(256, random) : half.add(BigInteger.valueOf(distance));
            final byte[] padded = new byte[70];
            System.arraycopy(Secp256k1Reference.signature(half, s, 27), 0, padded, 5, 65);
            assertEquals(s.compareTo(half) <= 0, LowS.isLow(padded, 5), s.toString(16));
        }
    }
}
