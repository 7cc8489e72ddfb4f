// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.price;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RootsTest
{
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldEqualTheRootOfBigIntegers(final long seed)
    {
        final Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++)
        {
            final long value = random.nextLong() >>> (1 + random.nextInt(63));
            assertEquals(BigInteger.valueOf(value).sqrt().longValueExact(), Roots.floor(value),
                () -> "seed " + seed + ": " + value);
        }
    }

    @Test
    void shouldRoundDownAboutSquaresAndAtTheEnds()
    {
        for (final long root : new long[]{1, 2, 3, 1_000, 65_536, 3_037_000_499L})
        {
            assertEquals(root, Roots.floor(root * root));
            assertEquals(root - 1, Roots.floor(root * root - 1));
        }
        assertEquals(0, Roots.floor(0));
        assertEquals(3_037_000_499L, Roots.floor(Long.MAX_VALUE));
        assertThrows(IllegalArgumentException.class, () -> Roots.floor(-1));
    }
}
