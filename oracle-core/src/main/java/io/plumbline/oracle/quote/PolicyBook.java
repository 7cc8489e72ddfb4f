// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.config.OracleConfig;

/** The terms in force, by dense policy id. One thread. */
final class PolicyBook
{
    private final PolicyTerms[] terms;
    private final Shadow shadow = new Shadow();

    PolicyBook(final OracleConfig config)
    {
        terms = config.policies().stream().map(policy -> new PolicyTerms(config, policy)).toArray(PolicyTerms[]::new);
    }

    int size()
    {
        return terms.length;
    }

    PolicyTerms of(final int policy)
    {
        return terms[policy];
    }

    Shadow shadow()
    {
        return shadow;
    }
}
