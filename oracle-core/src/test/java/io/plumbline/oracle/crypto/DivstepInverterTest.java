// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DivstepInverterTest
{
    private static final BigInteger[] MODULI = {
        Secp256k1Reference.P, Secp256k1Reference.N, BigInteger.TWO.pow(256).subtract(BigInteger.valueOf(189)),
        BigInteger.TWO.pow(255).add(BigInteger.valueOf(95)), Ed25519Reference.P
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldInvertLikeBigIntegers(final long seed)
    {
        final Random random = new Random(seed);
        for (final BigInteger modulus : MODULI)
        {
            final DivstepInverter inverter = new DivstepInverter(modulus);
            for (int i = 0; i < 3000; i++)
            {
                // Short ones and long ones, sparse ones and dense ones.
                BigInteger number = new BigInteger(1 + random.nextInt(256), random);
                number = random.nextInt(3) == 0 ? number.and(new BigInteger(256, random)) : number;
                number = random.nextInt(3) == 0 ? modulus.subtract(BigInteger.ONE).subtract(number).abs() : number;
                assertInverts(inverter, modulus, number.mod(modulus), seed);
            }
        }
    }

    @Test
    void shouldInvertAtTheEdges()
    {
        for (final BigInteger modulus : MODULI)
        {
            final DivstepInverter inverter = new DivstepInverter(modulus);
            for (int bit = 0; bit < 255; bit++)
            {
                for (int near = -2; near <= 2; near++)
                {
                    final BigInteger number = BigInteger.ONE.shiftLeft(bit).add(BigInteger.valueOf(near));
                    assertInverts(inverter, modulus, number.mod(modulus), bit);
                    assertInverts(inverter, modulus, modulus.subtract(number).mod(modulus), bit);
                    assertInverts(inverter, modulus, modulus.shiftRight(1).add(number).mod(modulus), bit);
                }
            }
        }
    }

    private static void assertInverts(
        final DivstepInverter inverter, final BigInteger modulus, final BigInteger number, final long seed)
    {
        if (number.signum() != 0 && !number.gcd(modulus).equals(BigInteger.ONE))
        {
            return;
        }
        final long[] words = new long[6];
        for (int i = 0; i < 4; i++)
        {
            words[1 + i] = number.shiftRight(64 * i).longValue();
        }
        inverter.invert(words, 1);
        final BigInteger expected = number.signum() == 0 ? number : number.modInverse(modulus);
        assertEquals(expected, Field25519Test.number(words, 1), () -> "seed " + seed + ", " + number.toString(16));
        assertEquals(0, words[0] | words[5]);
    }
}
