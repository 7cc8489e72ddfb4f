// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

/**
 * A mutable point of secp256k1 to which points are added without an inversion: x = X/ZZ, y = Y/ZZZ, ZZ³ = ZZZ². One
 * thread per instance; allocates nothing after construction.
 *
 * <p>The formulas of addition hold for points of different x. Other pairs are found by their zero difference: equal
 * points are doubled, and opposite ones leave infinity, ZZ = 0. Otherwise ZZ is a product of numbers that are not zero.
 */
final class Secp256k1Sum
{
    final FieldSecp256k1 x = new FieldSecp256k1();
    final FieldSecp256k1 y = new FieldSecp256k1();
    final FieldSecp256k1 zz = new FieldSecp256k1();
    final FieldSecp256k1 zzz = new FieldSecp256k1();

    private final FieldSecp256k1 p = new FieldSecp256k1();
    private final FieldSecp256k1 pp = new FieldSecp256k1();
    private final FieldSecp256k1 r = new FieldSecp256k1();
    private final FieldSecp256k1 q = new FieldSecp256k1();
    private final FieldSecp256k1 t = new FieldSecp256k1();
    private boolean isInfinite = true;

    /** Sets the point at infinity. */
    void clear()
    {
        isInfinite = true;
    }

    /** Whether this is the point at infinity; then the coordinates mean nothing. */
    boolean isInfinite()
    {
        return isInfinite;
    }

    void add(final Secp256k1Point point)
    {
        if (isInfinite)
        {
            x.set(point.x);
            y.set(point.y);
            zz.set(1);
            zzz.set(1);
            isInfinite = false;
            return;
        }
        p.multiply(point.x, zz);
        p.subtract(p, x);
        r.multiply(point.y, zzz);
        r.subtract(r, y);
        if (p.isPerhapsZero() && p.isZero())
        {
            addOnSameLine(point);
            return;
        }
        pp.square(p);
        q.multiply(x, pp);
        zz.multiply(zz, pp);
        pp.multiply(pp, p);
        zzz.multiply(zzz, pp);
        t.add(q, q);
        x.square(r);
        x.difference(x, pp, t);
        q.subtract(q, x);
        q.multiply(q, r);
        y.multiply(y, pp);
        y.difference(q, y);
    }

    /** Adds a point of the same x. */
    private void addOnSameLine(final Secp256k1Point point)
    {
        if (!r.isZero())
        {
            isInfinite = true;
            return;
        }
        // Twice the given point: no point of this curve has y = 0.
        p.add(point.y, point.y);
        zz.square(p);
        zzz.multiply(zz, p);
        q.multiply(point.x, zz);
        r.square(point.x);
        t.add(r, r);
        r.add(t, r);
        t.add(q, q);
        x.square(r);
        x.difference(x, t);
        q.subtract(q, x);
        q.multiply(q, r);
        y.multiply(zzz, point.y);
        y.difference(q, y);
    }
}
