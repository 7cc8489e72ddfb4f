// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.crypto.Sha256;
import java.util.Objects;

/**
 * What an authorization cannot do without: finding that a payment is not known, and the record of the quote.
 */
public final class RegistryLookup
{
    private static final int PAYMENTS = 1_024;

    private final QuoteRegistry registry;
    private final byte[][] keys = new byte[PAYMENTS][Sha256.LENGTH];
    private final long[] sequences;
    private int at;

    /**
     * Fills a registry.
     *
     * @param capacity of the registry, a power of two.
     * @param quotes   how many of its records are live.
     */
    public RegistryLookup(final int capacity, final int quotes)
    {
        registry = new QuoteRegistry(capacity);
        sequences = new long[quotes];
        for (int i = 0; i < quotes; i++)
        {
            sequences[i] = Objects.requireNonNull(registry.take(0, Long.MAX_VALUE)).sequence;
        }
        final Sha256 sha256 = new Sha256();
        for (int i = 0; i < PAYMENTS; i++)
        {
            sha256.digest(new byte[]{(byte)i, (byte)(i >> 8)}, 0, 2, keys[i], 0);
        }
    }

    /**
     * Looks the next quote up.
     *
     * @return whether it is there and its payment is new.
     */
    public boolean find()
    {
        at = at + 1 == sequences.length ? 0 : at + 1;
        return registry.findPayment(keys[at & PAYMENTS - 1], 1) == null && registry.find(sequences[at], 1) != null;
    }
}
