// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples.quickstart;

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
import io.plumbline.oracle.config.TrustPolicy;
import io.plumbline.oracle.examples.Keys;
import io.plumbline.oracle.netty.IngestServerConfig;
import io.plumbline.oracle.netty.MessageFormat;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * The names, numbers and terms of the little world, as an operator would state them.
 */
final class World
{
    static final int ENVIRONMENT = 1;
    static final int SCALE = 8;
    static final long MILLI_NS = 1_000_000L;
    static final long SECOND_NS = 1_000_000_000L;

    static final List<Asset> ASSETS = List.of(
        new Asset("BTC/USD", "bip122:000000000019d6689c085ae165831e93/slip44:0", 8, 6_418_250_000_000L),
        new Asset("ETH/USD", "eip155:1/slip44:60", 18, 341_288_000_000L),
        new Asset("SOL/USD", "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp/slip44:501", 9, 15_204_000_000L));

    static final List<String> SOURCES = List.of("alpha", "bravo", "charlie", "delta", "echo", "foxtrot");
    static final int LIAR = 3;
    static final int VICTIM = 5;

    // policies, by dense id
    static final int STANDARD = 0;
    static final int SHORT_QUOTE = 1;
    static final int SHORT_CAPTURE = 2;
    static final int TIGHT_DRIFT = 3;
    static final int TIGHT_DRIFT_BPS = 3;

    private final List<Member> members;

    World()
    {
        members = SOURCES.stream().map(name -> new Member(name, Keys.generate(), token())).toList();
    }

    List<Member> members()
    {
        return members;
    }

    static long epochNs()
    {
        final Instant now = Instant.now();
        return now.getEpochSecond() * SECOND_NS + now.getNano();
    }

    OracleConfig oracle(final int seconds)
    {
        final OracleConfigBuilder config = OracleConfig.builder().identity(ENVIRONMENT, 1)
            .signingSeed(Keys.generate().signingSeed(1))
            .threading(ThreadingConfig.DEFAULT
                .withTimes(10 * MILLI_NS, 10 * SECOND_NS, 2 * SECOND_NS, 5 * SECOND_NS))
            .trust(new TrustPolicy(500, 250, 4, 600 * MILLI_NS, seconds * SECOND_NS * 35 / 100, 5, 1L << 20));
        ASSETS.forEach(asset -> config.instrument(instrument(asset)));
        for (int i = 0; i < members.size(); i++)
        {
            config.source(source(i));
        }
        final QuotePolicy standard = QuotePolicy.standard("standard");
        return config
            .policy(standard)
            .policy(QuotePolicy.standard("short-quote").withTimes(300 * MILLI_NS, SECOND_NS, 60 * SECOND_NS))
            .policy(QuotePolicy.standard("short-capture").withTimes(30 * SECOND_NS, 300 * MILLI_NS, 60 * SECOND_NS))
            .policy(QuotePolicy.standard("tight-drift")
                .withLimits(TIGHT_DRIFT_BPS, 0, standard.slippageBps(), standard.minConfidenceBps()))
            .build();
    }

    private static InstrumentConfig instrument(final Asset asset)
    {
        return InstrumentConfig.named(asset.symbol()).asset(asset.id(), asset.decimals()).currency("USD", 2)
            .freshness(new FreshnessPolicy(2_500 * MILLI_NS, 2 * SECOND_NS, 0, 60 * SECOND_NS))
            .quorum(new QuorumPolicy(3, 3, 100, 4_000, 7_500, 500 * MILLI_NS))
            .fence(FencePolicy.DEFAULT)
            .emission(EmissionPolicy.DEFAULT)
            .build();
    }

    private SourceConfig source(final int at)
    {
        final Member member = members.get(at);
        final SourceConfig.Builder source = SourceConfig.named(member.name()).plumbline(providerId(at))
            .connection(connection(at)).signer(SignerConfig.ed25519(1, member.keys().publicKey()));
        for (int i = 0; i < ASSETS.size(); i++)
        {
            source.feed(FeedConfig.numbered(feedId(i), ASSETS.get(i).symbol()));
        }
        return source.build();
    }

    IngestServerConfig server()
    {
        final IngestServerConfig.Builder config = IngestServerConfig.builder();
        for (int i = 0; i < members.size(); i++)
        {
            config.endpoint(members.get(i).token(), connection(i), MessageFormat.PLUMBLINE);
        }
        return config.build();
    }

    static int providerId(final int source)
    {
        return 100 + source;
    }

    static int feedId(final int instrument)
    {
        return 1 + instrument;
    }

    private static String connection(final int source)
    {
        return "from-" + SOURCES.get(source);
    }

    private static String token()
    {
        final byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    /**
     * What is priced and sold.
     */
    record Asset(String symbol, String id, int decimals, long startE8)
    {
    }

    /**
     * A publisher as the operator knows it; the key's secret half is the publisher's own.
     */
    record Member(String name, Keys keys, String token)
    {
    }
}
