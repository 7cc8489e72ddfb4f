// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.Tier;

/**
 * The figures of an explained price. Prices are at the instrument's scale, times epoch nanoseconds, what ends in Bps
 * basis points. Immutable; any thread.
 *
 * @param tier               on what the price stands.
 * @param mode               how carefully it is quoted.
 * @param refusal            why the price is not of now; NONE where its tier is live.
 * @param primaryRefusal     why the price is not PRIMARY; NONE where it is.
 * @param isImpliedHigh      whether implied volatility is high against realized volatility.
 * @param price              the price; 0 where there is none.
 * @param rangeLow           lowest admitted price.
 * @param rangeHigh          highest admitted price.
 * @param quartileLow        weighted lower quartile.
 * @param quartileHigh       weighted upper quartile.
 * @param asOfNs             origin of the oldest contributor.
 * @param evaluatedAtNs      engine time of the judgement.
 * @param validUntilNs       first instant at which it no longer holds.
 * @param opensAtNs          when quorum will have dwelt; 0 where there is none.
 * @param sources            how many sources contributed.
 * @param lineages           how many lineages contributed.
 * @param confidenceBps      0 to 10,000.
 * @param trustBps           average trust of the contributors, 0 to 10,000.
 * @param dispersionBps      interquartile range against the price.
 * @param staleShareBps      share of the base weight without a fresh believed price, 0 to 10,000.
 * @param spreadBps          bid-ask spread of the contributors; 0 where too few gave both.
 * @param tierSpreadBps      distance of PRIMARY and SECONDARY; 0 where there are not both.
 * @param volatilityBps      realized volatility over one minute.
 * @param fenceBps           fence of the last pass; 0 where none was laid.
 * @param volatilityCentiBps realized volatility over one sample interval, hundredths of a basis point.
 * @param clusterPrice       the price of all sources last sampled for volatility; 0 for none.
 * @param anchor             anchor of the jump breaker; 0 for none.
 */
public record PriceFigures(
    Tier tier,
    Mode mode,
    Refusal refusal,
    Refusal primaryRefusal,
    boolean isImpliedHigh,
    long price,
    long rangeLow,
    long rangeHigh,
    long quartileLow,
    long quartileHigh,
    long asOfNs,
    long evaluatedAtNs,
    long validUntilNs,
    long opensAtNs,
    int sources,
    int lineages,
    int confidenceBps,
    int trustBps,
    int dispersionBps,
    int staleShareBps,
    int spreadBps,
    int tierSpreadBps,
    int volatilityBps,
    int fenceBps,
    int volatilityCentiBps,
    long clusterPrice,
    long anchor)
{
}
