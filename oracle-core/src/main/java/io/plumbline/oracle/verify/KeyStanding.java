// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.verify;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.crypto.KeyRing;

/** Which keys may sign: their windows, and the revoked ones, the room's only state. Verify's thread. */
final class KeyStanding
{
    private final KeyRing ring;
    private final boolean[] revoked;

    KeyStanding(final KeyRing ring)
    {
        this.ring = ring;
        revoked = new boolean[ring.size()];
    }

    /** A key must be valid both when it signed and now: else an old key could be dated back. */
    Refusal check(final int key, final long signedAtNs, final long nowNs)
    {
        if (!ring.isValidAt(key, signedAtNs) || !ring.isValidAt(key, nowNs))
        {
            return Refusal.KEY_NOT_VALID;
        }
        return revoked[key] ? Refusal.KEY_REVOKED : Refusal.NONE;
    }

    boolean isRevoked(final int key)
    {
        return revoked[key];
    }

    /** Revokes for good; the key id may stand in the event as a signed or an unsigned 32-bit number. */
    Refusal revoke(final int source, final long keyId)
    {
        final int id = (int)keyId;
        final int key = id == keyId || Integer.toUnsignedLong(id) == keyId ? ring.key(source, id) : KeyRing.NONE;
        if (key == KeyRing.NONE)
        {
            return Refusal.UNKNOWN_COMMAND;
        }
        revoked[key] = true;
        return Refusal.NONE;
    }
}
