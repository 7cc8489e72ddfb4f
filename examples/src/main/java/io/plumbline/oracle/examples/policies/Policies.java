// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples.policies;

import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.RiskStep;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.TreeSet;

/**
 * Checks a file of quote policies and prints what each comes to, on a price of the best tier in a quiet market, for
 * orders by value.
 */
public final class Policies
{
    private static final long BPS = 10_000;
    private static final int SECOND_DIGITS = 9;

    private final PrintStream out;

    /**
     * Prints there.
     *
     * @param out for what a person wants to see.
     */
    public Policies(final PrintStream out)
    {
        this.out = out;
    }

    /**
     * Reads, checks, prints.
     *
     * @param file the policies.
     * @return 0.
     * @throws IOException saying what is wrong with the file.
     */
    public int run(final Path file) throws IOException
    {
        for (final QuotePolicy policy : PolicyFile.read(file))
        {
            print(policy);
        }
        return 0;
    }

    private void print(final QuotePolicy policy)
    {
        out.println(policy.name() + ", version " + policy.version() + policy.scope().map(scope -> ", for " +
            scope.product() + "/" + scope.collection() + "/" + scope.region() + "/" + scope.riskTier()).orElse(""));
        final TreeSet<Long> values = new TreeSet<>();
        values.add(1L);
        policy.riskSteps().forEach(step -> values.add(step.fromMinorUnits()));
        values.add(policy.maxFiatMinorUnits());
        for (final long value : values.headSet(policy.maxFiatMinorUnits(), true))
        {
            print(policy, value);
        }
    }

    private void print(final QuotePolicy policy, final long value)
    {
        final RiskStep step = policy.step(value);
        final String approval = value > policy.manualAboveMinorUnits() ? ", approved by hand" : "";
        out.println("  order of " + value + ": life " + seconds(part(policy.ttlNs(), step.ttlBps())) + " s, rise " +
            part(policy.maxRiseBps(), step.driftBps()) + " bps, fall " + part(policy.maxFallBps(), step.driftBps()) +
            " bps, fee " + (policy.feeBps() + policy.lockFeeBps()) + " bps, lineages " +
            Math.max(policy.minLineages(), step.minLineages()) + ", confidence " +
            Math.max(policy.minConfidenceBps(), step.minConfidenceBps()) + " bps" + approval);
    }

    private static long part(final long of, final int bps)
    {
        return of * bps / BPS;
    }

    private static String seconds(final long ns)
    {
        return BigDecimal.valueOf(ns, SECOND_DIGITS).stripTrailingZeros().toPlainString();
    }
}
