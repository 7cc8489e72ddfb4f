// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.adversary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.adversary.Adversary.Scene;
import io.plumbline.oracle.config.FencePolicy;
import io.plumbline.oracle.config.FreshnessPolicy;
import io.plumbline.oracle.config.MarketPolicy;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.TrustPolicy;
import io.plumbline.oracle.config.VolatilityPolicy;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.slot.Evaluation;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Liars within the tolerated weight who know the rules, every subset of them, for each way of lying. Whatever they
 * do and did, a present price lies between the prices of honest contributors; and they do not get honest sources
 * put out.
 */
class ByzantineTest
{
    private static final int SOURCES = 6;
    private static final int STEPS = 240;
    private static final long CENTRE = 100_000_000;

    private final Scene scene = new Scene();
    private final long[] said = new long[SOURCES];
    private long[] weights = new long[SOURCES];
    private int published;
    private int votedOut;
    private int floorBps;
    private long tolerated;
    private String where = "";

    @ParameterizedTest
    @EnumSource
    void contractG_shouldStayWithinTheHonestRangeWhateverLiarsDo(final Adversary adversary)
    {
        for (long seed = 1; seed <= 8; seed++)
        {
            playAllSubsets(adversary, seed, true);
        }
        assertTrue(published > 1_000, "an oracle that never publishes proves nothing: " + published);
    }

    @ParameterizedTest
    @EnumSource
    void contractH_shouldNotPutHonestSourcesOutInACalmMarket(final Adversary adversary)
    {
        playAllSubsets(adversary, 11, false);
    }

    private void playAllSubsets(final Adversary adversary, final long seed, final boolean isWild)
    {
        final Random random = new Random(seed);
        final SampleOracle oracle = new SampleOracle();
        long total = 0;
        weights = new long[SOURCES];
        for (int source = 0; source < SOURCES; source++)
        {
            weights[source] = 50L + random.nextInt(100);
            total += weights[source];
            oracle.source("L" + source, weights[source]);
        }
        floorBps = 5_000 + random.nextInt(5_001);
        tolerated = total * floorBps / (10_000 + floorBps) * (40 + random.nextInt(50)) / 100;
        scene.fenceBps = 100 + random.nextInt(200);
        scene.maxAgeNs = FreshnessPolicy.DEFAULT.maxAgeNs();
        scene.skewNs = FreshnessPolicy.DEFAULT.futureSkewNs();
        scene.steps = STEPS;
        final OracleConfig config = oracle
            .trust(new TrustPolicy(500, 500, 2, 0, Arena.SECOND, 3, 1L << 20))
            .fence(new FencePolicy(scene.fenceBps, 1 + random.nextInt(4), isWild ? 50 : 5, 3_000))
            .market(!isWild ? SampleOracle.STILL_MARKET : seed % 4 == 0 ? MarketPolicy.DEFAULT :
                SampleOracle.STILL_MARKET.with(VolatilityPolicy.DEFAULT))
            .quorum(new QuorumPolicy(3, 3, tolerated, 4_000, floorBps, 0)).build();
        for (int lying = 1; lying < 1 << SOURCES; lying++)
        {
            if (weight(lying) <= tolerated)
            {
                where = adversary + " seed " + seed + " liars " + Integer.toBinaryString(lying);
                play(adversary, new Arena(config), lying, random, isWild);
            }
        }
    }

    private long weight(final int members)
    {
        long weight = 0;
        for (int source = 0; source < SOURCES; source++)
        {
            weight += (members >>> source & 1) * weights[source];
        }
        return weight;
    }

    private void play(
        final Adversary adversary,
        final Arena arena,
        final int lying,
        final Random random,
        final boolean isWild)
    {
        scene.centre = CENTRE;
        scene.median = CENTRE;
        scene.target = CENTRE;
        scene.isVolatile = false;
        votedOut = 0;
        final int victim = Integer.numberOfTrailingZeros(~lying);
        for (scene.step = 0; scene.step < STEPS; scene.step++)
        {
            arena.pass(random.nextInt(120) * Arena.MS);
            scene.isVolatile = isWild && (random.nextInt(30) == 0) != scene.isVolatile;
            scene.centre += (long)(scene.centre * random.nextGaussian() * (scene.isVolatile ? 0.01 : 0.000_1));
            scene.target = random.nextInt(20) == 0 ? 1 + (long)(random.nextDouble() * 3 * CENTRE) : scene.target;
            scene.victim = said[victim] == 0 ? scene.centre : said[victim];
            speak(adversary, arena, lying, random, isWild);
            scene.median = arena.record().price > 0 ? arena.record().price : scene.centre;
            checkRange(arena, lying);
        }
    }

    private void speak(
        final Adversary adversary,
        final Arena arena,
        final int lying,
        final Random random,
        final boolean isWild)
    {
        final int source = random.nextInt(SOURCES);
        final boolean isHonest = (lying >>> source & 1) == 0;
        final long price = isHonest ? scene.centre + (long)(scene.centre * random.nextGaussian() * 0.000_2) :
            adversary.price(scene, source, random);
        final long ageNs = isHonest ? random.nextInt(20) * Arena.MS : adversary.ageNs(scene, random);
        final Refusal why = arena.sayAsOf(source, price, arena.now - ageNs);
        said[source] = why == Refusal.NONE ? price : said[source];
        noteExclusion(arena, source, why);
        if (isHonest && !isWild)
        {
            assertEquals(Refusal.NONE, why, () -> where + " step " + scene.step + ": source " + source);
        }
    }

    /** Who is out by the judgement of others; by its own fault a source may put itself out as it likes. */
    private void noteExclusion(final Arena arena, final int source, final Refusal why)
    {
        final boolean isVotedOut = why == Refusal.NONE && arena.builder.slot().ticks.trustBps[0] == 0;
        final boolean isIn = why == Refusal.NONE && !isVotedOut;
        votedOut = isVotedOut ? votedOut | 1 << source : isIn ? votedOut & ~(1 << source) : votedOut;
        final int all = (1 << SOURCES) - 1;
        assertTrue(weight(all & ~votedOut) * floorBps > tolerated * (10_000 + floorBps),
            () -> where + " step " + scene.step + ": voted out " + Integer.toBinaryString(votedOut));
    }

    private void checkRange(final Arena arena, final int lying)
    {
        final Evaluation record = arena.record();
        final boolean isPresent = record.evaluatedAtNs == arena.now && record.confidenceBps > 0;
        if (!isPresent)
        {
            return;
        }
        long low = Long.MAX_VALUE;
        long high = Long.MIN_VALUE;
        for (int source = 0; source < SOURCES; source++)
        {
            if ((lying >>> source & 1) == 0 && arena.isContributor(source))
            {
                low = Math.min(low, said[source]);
                high = Math.max(high, said[source]);
            }
        }
        published++;
        final String range = low + ".." + high;
        assertTrue(low <= record.price && record.price <= high,
            () -> where + " step " + scene.step + ": " + record.price + " outside " + range);
    }
}
