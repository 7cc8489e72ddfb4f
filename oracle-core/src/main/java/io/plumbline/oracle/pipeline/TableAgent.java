// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.crypto.KeyRing;
import io.plumbline.oracle.crypto.Secp256k1PublicKey;
import io.plumbline.oracle.crypto.Secp256k1Signer;
import io.plumbline.oracle.crypto.TableShelf;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tables of registered keys off the engine, one a duty cycle, and offers the event that installs each. Ends
 * when none is left to build. One thread, its own.
 */
final class TableAgent implements Agent
{
    private static final int NONE = -1;

    private final KeyRing ring;
    private final TableShelf shelf;
    private final IntFunction<Refusal> installer;
    private final List<Integer> wanted = new ArrayList<>();
    private int built = NONE;

    /**
     * @param maxTables how many distinct keys get a table, the first of the ring.
     * @param installer offers the event that installs the table of a dense key id.
     */
    TableAgent(
        final KeyRing ring, final int maxTables, final TableShelf shelf, final IntFunction<Refusal> installer)
    {
        this.ring = ring;
        this.shelf = shelf;
        this.installer = installer;
        for (int key = 0; key < ring.size() && wanted.size() < maxTables; key++)
        {
            final int candidate = key;
            if (wanted.stream().noneMatch(other -> ring.isSameKey(candidate, other)))
            {
                wanted.add(key);
                final Secp256k1Signer signer = ring.secp256k1(key);
                if (signer != null && knownKey(key) == null)
                {
                    shelf.want(signer);
                }
            }
        }
    }

    @Override
    public int doWork()
    {
        if (built != NONE)
        {
            return announce();
        }
        if (wanted.isEmpty())
        {
            throw new AgentTerminationException("every table is installed");
        }
        for (final Iterator<Integer> keys = wanted.iterator(); keys.hasNext();)
        {
            final int key = keys.next();
            if (isBuilt(key, keys))
            {
                built = key;
                return 1 + announce();
            }
        }
        return 0;
    }

    /** A key whose table can't be built goes without one, and keeps no other waiting. */
    private boolean isBuilt(final int key, final Iterator<Integer> keys)
    {
        boolean isUnseen = false;
        try
        {
            isUnseen = !build(key);
            return !isUnseen;
        }
        finally
        {
            if (!isUnseen)
            {
                keys.remove();
            }
        }
    }

    /** A full ring is tried again; a closed one wants no tables. */
    private int announce()
    {
        final Refusal refusal = installer.apply(built);
        if (refusal == Refusal.RING_FULL)
        {
            return 0;
        }
        if (refusal != Refusal.NONE)
        {
            throw new AgentTerminationException("tables are refused: " + refusal);
        }
        built = NONE;
        return 1;
    }

    /** False where the key behind an address has not shown itself yet. */
    private boolean build(final int key)
    {
        final Secp256k1Signer signer = ring.secp256k1(key);
        if (signer != null)
        {
            final Secp256k1PublicKey known = knownKey(key);
            if (known == null)
            {
                return shelf.build(signer);
            }
            shelf.build(known);
            return true;
        }
        shelf.build(ring.ed25519(key));
        return true;
    }

    /** A signer may be registered by its address for one source, and in full for another. */
    private @Nullable Secp256k1PublicKey knownKey(final int key)
    {
        for (int other = 0; other < ring.size(); other++)
        {
            final Secp256k1PublicKey known = ring.secp256k1Key(other);
            if (known != null && ring.isSameKey(key, other))
            {
                return known;
            }
        }
        return null;
    }

    @Override
    public String roleName()
    {
        return "plumbline-tables";
    }
}
