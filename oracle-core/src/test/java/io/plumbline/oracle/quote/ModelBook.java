// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.QuotePolicy;
import org.jspecify.annotations.Nullable;

/** Which terms are in force: tighter ones at once, looser ones when they are adopted. */
final class ModelBook
{
    final QuotePolicy[] terms;
    private final @Nullable QuotePolicy[] candidates;
    private final long[] lastVersions;

    ModelBook(final QuotePolicy[] terms)
    {
        this.terms = terms;
        candidates = new QuotePolicy[terms.length];
        lastVersions = new long[terms.length];
        for (int i = 0; i < terms.length; i++)
        {
            lastVersions[i] = terms[i].version();
        }
    }

    long lastVersion(final int policy)
    {
        return lastVersions[policy];
    }

    Refusal change(final int policy, final QuotePolicy changed)
    {
        final boolean isNoLooser = changed.isNoLooserThan(terms[policy]);
        if (changed.version() <= lastVersions[policy])
        {
            return Refusal.STALE_VERSION;
        }
        if (!isNoLooser && !terms[policy].isNoLooserThan(changed))
        {
            return Refusal.MIXED_CHANGE;
        }
        lastVersions[policy] = changed.version();
        candidates[policy] = isNoLooser ? null : changed;
        terms[policy] = isNoLooser ? changed : terms[policy];
        return Refusal.NONE;
    }

    Refusal adopt(final int policy, final long version)
    {
        final QuotePolicy candidate = candidates[policy];
        if (candidate == null)
        {
            return Refusal.NO_CANDIDATE;
        }
        if (candidate.version() != version)
        {
            return Refusal.STALE_VERSION;
        }
        candidates[policy] = null;
        terms[policy] = candidate;
        return Refusal.NONE;
    }

    Refusal discard(final int policy)
    {
        final boolean isRunning = candidates[policy] != null;
        candidates[policy] = null;
        return isRunning ? Refusal.NONE : Refusal.NO_CANDIDATE;
    }
}
