// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import java.util.Optional;

/**
 * What came of verifying a token that carries a quote. Immutable; any thread.
 *
 * @param refusal NONE, or why the token is not to be relied on.
 * @param quote   the quote it carries, which alone is authoritative; empty unless the refusal is NONE.
 */
public record VerifiedQuote(Refusal refusal, Optional<SignedQuote> quote)
{
    /**
     * Holds a refusal, or a quote that was verified.
     *
     * @param refusal NONE, or why the token is not to be relied on.
     * @param quote   empty unless the refusal is NONE.
     * @throws IllegalArgumentException if there is a quote though it was refused, or none though it was not.
     */
    public VerifiedQuote
    {
        if ((refusal == Refusal.NONE) != quote.isPresent())
        {
            throw new IllegalArgumentException("quote must stand where nothing was refused, refusal was " + refusal);
        }
    }
}
