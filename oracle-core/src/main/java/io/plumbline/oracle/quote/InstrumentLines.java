// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.config.BreakerPolicy;
import io.plumbline.oracle.config.FallbackPolicy;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.LegConfig;
import io.plumbline.oracle.config.MarketPolicy;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.ModeThresholds;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.Tier;

/** An instrument's own rules as lines of the source set's digest: whatever its price is judged by. */
final class InstrumentLines
{
    private InstrumentLines()
    {
    }

    static void append(final StringBuilder text, final InstrumentConfig each)
    {
        ConfigDigests.line(text, "instrument", each.symbol(), each.assetId(), each.assetDecimals(), each.currency(),
            each.currencyDecimals(), each.priceScale(), each.minSignificantDigits(), each.payableDecimals(),
            each.networkFee().orElse("-"), each.maxOutstandingMinorUnits(), each.isSupporting());
        ConfigDigests.line(text, "freshness", each.freshness().maxAgeNs(), each.freshness().futureSkewNs(),
            each.freshness().frozenAfterNs(), each.freshness().lastGoodMaxAgeNs());
        final QuorumPolicy quorum = each.quorum();
        ConfigDigests.line(text, "quorum", quorum.minLineages(), quorum.minSources(), quorum.byzantineWeight(),
            quorum.lineageCapBps(), quorum.trustFloorBps(), quorum.dwellNs());
        ConfigDigests.line(text, "fence", each.fence().floorBps(), each.fence().iqrMultiple(),
            each.fence().growthBpsPerSec(), each.fence().maxRangeBps());
        ConfigDigests.line(text, "emission", each.emission().deviationBps(), each.emission().heartbeatNs(),
            each.emission().ttlNs(), each.emission().maxIssueDelayNs());
        for (final LegConfig leg : each.legs())
        {
            ConfigDigests.line(text, "leg", leg.instrument(), leg.isInverse());
        }
        appendMarket(text, each.market());
        appendFallback(text, each.fallback());
    }

    private static void appendMarket(final StringBuilder text, final MarketPolicy market)
    {
        ConfigDigests.line(text, "volatility", market.volatility().sampleIntervalNs(),
            market.volatility().fenceMultiple());
        final BreakerPolicy breakers = market.breakers();
        ConfigDigests.line(text, "breakers", breakers.jumpBps(), breakers.jumpMultiple(), breakers.anchorBpsPerSec(),
            breakers.silenceBpsPerSec(), breakers.maxSilenceBps(), breakers.dispersionBps(), breakers.tierSpreadBps(),
            breakers.exitBps(), breakers.healNs());
        appendThresholds(text, "stressed", market.modes().stressed());
        appendThresholds(text, "protected", market.modes().protection());
        ConfigDigests.line(text, "modes", market.modes().exitBps(), market.modes().dwellNs(),
            market.modes().isLeading());
        for (final Mode mode : Mode.values())
        {
            ConfigDigests.rights(text, mode.name(), market.modes().rightsOf(mode));
        }
        market.implied().ifPresent(implied ->
        {
            ConfigDigests.line(text, "implied", implied.signal(), implied.ratioBps(), implied.floorBps());
            ConfigDigests.rights(text, "implied", implied.highRights());
        });
    }

    private static void appendThresholds(final StringBuilder text, final String name, final ModeThresholds from)
    {
        ConfigDigests.line(text, name, from.dispersionBps(), from.volatilityBps(), from.staleShareBps(),
            from.spreadBps());
    }

    private static void appendFallback(final StringBuilder text, final FallbackPolicy fallback)
    {
        fallback.secondaries().forEach(symbol -> ConfigDigests.line(text, "secondary", symbol));
        fallback.routes().forEach(symbol -> ConfigDigests.line(text, "route", symbol));
        for (final Tier tier : Tier.values())
        {
            ConfigDigests.rights(text, tier.name(), fallback.rightsOf(tier));
        }
    }
}
