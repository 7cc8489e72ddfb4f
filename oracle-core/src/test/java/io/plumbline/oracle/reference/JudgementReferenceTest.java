// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.reference;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.TrustCause;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.reference.JudgementRun.Reached;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine's judgement against the slow one, event by event, over streams by seed. */
class JudgementReferenceTest
{
    private static final int ENOUGH = 30;
    private static final int SEEDS = Integer.getInteger("plumbline.reference.seeds", ENOUGH);
    private static final int STEPS = Integer.getInteger("plumbline.reference.steps", 600);
    private static final long FROM = Long.getLong("plumbline.reference.from", 1);

    /** What no stream of these stages reaches: it is refused elsewhere. */
    private static final Set<Refusal> OF_STAGES = EnumSet.of(Refusal.NONE, Refusal.EQUIVOCATION, Refusal.OLDER_TICK,
        Refusal.SEQUENCE_JUMP, Refusal.FUTURE_TIME, Refusal.TIME_REGRESSION, Refusal.DUPLICATE,
        Refusal.DUPLICATE_SIGNER, Refusal.PRICE_ABSENT, Refusal.PRICE_OVERFLOW, Refusal.PRECISION_LOST,
        Refusal.CROSSED, Refusal.STALE_TICK, Refusal.SOURCE_EXCLUDED, Refusal.SCALE_JUMP, Refusal.SYMBOL_SWAP,
        Refusal.NO_PRICE, Refusal.NO_QUORUM, Refusal.LINEAGE_CAP, Refusal.BYZANTINE_MARGIN, Refusal.PROBATION,
        Refusal.WIDE_RANGE, Refusal.BREAKER_DISPERSION, Refusal.BREAKER_JUMP, Refusal.BREAKER_SPREAD,
        Refusal.MISSING_LEG, Refusal.LEG_WEIGHT);

    private static final Reached REACHED = new Reached();
    private static int played;

    @ParameterizedTest
    @MethodSource("seeds")
    void contractGHIJKL_shouldJudgeLikeTheReferenceAfterEveryEvent(final long seed)
    {
        final OracleConfig config = ReferenceWorld.config(seed);
        final List<Happening> stream = new ReferenceStream(seed, config).make(STEPS);
        final int failedAt = failsAt(config, stream, REACHED);
        if (failedAt >= 0)
        {
            fail("seed " + seed + " step " + failedAt + "\n" +
                shrink(config, new ArrayList<>(stream.subList(0, failedAt + 1))));
        }
        played++;
    }

    static LongStream seeds()
    {
        return LongStream.range(FROM, FROM + SEEDS);
    }

    /** A rule that no stream reaches has not been compared. */
    @AfterAll
    static void shouldHaveReachedEveryRule()
    {
        final List<Enum<?>> missed = new ArrayList<>(OF_STAGES);
        missed.removeAll(REACHED.refusals);
        final List<Enum<?>> others = new ArrayList<>(List.of(Tier.values()));
        others.addAll(List.of(Mode.values()));
        others.addAll(List.of(TrustCause.values()));
        others.removeAll(REACHED.others);
        missed.addAll(others);
        assertTrue(missed.isEmpty() || played < ENOUGH, () -> "never reached: " + missed);
    }

    /** The step at which the two differ, or -1. */
    private static int failsAt(final OracleConfig config, final List<Happening> stream, final Reached reached)
    {
        final JudgementRun run = new JudgementRun(config, reached);
        for (int step = 0; step < stream.size(); step++)
        {
            if (!run.step(stream.get(step)).isEmpty())
            {
                return step;
            }
        }
        return -1;
    }

    /** Drops what can be dropped while the two still differ; what is left, in words. */
    private static String shrink(final OracleConfig config, final List<Happening> stream)
    {
        List<Happening> left = stream;
        for (int chunk = Math.max(1, left.size() / 2); chunk > 0; chunk /= 2)
        {
            for (int from = 0; from < left.size();)
            {
                final List<Happening> fewer = new ArrayList<>(left.subList(0, from));
                fewer.addAll(left.subList(Math.min(left.size(), from + chunk), left.size()));
                final int failedAt = failsAt(config, fewer, new Reached());
                left = failedAt < 0 ? left : fewer.subList(0, failedAt + 1);
                from += failedAt < 0 ? chunk : 0;
            }
        }
        final JudgementRun run = new JudgementRun(config, new Reached());
        final StringBuilder text = new StringBuilder();
        for (final Happening event : left)
        {
            text.append(event).append("\n");
            text.append(run.step(event)).append("\n");
        }
        return text.toString();
    }
}
