// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples.replay;

import io.plumbline.oracle.config.EmissionPolicy;
import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.FencePolicy;
import io.plumbline.oracle.config.FreshnessPolicy;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.SignerConfig;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.config.ThreadingConfig;
import io.plumbline.oracle.examples.Keys;
import java.util.HexFormat;
import java.util.List;

/**
 * What an operator states about RedStone feeds: whom to believe, how many of them, and the scale, which is not signed.
 */
final class Operator
{
    static final String CONNECTION = "redstone";
    static final String LINEAGE = "redstone";
    static final int FEED_DECIMALS = 8;
    static final int ASSET_DECIMALS = 18;

    static final List<String> STATEMENT = List.of(
        "Policy of this example: one provider is one lineage, however many signers it has. So one lineage is enough,",
        "it may hold the whole weight, and quorum counts distinct signers inside it. In production, ask for three.",
        "Prices have " + FEED_DECIMALS + " decimals because the operator says so: RedStone does not sign the scale.");

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MILLI_NS = 1_000_000L;
    private static final int MOST_NEEDED = 3;

    private Operator()
    {
    }

    static String symbol(final String feed)
    {
        return feed + "/USD";
    }

    static String assetId(final String feed)
    {
        return "example:replay/feed:" + feed;
    }

    /** Distinct signers that must agree. */
    static int signersNeeded(final Capture capture)
    {
        return Math.min(MOST_NEEDED, capture.signers().size());
    }

    static OracleConfig oracle(final Capture capture)
    {
        // a message is a moment on its way
        final long receivedNs = capture.timestampMs() * MILLI_NS + SECOND_NS;
        final OracleConfigBuilder config = OracleConfig.builder()
            .clock(new CaptureClock(receivedNs))
            .signingSeed(Keys.generate().signingSeed(1))
            .threading(ThreadingConfig.DEFAULT
                .withTimes(10 * MILLI_NS, 10 * SECOND_NS, 2 * SECOND_NS, 5 * SECOND_NS))
            .policy(QuotePolicy.standard("replay"));
        capture.feeds().forEach(feed -> config.instrument(instrument(feed, signersNeeded(capture))));
        capture.signers().forEach(signer -> config.source(source(capture, signer)));
        return config.build();
    }

    private static InstrumentConfig instrument(final String feed, final int needed)
    {
        final int liarWeight = needed >= MOST_NEEDED ? 100 : 0;
        return InstrumentConfig.named(symbol(feed)).asset(assetId(feed), ASSET_DECIMALS).currency("USD", 2)
            .price(FEED_DECIMALS, 4)
            .freshness(new FreshnessPolicy(30 * SECOND_NS, 2 * SECOND_NS, 0, 60 * SECOND_NS))
            .quorum(new QuorumPolicy(1, needed, liarWeight, 10_000, 7_500, 0))
            .fence(FencePolicy.DEFAULT)
            .emission(EmissionPolicy.DEFAULT)
            .build();
    }

    private static SourceConfig source(final Capture capture, final String signer)
    {
        final SourceConfig.Builder source = SourceConfig.named("0x" + signer).redStone().lineage(LINEAGE)
            .connection(CONNECTION).signer(SignerConfig.address(1, HexFormat.of().parseHex(signer)));
        capture.feeds().forEach(feed -> source.feed(FeedConfig.named(feed, symbol(feed), FEED_DECIMALS)));
        return source.build();
    }
}
