// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

/**
 * Adds pairs of points of secp256k1, many at once, at the price of one field inversion and some six products each. One
 * thread per instance; allocates nothing after construction.
 *
 * <p>Use: {@link #note} every pair, {@link #invert} once, then {@link #sum} every pair, the last noted first. No pair's
 * sum depends on another pair: a zero is never a factor of the product that is inverted. Equal points are doubled and
 * opposite ones have no finite sum, so any two points may be a pair.
 */
final class Secp256k1Adder
{
    private static final byte UNLIKE = 0;
    private static final byte EQUAL = 1;
    private static final byte OPPOSITE = 2;

    private final FieldSecp256k1[] denominators;
    /** At i the product of all denominators before i. */
    private final FieldSecp256k1[] products;
    private final byte[] kinds;
    private final DivstepInverter inverter = new DivstepInverter(Secp256k1Curve.FIELD_PRIME);
    private final long[] words = new long[FieldSecp256k1.WORDS];
    private final FieldSecp256k1 inverse = new FieldSecp256k1();
    private final FieldSecp256k1 slope = new FieldSecp256k1();
    private final FieldSecp256k1 a = new FieldSecp256k1();
    private final FieldSecp256k1 b = new FieldSecp256k1();
    private int size;

    /** Creates an adder of up to so many pairs at once. */
    Secp256k1Adder(final int capacity)
    {
        denominators = new FieldSecp256k1[capacity];
        products = new FieldSecp256k1[capacity + 1];
        kinds = new byte[capacity];
        for (int i = 0; i < capacity; i++)
        {
            denominators[i] = new FieldSecp256k1();
            products[i] = new FieldSecp256k1();
        }
        products[0].set(1);
        products[capacity] = new FieldSecp256k1();
    }

    /** Takes notice of a pair to be added. */
    void note(final Secp256k1Point first, final Secp256k1Point second)
    {
        final FieldSecp256k1 denominator = denominators[size];
        denominator.subtract(second.x, first.x);
        kinds[size] = UNLIKE;
        if (denominator.isPerhapsZero() && denominator.isZero())
        {
            noteExceptional(first, second);
        }
        if (size == 0)
        {
            products[1].set(denominator);
        }
        else
        {
            products[size + 1].multiply(products[size], denominator);
        }
        size++;
    }

    private void noteExceptional(final Secp256k1Point first, final Secp256k1Point second)
    {
        a.subtract(second.y, first.y);
        if (a.isZero())
        {
            // No point of this curve has y = 0.
            kinds[size] = EQUAL;
            denominators[size].add(first.y, first.y);
        }
        else
        {
            kinds[size] = OPPOSITE;
            denominators[size].set(1);
        }
    }

    /** Inverts the product of what was noted; to be called before the sums are taken, also where nothing was noted. */
    void invert()
    {
        if (size > 0)
        {
            inverse.set(products[size]);
            invert(inverse);
        }
    }

    /** Replaces a reduced number other than zero, or a difference or double of such, by its inverse. */
    void invert(final FieldSecp256k1 number)
    {
        a.set(1);
        number.multiply(number, a);
        number.store(words, 0);
        inverter.invert(words, 0);
        number.load(words, 0);
    }

    /**
     * Writes the sum of the last pair noted that has not been summed; the target may be one of the two. False, and the
     * target as it was, where the points are opposite.
     */
    boolean sum(final Secp256k1Point first, final Secp256k1Point second, final Secp256k1Point target)
    {
        size--;
        slope.multiply(inverse, products[size]);
        inverse.multiply(inverse, denominators[size]);
        if (kinds[size] == OPPOSITE)
        {
            return false;
        }
        if (kinds[size] == UNLIKE)
        {
            a.subtract(second.y, first.y);
        }
        else
        {
            b.square(first.x);
            a.add(b, b);
            a.add(a, b);
        }
        slope.multiply(slope, a);
        b.square(slope);
        b.difference(b, first.x, second.x);
        a.subtract(first.x, b);
        a.multiply(a, slope);
        target.y.difference(a, first.y);
        target.x.set(b);
        return true;
    }
}
