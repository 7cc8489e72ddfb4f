// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.reference;

import io.plumbline.oracle.config.AnomalyPolicy;
import io.plumbline.oracle.config.BreakerPolicy;
import io.plumbline.oracle.config.FallbackPolicy;
import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.FencePolicy;
import io.plumbline.oracle.config.FreshnessPolicy;
import io.plumbline.oracle.config.ImpliedPolicy;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.InstrumentConfigBuilder;
import io.plumbline.oracle.config.LegConfig;
import io.plumbline.oracle.config.MarketPolicy;
import io.plumbline.oracle.config.ModePolicy;
import io.plumbline.oracle.config.ModeThresholds;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.Rights;
import io.plumbline.oracle.config.SignerConfig;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.config.TrustPolicy;
import io.plumbline.oracle.config.VolatilityPolicy;
import java.util.List;
import java.util.Random;

/**
 * Configurations by seed, with all there is: a coin with secondaries, an index of routes and a signal, prices
 * derived of two legs, and one derived of those and a third, inverted.
 */
final class ReferenceWorld
{
    static final int COIN = 0;
    static final int SECONDARY = 1;
    static final int TETHER = 2;
    static final int CROSS = 3;
    static final int DERIVED = 4;
    static final int ROUTE_A = 5;
    static final int ROUTE_B = 6;
    static final int SIGNAL = 7;
    static final int NESTED = 8;
    static final int ROUTE_C = 9;
    static final int CROSS_2 = 10;
    static final int DERIVED_2 = 11;
    static final int INSTRUMENTS = 12;

    static final int KEYS = 2;
    static final long MS = 1_000_000L;
    static final long SECOND = 1_000 * MS;

    private static final String[] SYMBOLS =
        {"COIN-USD", "COIN-USD-2", "TETHER-USD", "COIN-TETHER", "COIN-USD-X", "COIN-A", "COIN-B", "VOL", "NESTED",
            "COIN-C", "COIN-TETHER-2", "COIN-USD-Y"};
    private static final int[] SCALES = {8, 8, 6, 8, 8, 8, 8, 4, 6, 8, 7, 8};

    private ReferenceWorld()
    {
    }

    /** Whether it is a price of the one coin: what its secondaries and routes must be. */
    private static boolean isCoin(final int instrument)
    {
        return instrument != TETHER && instrument != SIGNAL && instrument != NESTED && instrument != CROSS &&
            instrument != CROSS_2;
    }

    static boolean isDerived(final int instrument)
    {
        return instrument == DERIVED || instrument == DERIVED_2 || instrument == NESTED;
    }

    /** What an instrument is worth to begin with, as a decimal. */
    static double worth(final int instrument)
    {
        return switch (instrument)
        {
            case TETHER -> 1;
            case SIGNAL -> 0.5;
            default -> 37;
        };
    }

    static int scale(final int instrument)
    {
        return SCALES[instrument];
    }

    /** A configuration whose sources price everything that is not derived, but for some gaps. */
    static OracleConfig config(final long seed)
    {
        final Random random = new Random(seed * 31 + 7);
        final OracleConfigBuilder builder = OracleConfig.builder().signingSeed(new SigningSeed(1, new byte[32]))
            .trust(trust(random));
        for (int i = 0; i < INSTRUMENTS; i++)
        {
            builder.instrument(instrument(i, random));
        }
        final int own = 3 + random.nextInt(4);
        final int sources = own + 3 + random.nextInt(3);
        for (int source = 0; source < sources; source++)
        {
            builder.source(source(source, source < own, random));
        }
        return builder.build();
    }

    private static TrustPolicy trust(final Random random)
    {
        return new TrustPolicy(300 + random.nextInt(700), 400 + random.nextInt(800), 1 + random.nextInt(3),
            random.nextInt(3) * (100 * MS), (1 + random.nextInt(20)) * (100 * MS), 1 + random.nextInt(4), 1_000,
            new AnomalyPolicy(1 + random.nextInt(4), (2 + random.nextInt(10)) * (50 * MS), 1 + random.nextInt(10),
                1 + random.nextInt(4), 500 + random.nextInt(2_000)));
    }

    private static InstrumentConfig instrument(final int i, final Random random)
    {
        final long maxAgeNs = (1 + random.nextInt(5)) * SECOND;
        final InstrumentConfigBuilder builder = InstrumentConfig.named(SYMBOLS[i])
            .asset(isCoin(i) ? "test:coin" : "test:" + i, 8)
            .currency(i == SIGNAL ? "VOL" : "USD", 2).price(SCALES[i], 1)
            .freshness(new FreshnessPolicy(maxAgeNs, random.nextInt(3) * SECOND / 2,
                random.nextInt(3) == 0 ? 0 : (1 + random.nextInt(4)) * SECOND, random.nextInt(10) * SECOND))
            .quorum(quorum(random))
            .fence(new FencePolicy(10 + random.nextInt(200), 1 + random.nextInt(6), random.nextInt(60),
                30 + random.nextInt(400)))
            .market(market(i, random));
        switch (i)
        {
            case COIN -> builder.fallback(fallback(random));
            case DERIVED_2 -> builder.leg(LegConfig.times(SYMBOLS[CROSS_2])).leg(LegConfig.times(SYMBOLS[TETHER]));
            case DERIVED -> builder.leg(LegConfig.times(SYMBOLS[CROSS])).leg(LegConfig.times(SYMBOLS[TETHER]));
            case NESTED -> builder.leg(LegConfig.times(SYMBOLS[DERIVED])).leg(LegConfig.per(SYMBOLS[SIGNAL]));
            default ->
            {
                // priced by sources, falling back to nothing
            }
        }
        return builder.build();
    }

