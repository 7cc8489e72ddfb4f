// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.math.BigInteger;

/** Inverts many numbers at the price of one inversion and three products each. One thread per instance. */
final class Field25519Inverter
{
    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    private final Field25519[] products;
    private final DivstepInverter divsteps = new DivstepInverter(P);
    private final long[] words = new long[Field25519.WORDS];
    private final Field25519 inverse = new Field25519();
    private final Field25519 product = new Field25519();

    /** Creates an inverter of up to so many numbers at once. */
    Field25519Inverter(final int capacity)
    {
        products = new Field25519[capacity];
        for (int i = 0; i < capacity; i++)
        {
            products[i] = new Field25519();
        }
    }

    /** Sets the inverse of a reduced number, or zero where that is zero; both may be the same object. */
    void invert(final Field25519 result, final Field25519 number)
    {
        number.store(words, 0);
        divsteps.invert(words, 0);
        result.load(words, 0);
    }

    /**
     * Replaces the first numbers by their inverses. All must be reduced and none zero: one zero would make all of them
     * zero, which is why only Z coordinates of {@link Ed25519Sum} come here.
     */
    void invert(final Field25519[] numbers, final int count)
    {
        products[0].set(numbers[0]);
        for (int i = 1; i < count; i++)
        {
            products[i].multiply(products[i - 1], numbers[i]);
        }
        invert(inverse, products[count - 1]);
        for (int i = count - 1; i > 0; i--)
        {
            product.multiply(inverse, numbers[i]);
            numbers[i].multiply(inverse, products[i - 1]);
            inverse.set(product);
        }
        numbers[0].set(inverse);
    }
}
