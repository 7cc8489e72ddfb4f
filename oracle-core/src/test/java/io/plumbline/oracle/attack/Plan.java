// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import io.plumbline.oracle.config.FencePolicy;
import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.FreshnessPolicy;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.InstrumentConfigBuilder;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.SignerConfig;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.config.ThreadingConfig;
import io.plumbline.oracle.config.TrustPolicy;
import io.plumbline.oracle.fixtures.SampleOracle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A market in a few words: instruments and who prices them. Unless told otherwise nothing dwells, no breaker but
 * the range's stands and there are no modes, so that a test states what it is about and nothing else interferes.
 */
final class Plan
{
    static final String MAIN = "COIN0-USD";

    /** Engine time leaps as the test wants without a clock fault. */
    private static final ThreadingConfig PATIENT = ThreadingConfig.DEFAULT
        .withTimes(SampleOracle.SECOND, 3_600 * SampleOracle.SECOND, 0, SampleOracle.SECOND);

    private final OracleConfigBuilder builder =
        OracleConfig.builder().identity(7, 1).signingSeed(new SigningSeed(1, new byte[32])).threading(PATIENT);
    private final List<String> symbols = new ArrayList<>();
    private int sources;

    /** One instrument, so many independent sources of weight 100. */
    static Plan of(final int count)
    {
        return new Plan().instrument(MAIN).independent(count);
    }

    static FreshnessPolicy frozenAfter(final long frozenAfterNs)
    {
        final FreshnessPolicy usual = FreshnessPolicy.DEFAULT;
        return new FreshnessPolicy(usual.maxAgeNs(), usual.futureSkewNs(), frozenAfterNs, usual.lastGoodMaxAgeNs());
    }

    static FencePolicy rangeUpTo(final int maxRangeBps)
    {
        final FencePolicy usual = FencePolicy.DEFAULT;
        return new FencePolicy(usual.floorBps(), usual.iqrMultiple(), usual.growthBpsPerSec(), maxRangeBps);
    }

    Plan instrument(final String symbol)
    {
        return instrument(symbol, settings -> settings);
    }

    Plan instrument(final String symbol, final UnaryOperator<InstrumentConfigBuilder> more)
    {
        symbols.add(symbol);
        builder.instrument(more.apply(InstrumentConfig.named(symbol).asset("test:" + symbol, 8).currency("USD", 2)
            .market(SampleOracle.STILL_MARKET).quorum(SampleOracle.withDwell(QuorumPolicy.DEFAULT, 0))).build());
        return this;
    }

    /** So many more sources of weight 100, each a lineage of its own; without symbols they feed all there are. */
    Plan independent(final int count, final String... feeds)
    {
        for (int i = 0; i < count; i++)
        {
            source("L" + sources, 100, feeds);
        }
        return this;
    }

    Plan source(final String lineage, final long weight, final String... feeds)
    {
        return source(settings -> settings.lineage(lineage).baseWeight(weight), feeds);
    }

    /** A source of weight 100 and of a lineage of its own unless told otherwise. */
    Plan source(final UnaryOperator<SourceConfig.Builder> more, final String... feeds)
    {
        final List<String> named = feeds.length == 0 ? symbols : List.of(feeds);
        final SourceConfig.Builder settings = SourceConfig.named("S" + sources).plumbline(sources + 1)
            .lineage("L" + sources).connection("C" + sources).signer(SignerConfig.ed25519(1, new byte[32]));
        named.forEach(symbol -> settings.feed(FeedConfig.numbered(symbols.indexOf(symbol) + 1, symbol)));
        builder.source(more.apply(settings).build());
        sources++;
        return this;
    }

    /** A source whose feeds are all its maker's. */
    Plan bareSource(final UnaryOperator<SourceConfig.Builder> more)
    {
        builder.source(more.apply(SourceConfig.named("S" + sources).plumbline(sources + 1).lineage("L" + sources)
            .connection("C" + sources).signer(SignerConfig.ed25519(1, new byte[32]))).build());
        sources++;
        return this;
    }

    Plan trust(final TrustPolicy policy)
    {
        builder.trust(policy);
        return this;
    }

    Plan policy(final QuotePolicy policy)
    {
        builder.policy(policy);
        return this;
    }

    Market open()
    {
        return new Market(builder.build());
    }
}