    private static FallbackPolicy fallback(final Random random)
    {
        final List<String> secondaries = switch (random.nextInt(3))
        {
            case 0 -> List.of();
            case 1 -> List.of(SYMBOLS[SECONDARY]);
            default -> List.of(SYMBOLS[SECONDARY], SYMBOLS[ROUTE_B]);
        };
        return new FallbackPolicy(secondaries, random.nextBoolean() ?
            List.of(SYMBOLS[ROUTE_A], SYMBOLS[DERIVED], SYMBOLS[ROUTE_B]) :
            List.of(SYMBOLS[ROUTE_A], SYMBOLS[DERIVED], SYMBOLS[ROUTE_B], SYMBOLS[DERIVED_2], SYMBOLS[ROUTE_C]));
    }

    private static QuorumPolicy quorum(final Random random)
    {
        final int lineages = 2 + random.nextInt(2);
        final int cap = random.nextInt(3) == 0 ? 10_000 : 10_000 / lineages + random.nextInt(2_000);
        return new QuorumPolicy(lineages, lineages + random.nextInt(2), random.nextInt(3) * 40L,
            Math.min(10_000, cap + 1),
            random.nextInt(4) == 0 ? 1 + random.nextInt(10_000) : 5_000 + random.nextInt(4_000),
            random.nextInt(3) * (300 * MS));
    }

    private static MarketPolicy market(final int i, final Random random)
    {
        final BreakerPolicy breakers = new BreakerPolicy(50 + random.nextInt(400), random.nextInt(10),
            1 + random.nextInt(40), random.nextInt(50), random.nextInt(400), 5 + random.nextInt(100),
            5 + random.nextInt(100), 5_000 + random.nextInt(5_001), random.nextInt(4) * (400 * MS));
        final ModeThresholds stressed = new ModeThresholds(random.nextInt(30), random.nextInt(60),
            random.nextInt(6_000), random.nextInt(40));
        final ModeThresholds protection = new ModeThresholds(random.nextInt(80), random.nextInt(200),
            random.nextInt(9_000), random.nextInt(90));
        final ModePolicy modes = new ModePolicy(stressed, protection, 5_000 + random.nextInt(5_001),
            random.nextInt(3) * (500 * MS), i == SECONDARY && random.nextBoolean(), Rights.FULL, Rights.DISPLAY);
        final MarketPolicy policy = MarketPolicy.DEFAULT
            .with(new VolatilityPolicy((1 + random.nextInt(5)) * (50 * MS), random.nextInt(6)))
            .with(breakers).with(random.nextInt(4) == 0 ? ModePolicy.OFF : modes);
        return i != COIN ? policy : policy.with(new ImpliedPolicy(SYMBOLS[SIGNAL], 10_000 + random.nextInt(30_000),
            1 + random.nextInt(6_000), Rights.DISPLAY));
    }

    /** A source of the coin, or of its secondaries: nobody may feed both. */
    private static SourceConfig source(final int source, final boolean isOfCoin, final Random random)
    {
        final SourceConfig.Builder builder = SourceConfig.named("S" + source).plumbline(source + 1)
            .lineage(source > 3 && random.nextInt(3) == 0 ? "L" + random.nextInt(source) : "L" + source)
            .baseWeight(50 + random.nextInt(100)).connection("C" + source)
            .expectedIntervalNs((1 + random.nextInt(8)) * (250 * MS));
        if (random.nextInt(3) == 0)
        {
            builder.maxSkewNs(random.nextInt(1_000) * MS);
        }
        for (int key = 0; key < KEYS; key++)
        {
            builder.signer(SignerConfig.ed25519(key, new byte[32]));
        }
        for (int i = 0; i < INSTRUMENTS; i++)
        {
            final boolean isOfOthers = i == SECONDARY || i == ROUTE_B;
            if (!isDerived(i) && (isOfCoin ? !isOfOthers : i != COIN) && random.nextInt(8) != 0)
            {
                final FeedConfig feed = FeedConfig.numbered(i + 1, SYMBOLS[i]);
                builder.feed(random.nextInt(4) == 0 ? feed.every((1 + random.nextInt(10)) * (200 * MS)) : feed);
            }
        }
        return builder.build();
    }
}
