// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.util.List;

/**
 * Who may have signed what arrives at one place, and a guess of who comes next: whoever followed the last signer the
 * last time. The guess changes how fast a signer is found, never who it is. One thread; allocates nothing once made.
 */
public final class Secp256k1Candidates
{
    private final Secp256k1Signer[] signers;
    private final int[] followers;
    private int last;

    /**
     * Takes the signers in.
     *
     * @param signers in any order; may be empty.
     */
    public Secp256k1Candidates(final List<Secp256k1Signer> signers)
    {
        this.signers = signers.toArray(new Secp256k1Signer[0]);
        followers = new int[this.signers.length];
        for (int i = 0; i < followers.length; i++)
        {
            followers[i] = (i + 1) % followers.length;
        }
    }

    int size()
    {
        return signers.length;
    }

    /** The candidate to try at a step, 0 to size - 1: the guess first, then the others in their order from there. */
    int candidate(final int step)
    {
        return (followers[last] + step) % signers.length;
    }

    Secp256k1Signer signer(final int candidate)
    {
        return signers[candidate];
    }

    void signed(final int candidate)
    {
        followers[last] = candidate;
        last = candidate;
    }

    /** The candidate of an address, or -1. */
    int indexOf(final byte[] address)
    {
        for (int i = 0; i < signers.length; i++)
        {
            if (signers[i].isAddress(address, 0))
            {
                return i;
            }
        }
        return -1;
    }
}
