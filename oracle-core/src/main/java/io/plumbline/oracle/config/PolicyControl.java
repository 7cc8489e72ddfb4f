// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

import java.util.Set;

/**
 * How changes are let into force. Immutable; any thread.
 *
 * @param shadowNs     how long looser terms must have been judged beside those in force; nanoseconds, 0 to 7 days.
 * @param shadowPrices how many live prices they must have been judged on, 0 to 1,000,000,000.
 * @param twoApprovals what a second operator must confirm.
 */
public record PolicyControl(long shadowNs, int shadowPrices, Set<AdminAction> twoApprovals)
{
    /** Looser terms run beside for 60 s and 100 live prices; nothing needs a second operator. */
    public static final PolicyControl DEFAULT = new PolicyControl(60_000_000_000L, 100, Set.of());

    /**
     * Validates every component.
     *
     * @param shadowNs     how long looser terms must have been judged beside those in force; nanoseconds, 0 to 7 days.
     * @param shadowPrices how many live prices they must have been judged on, 0 to 1,000,000,000.
     * @param twoApprovals what a second operator must confirm.
     */
    public PolicyControl
    {
        Check.range("shadowNs", shadowNs, 0, 604_800_000_000_000L);
        Check.range("shadowPrices", shadowPrices, 0, 1_000_000_000);
        twoApprovals = Set.copyOf(Check.present("twoApprovals", twoApprovals));
    }
}
