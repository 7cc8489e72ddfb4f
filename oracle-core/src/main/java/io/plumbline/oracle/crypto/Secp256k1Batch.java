// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

/**
 * Up to {@value #CAPACITY} verifications that share inversions. Each verdict is exact and its own: no signature,
 * however made, changes another's. One thread per instance; allocates nothing after construction.
 *
 * <p>Signatures with and without v may stand side by side. Arrays handed in are read at once and not kept. Rule and
 * statuses are those of {@link Secp256k1TableVerifier}. The work is done by {@link #finish()}.
 */
public final class Secp256k1Batch
{
    /** How many signatures a batch takes. */
    public static final int CAPACITY = 16;

    private final Secp256k1Adder adder = new Secp256k1Adder(CAPACITY * (Secp256k1Claim.MAX_TERMS / 2));
    private final DivstepInverter inverter = new DivstepInverter(Secp256k1Curve.ORDER);
    /** Only signatures with r and s in range are candidates, and stand here without gaps. */
    private final Secp256k1Claim[] claims = new Secp256k1Claim[CAPACITY];
    /** At i the product of the candidates' s up to i. */
    private final Secp256k1Scalar[] products = new Secp256k1Scalar[CAPACITY];
    private final Secp256k1Scalar inverse = new Secp256k1Scalar();
    private final Secp256k1Scalar inverseOfS = new Secp256k1Scalar();
    private final int[] positions = new int[CAPACITY];
    private final int[] statuses = new int[CAPACITY];
    private int candidates;
    private int size;

    /** Creates an empty batch for the use of one thread; the first one builds the generator's table. */
    public Secp256k1Batch()
    {
        for (int i = 0; i < CAPACITY; i++)
        {
            claims[i] = new Secp256k1Claim();
            products[i] = new Secp256k1Scalar();
        }
    }

    /**
     * How many signatures wait for their verdict. The owner's thread.
     *
     * @return 0 to {@link #CAPACITY}.
     */
    public int size()
    {
        return size;
    }

    /**
     * Adds a signature r‖s. The owner's thread.
     *
     * @param tables         of the key that must have signed.
     * @param digest         holds the 32 signed bytes.
     * @param digestOffset   index of the digest's first byte.
     * @param rs             holds the 64 bytes r‖s; no content makes this method throw.
     * @param rsOffset       index of the signature's first byte.
     * @param isHighSAllowed whether s above half the group order is accepted; a policy of the source.
     * @return its position in the verdicts, 0 to {@link #CAPACITY} - 1.
     * @throws IndexOutOfBoundsException where a range lies outside its array; the batch is as before.
     * @throws IllegalStateException     where the batch is full.
     */
    public int add(
        final Secp256k1Tables tables,
        final byte[] digest,
        final int digestOffset,
        final byte[] rs,
        final int rsOffset,
        final boolean isHighSAllowed)
    {
        checkRoom();
        return place(claims[candidates].take(tables, digest, digestOffset, rs, rsOffset, isHighSAllowed));
    }

    /**
     * Adds a signature r‖s‖v. The owner's thread.
     *
     * @param tables         of the key that must have signed.
     * @param digest         holds the 32 signed bytes.
     * @param digestOffset   index of the digest's first byte.
     * @param rsv            holds the 65 bytes r‖s‖v; no content makes this method throw.
     * @param rsvOffset      index of the signature's first byte.
     * @param isHighSAllowed whether s above half the group order is accepted; a policy of the source.
     * @return its position in the verdicts, 0 to {@link #CAPACITY} - 1.
     * @throws IndexOutOfBoundsException where a range lies outside its array; the batch is as before.
     * @throws IllegalStateException     where the batch is full.
     */
    public int addRecoverable(
        final Secp256k1Tables tables,
        final byte[] digest,
        final int digestOffset,
        final byte[] rsv,
        final int rsvOffset,
        final boolean isHighSAllowed)
    {
        checkRoom();
        return place(claims[candidates].takeRecoverable(tables, digest, digestOffset, rsv, rsvOffset, isHighSAllowed));
    }

    private void checkRoom()
    {
        if (size == CAPACITY)
        {
            throw new IllegalStateException("a batch of " + CAPACITY + " signatures is full");
        }
    }

    private int place(final int status)
    {
        statuses[size] = status;
        if (status == Secp256k1Recovery.OK)
        {
            positions[candidates++] = size;
        }
        return size++;
    }

    /**
     * Finishes all that was added and empties the batch. The owner's thread.
     *
     * @return bit i is set where the signature at position i is good; 0 for an empty batch.
     */
    public int finish()
    {
        int verdicts = 0;
        if (candidates > 0)
        {
            spread();
            while (pair())
            {
                adder.invert();
                for (int i = 0; i < candidates; i++)
                {
                    claims[i].terms.sum(adder);
                }
            }
        }
        for (int i = 0; i < candidates; i++)
        {
            final Secp256k1Claim claim = claims[i];
            if (claim.terms.size() == 1 && claim.isMet(claim.terms.point(0)))
            {
                verdicts |= 1 << positions[i];
            }
            else
            {
                statuses[positions[i]] = Secp256k1Verifier.NOT_BY_KEY;
            }
        }
        candidates = 0;
        size = 0;
        return verdicts;
    }

    /** Inverts every s, which is not zero, and sets the terms. */
    private void spread()
    {
        products[0].set(claims[0].s());
        for (int i = 1; i < candidates; i++)
        {
            products[i].multiply(products[i - 1], claims[i].s());
        }
        inverse.set(products[candidates - 1]);
        inverter.invert(inverse.words(), 0);
        for (int i = candidates - 1; i > 0; i--)
        {
            inverseOfS.multiply(inverse, products[i - 1]);
            inverse.multiply(inverse, claims[i].s());
            claims[i].spread(inverseOfS);
        }
        claims[0].spread(inverse);
    }

    /** Notes all pairs of all candidates, the last first; false where none is left. */
    private boolean pair()
    {
        boolean isLeft = false;
        for (int i = candidates - 1; i >= 0; i--)
        {
            claims[i].terms.note(adder);
            isLeft |= claims[i].terms.size() > 1;
        }
        return isLeft;
    }

    /**
     * Why a signature of the batch finished last was good or not. The owner's thread.
     *
     * @param position which one, as {@link #add} or {@link #addRecoverable} returned it.
     * @return a status as of {@link Secp256k1TableVerifier}, good from {@link #finish()} to the next addition.
     * @throws IndexOutOfBoundsException where the position is none of a batch.
     */
    public int status(final int position)
    {
        return statuses[position];
    }
}
