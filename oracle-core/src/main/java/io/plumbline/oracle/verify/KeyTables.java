// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.verify;

import io.plumbline.oracle.crypto.KeyRing;
import io.plumbline.oracle.crypto.Secp256k1Signer;
import io.plumbline.oracle.crypto.SignatureKernel;

/** Which registered keys' tables the kernel holds: none for a key that is revoked wherever it is registered. */
final class KeyTables
{
    private final KeyRing ring;
    private final KeyStanding standing;
    private final SignatureKernel kernel;

    KeyTables(final KeyRing ring, final KeyStanding standing, final SignatureKernel kernel)
    {
        this.ring = ring;
        this.standing = standing;
        this.kernel = kernel;
    }

    /** False where the key is revoked, and what was built for it meanwhile is freed, or no table stands ready. */
    boolean install(final int key)
    {
        if (isOfNoUse(key))
        {
            remove(key);
            return false;
        }
        final Secp256k1Signer signer = ring.secp256k1(key);
        return signer == null ? kernel.install(ring.ed25519(key)) : kernel.install(signer);
    }

    /** Frees the table of a key that was revoked, unless another source needs it. */
    void onRevoked(final int key)
    {
        if (isOfNoUse(key))
        {
            remove(key);
        }
    }

    private void remove(final int key)
    {
        final Secp256k1Signer signer = ring.secp256k1(key);
        if (signer == null)
        {
            kernel.remove(ring.ed25519(key));
        }
        else
        {
            kernel.remove(signer);
        }
    }

    /** The same key may be registered for several sources, and is revoked for one at a time. */
    private boolean isOfNoUse(final int key)
    {
        for (int other = 0; other < ring.size(); other++)
        {
            if (!standing.isRevoked(other) && ring.isSameKey(key, other))
            {
                return false;
            }
        }
        return true;
    }
}
