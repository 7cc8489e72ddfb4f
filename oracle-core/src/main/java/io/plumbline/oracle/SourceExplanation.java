// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What one source has to do with an explained price. Immutable; any thread.
 *
 * @param name           as in the configuration.
 * @param lineage        whom it takes its prices from.
 * @param baseWeight     as in the configuration.
 * @param price          its last believed price, at the instrument's scale; 0 for none.
 * @param originNs       from when on the price's age is measured, epoch nanoseconds; 0 for none.
 * @param ageNs          the price's age when it was judged, nanoseconds; 0 for none.
 * @param scoredTrustBps trust as scored, basis points.
 * @param overrideBps    what an operator fixed it at, basis points; 0 for nothing.
 * @param trustNowBps    trust at the moment, decayed, basis points; 0 for one out, stale or unheard.
 * @param causes         what has cost it trust since trust was last full, in order of declaration.
 * @param falls          falls not yet made up for.
 * @param outUntilNs     until when it is out, epoch nanoseconds; 0 or past where it is not, Long.MAX_VALUE until an
 *                       operator lets it in.
 * @param weightBps      its share of the weight behind what the instrument's own sources give now, which need not be
 *                       the price shown; basis points, rounded down, 0 where no price comes of them.
 * @param standing       in or out, and by which rule.
 */
public record SourceExplanation(
    String name,
    String lineage,
    long baseWeight,
    long price,
    long originNs,
    long ageNs,
    int scoredTrustBps,
    int overrideBps,
    int trustNowBps,
    Set<TrustCause> causes,
    int falls,
    long outUntilNs,
    int weightBps,
    SourceStanding standing)
{
    /**
     * Takes a copy of the causes.
     *
     * @param name           as in the configuration.
     * @param lineage        whom it takes its prices from.
     * @param baseWeight     as in the configuration.
     * @param price          its last believed price, at the instrument's scale; 0 for none.
     * @param originNs       from when on the price's age is measured, epoch nanoseconds; 0 for none.
     * @param ageNs          the price's age when it was judged, nanoseconds; 0 for none.
     * @param scoredTrustBps trust as scored, basis points.
     * @param overrideBps    what an operator fixed it at, basis points; 0 for nothing.
     * @param trustNowBps    trust at the moment, decayed, basis points; 0 for one out, stale or unheard.
     * @param causes         what has cost it trust since trust was last full, in order of declaration.
     * @param falls          falls not yet made up for.
     * @param outUntilNs     until when it is out, epoch nanoseconds; 0 or past where it is not, Long.MAX_VALUE until
     *                       an operator lets it in.
     * @param weightBps      its share of the weight behind what the instrument's own sources give now, which need
     *                       not be the price shown; basis points, rounded down, 0 where no price comes of them.
     * @param standing       in or out, and by which rule.
     */
    public SourceExplanation
    {
        final EnumSet<TrustCause> copy = EnumSet.noneOf(TrustCause.class);
        copy.addAll(causes);
        causes = Collections.unmodifiableSet(copy);
    }
}
