// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

/**
 * A mutable point of the twisted Edwards curve -x² + y² = 1 + d·x²·y², to which table entries are added: x = X/Z,
 * y = Y/Z, T = XY/Z. One thread per instance.
 *
 * <p>The addition is the unified one of RFC 8032 with the second Z equal to 1. Since -1 is a square modulo p and d is
 * not, it is complete: it holds for any two points of the curve, equal, opposite or neutral, and 1 ± d·x1·x2·y1·y2 is
 * never zero. Z is 2·Z·(1 - …) times 2·Z·(1 + …), so from 1 it never becomes zero, whatever is added.
 *
 * <p>An entry is a point's y + x, y - x and 2d·x·y, each packed in four words; the opposite point has the first two
 * exchanged and the third negated.
 */
final class Ed25519Sum
{
    /** Words of one entry. */
    static final int ENTRY_WORDS = 3 * Field25519.WORDS;

    final Field25519 x = new Field25519();
    final Field25519 y = new Field25519();
    final Field25519 z = new Field25519();
    final Field25519 t = new Field25519();

    /** Keeps the loads that call entries into the cache from being optimized away; means nothing. */
    long touched;

    private final Field25519 a = new Field25519();
    private final Field25519 b = new Field25519();
    private final Field25519 c = new Field25519();
    private final Field25519 e = new Field25519();
    private final Field25519 f = new Field25519();
    private final Field25519 g = new Field25519();
    private final Field25519 h = new Field25519();

    Ed25519Sum()
    {
        clear();
    }

    /** Sets the neutral point. */
    void clear()
    {
        x.set(0);
        y.set(1);
        z.set(1);
        t.set(0);
    }

    /** Sets the neutral point and zeroes what additions left behind. */
    void erase()
    {
        clear();
        a.set(0);
        b.set(0);
        c.set(0);
        e.set(0);
        f.set(0);
        g.set(0);
        h.set(0);
    }

    void set(final Ed25519Sum point)
    {
        x.set(point.x);
        y.set(point.y);
        z.set(point.z);
        t.set(point.t);
    }

    /** Adds the table's point multiplied by the scalar: one addition for each digit that is not zero. */
    void addMultiple(final Ed25519Tables tables, final Ed25519Scalar scalar)
    {
        final int[] digits = scalar.digits(tables.width());
        final long[] entries = tables.entries();
        final int count = Ed25519Scalar.digitCount(tables.width());
        touch(tables, digits, count);
        for (int i = 0; i < count; i++)
        {
            final int digit = digits[i];
            if (digit != 0)
            {
                add(entries, tables.entry(i, Math.abs(digit)), digit >> (Integer.SIZE - 1));
            }
        }
    }

    /** Loads from every entry in need, so that the waits for memory overlap each other instead of the additions. */
    private void touch(final Ed25519Tables tables, final int[] digits, final int count)
    {
        final long[] entries = tables.entries();
        long seen = 0;
        for (int i = 0; i < count; i++)
        {
            final int at = tables.entry(i, Math.max(1, Math.abs(digits[i])));
            seen ^= entries[at] ^ entries[at + ENTRY_WORDS / 2] ^ entries[at + ENTRY_WORDS - 1];
        }
        touched = seen;
    }

    /** Adds an entry where the sign mask is 0, its opposite where the mask is -1. */
    void add(final long[] entries, final int at, final int sign)
    {
        final int exchange = sign & Field25519.WORDS;
        add(entries, at + exchange, at + Field25519.WORDS - exchange, at + 2 * Field25519.WORDS, sign);
    }

    /** Adds the point whose y + x, y - x and, but for the sign of the mask, 2d·x·y stand at the given indices. */
    void add(final long[] words, final int plusAt, final int minusAt, final int productAt, final long sign)
    {
        e.load(words, minusAt);
        a.subtract(y, x);
        a.multiply(a, e);
        e.load(words, plusAt);
        b.add(y, x);
        b.multiply(b, e);
        e.load(words, productAt);
        c.multiply(t, e);
        c.negate(sign);
        e.subtract(b, a);
        h.add(b, a);
        b.add(z, z);
        f.subtract(b, c);
        g.add(b, c);
        x.multiply(e, f);
        y.multiply(g, h);
        z.multiply(f, g);
        t.multiply(e, h);
    }

    /** Writes the 32 bytes of RFC 8032 as four little-endian words; the inverse of Z is given and must be reduced. */
    void encode(final Field25519 inverseOfZ, final long[] words)
    {
        a.multiply(x, inverseOfZ);
        a.store(words, 0);
        final long sign = words[0] << (Long.SIZE - 1);
        b.multiply(y, inverseOfZ);
        b.store(words, 0);
        words[Field25519.WORDS - 1] |= sign;
    }
}
