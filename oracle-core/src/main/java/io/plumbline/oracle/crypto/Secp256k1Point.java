// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

/** A mutable finite point of secp256k1 by its two coordinates, each reduced. One thread per instance. */
final class Secp256k1Point
{
    /** Words of one packed point: x, then y. */
    static final int WORDS = 2 * FieldSecp256k1.WORDS;

    final FieldSecp256k1 x = new FieldSecp256k1();
    final FieldSecp256k1 y = new FieldSecp256k1();

    void set(final Secp256k1Point point)
    {
        x.set(point.x);
        y.set(point.y);
    }

    /** Takes a packed point where the sign mask is 0, its opposite where the mask is -1. */
    void load(final long[] words, final int at, final int sign)
    {
        x.load(words, at);
        y.load(words, at + FieldSecp256k1.WORDS);
        y.negate(sign);
    }

    void store(final long[] words, final int at)
    {
        x.store(words, at);
        y.store(words, at + FieldSecp256k1.WORDS);
    }
}
