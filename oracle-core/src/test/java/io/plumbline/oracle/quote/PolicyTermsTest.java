// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.PolicyVariants;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Rights;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.slot.Evaluation;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Contract Q: of instrument and policy each only takes away. */
final class PolicyTermsTest
{
    @Test
    void contractQ_shouldTakeAwayWhatEitherInstrumentOrPolicyForbids()
    {
        final Random random = new Random(5);
        final Evaluation price = new Evaluation();
        for (int round = 0; round < 50; round++)
        {
            final QuotePolicy policy = PolicyVariants.random(random);
            final OracleConfig config = QuoteBench.config(QuoteBench.PATIENT, policy);
            final InstrumentConfig instrument = config.instruments().get(0);
            final PolicyTerms terms = new PolicyTerms(config, policy);
            for (final Tier tier : Tier.values())
            {
                for (final Mode mode : Mode.values())
                {
                    price.tier = tier;
                    price.mode = mode;
                    final Rights rights = terms.rights(price);
                    assertEquals(instrument.fallback().rightsOf(tier).and(policy.rightsOf(tier))
                        .and(instrument.market().modes().rightsOf(mode)).and(policy.rightsOf(mode)), rights,
                        "seed 5, round " + round);
                    assertFalse(!tier.isLive() && (rights.canIssue() || rights.canAuthorize()));
                }
            }
        }
    }
}
