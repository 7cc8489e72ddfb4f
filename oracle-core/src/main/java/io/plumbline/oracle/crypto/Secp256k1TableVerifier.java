// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

/**
 * Verifies secp256k1 signatures of registered keys by their precomputed tables, under the rule pinned in
 * {@link Secp256k1Verifier}: every verdict is the same. One thread per instance; allocates nothing after construction.
 *
 * <p>Time depends on digest and signature, which are public.
 */
public final class Secp256k1TableVerifier
{
    /** From so many terms on, an inversion for all pairs is cheaper than additions without. */
    static final int PAIR_FROM = 40;

    private final Secp256k1Claim claim = new Secp256k1Claim();
    private final Secp256k1Adder adder = new Secp256k1Adder(Secp256k1Claim.MAX_TERMS / 2);
    private final Secp256k1Sum sum = new Secp256k1Sum();
    private final Secp256k1Scalar inverse = new Secp256k1Scalar();
    private final DivstepInverter inverter = new DivstepInverter(Secp256k1Curve.ORDER);

    /** Creates a verifier for the use of one thread; the first one builds the generator's table. */
    public Secp256k1TableVerifier()
    {
    }

    /**
     * Verifies a signature r‖s. The owner's thread.
     *
     * @param tables         of the key that must have signed.
     * @param digest         holds the 32 signed bytes.
     * @param digestOffset   index of the digest's first byte.
     * @param rs             holds the 64 bytes r‖s; no content makes this method throw.
     * @param rsOffset       index of the signature's first byte.
     * @param isHighSAllowed whether s above half the group order is accepted; a policy of the source.
     * @return {@link Secp256k1Recovery#OK}, {@link Secp256k1Recovery#OUT_OF_RANGE}, {@link Secp256k1Recovery#HIGH_S} or
     *     {@link Secp256k1Verifier#NOT_BY_KEY}; where several apply, the first in this order after OK.
     * @throws IndexOutOfBoundsException where a range lies outside its array.
     */
    public int verify(
        final Secp256k1Tables tables,
        final byte[] digest,
        final int digestOffset,
        final byte[] rs,
        final int rsOffset,
        final boolean isHighSAllowed)
    {
        final int status = claim.take(tables, digest, digestOffset, rs, rsOffset, isHighSAllowed);
        return status == Secp256k1Recovery.OK ? judge() : status;
    }

    /**
     * Verifies a signature r‖s‖v: good where {@link Secp256k1Recovery#recover} comes back to the key. The owner's
     * thread.
     *
     * @param tables         of the key that must have signed.
     * @param digest         holds the 32 signed bytes.
     * @param digestOffset   index of the digest's first byte.
     * @param rsv            holds the 65 bytes r‖s‖v; no content makes this method throw.
     * @param rsvOffset      index of the signature's first byte.
     * @param isHighSAllowed whether s above half the group order is accepted; a policy of the source.
     * @return {@link Secp256k1Recovery#OK}, {@link Secp256k1Recovery#BAD_RECOVERY_ID},
     *     {@link Secp256k1Recovery#OUT_OF_RANGE}, {@link Secp256k1Recovery#HIGH_S} or
     *     {@link Secp256k1Verifier#NOT_BY_KEY}; where several apply, the first in this order after OK.
     * @throws IndexOutOfBoundsException where a range lies outside its array.
     */
    public int verifyRecoverable(
        final Secp256k1Tables tables,
        final byte[] digest,
        final int digestOffset,
        final byte[] rsv,
        final int rsvOffset,
        final boolean isHighSAllowed)
    {
        final int status = claim.takeRecoverable(tables, digest, digestOffset, rsv, rsvOffset, isHighSAllowed);
        return status == Secp256k1Recovery.OK ? judge() : status;
    }

    private int judge()
    {
        inverse.set(claim.s());
        inverter.invert(inverse.words(), 0);
        claim.spread(inverse);
        final Secp256k1Terms terms = claim.terms;
        while (terms.size() >= PAIR_FROM)
        {
            terms.note(adder);
            adder.invert();
            terms.sum(adder);
        }
        sum.clear();
        for (int i = 0; i < terms.size(); i++)
        {
            sum.add(terms.point(i));
        }
        return claim.isMet(sum, adder) ? Secp256k1Recovery.OK : Secp256k1Verifier.NOT_BY_KEY;
    }
}
