// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.market;

import static io.plumbline.oracle.fixtures.SampleOracle.SECOND;
import static io.plumbline.oracle.fixtures.SampleOracle.START;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.MarketPolicy;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.ModePolicy;
import io.plumbline.oracle.config.ModeThresholds;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.SignerConfig;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.telemetry.StageCounters;
import org.junit.jupiter.api.Test;

final class ModesContractTest
{
    private static final long DWELL = 30 * SECOND;
    private static final ModePolicy POLICY = new ModePolicy(new ModeThresholds(20, 30, 3_000, 30),
        new ModeThresholds(50, 100, 5_000, 80), 7_000, DWELL, false, ModePolicy.DEFAULT.stressedRights(),
        ModePolicy.DEFAULT.protectedRights());

    private final StageCounters counters = new StageCounters();
    private final Evaluation record = new Evaluation();
    private final Modes modes = new Modes(config(), counters);
    private long now = START;

    /** The first follows the rule, the second leads, the third is off. */
    private static OracleConfig config()
    {
        final OracleConfigBuilder builder = OracleConfig.builder().signingSeed(new SigningSeed(1, new byte[32]));
        final ModePolicy[] policies = {POLICY, POLICY.leading(), ModePolicy.OFF};
        for (int i = 0; i < policies.length; i++)
        {
            builder.instrument(InstrumentConfig.named(SampleOracle.symbol(i)).asset("test:" + i, 8)
                .currency("USD", 2).market(MarketPolicy.DEFAULT.with(policies[i])).build());
        }
        return builder.source(SourceConfig.named("S").plumbline(1).lineage("L").connection("C")
            .signer(SignerConfig.ed25519(0, new byte[32]))
            .feed(FeedConfig.numbered(1, SampleOracle.symbol(0))).build()).build();
    }

    private Mode judge(
        final int instrument, final int dispersion, final int volatility, final int stale, final int spread)
    {
        return judge(instrument, dispersion, volatility, stale, spread, true);
    }

    private Mode judge(
        final int instrument,
        final int dispersion,
        final int volatility,
        final int stale,
        final int spread,
        final boolean isMoving)
    {
        record.instrument = instrument;
        record.dispersionBps = dispersion;
        record.volatilityBps = volatility;
        record.staleShareBps = stale;
        record.spreadBps = spread;
        return modes.judge(record, now, isMoving);
    }

    @Test
    void contractK_shouldEnterByAnyFigureAtOnce()
    {
        final int[][] stressed = {{20, 0, 0, 0}, {0, 30, 0, 0}, {0, 0, 3_000, 0}, {0, 0, 0, 30}};
        final int[][] protection = {{50, 0, 0, 0}, {0, 100, 0, 0}, {0, 0, 5_000, 0}, {0, 0, 0, 80}};
        for (int i = 0; i < stressed.length; i++)
        {
            final Modes fresh = new Modes(config(), counters);
            record.instrument = 0;
            assertEquals(Mode.NORMAL, on(fresh, 19, 29, 2_999, 29));
            assertEquals(Mode.STRESSED, on(fresh, stressed[i]));
            assertEquals(Mode.PROTECTED, on(fresh, protection[i]));
            assertEquals(Mode.PROTECTED, on(new Modes(config(), counters), protection[i]), "not by way of STRESSED");
        }
    }

    private Mode on(final Modes fresh, final int... figures)
    {
        record.dispersionBps = figures[0];
        record.volatilityBps = figures[1];
        record.staleShareBps = figures[2];
        record.spreadBps = figures[3];
        return fresh.judge(record, now, true);
    }

    @Test
    void contractK_shouldLeaveOneStepAtATimeAfterTheDwell()
    {
        judge(0, 50, 0, 0, 0);
        now += DWELL;
        assertEquals(Mode.PROTECTED, judge(0, 35, 0, 0, 0), "70 % is not below 70 %");
        now += DWELL;
        assertEquals(Mode.PROTECTED, judge(0, 34, 69, 3_499, 55), "calm begins now");
        now += DWELL - 1;
        assertEquals(Mode.PROTECTED, judge(0, 0, 0, 0, 0));
        assertEquals(Mode.PROTECTED, judge(0, 36, 0, 0, 0), "calm is over");
        now++;
        assertEquals(Mode.PROTECTED, judge(0, 0, 0, 0, 0));
        now += DWELL;
        assertEquals(Mode.STRESSED, judge(0, 0, 0, 0, 0));
        assertEquals(Mode.STRESSED, judge(0, 0, 0, 0, 0), "the next step takes its own time");
        now += DWELL - 1;
        assertEquals(Mode.STRESSED, judge(0, 13, 0, 0, 0));
        now++;
        assertEquals(Mode.NORMAL, judge(0, 13, 0, 0, 0));
        assertEquals(3, counters.count(Metric.MODE_CHANGES));
    }

    @Test
    void contractK_shouldLeaveOutAFigureWithoutThreshold()
    {
        assertEquals(Mode.NORMAL, judge(2, 10_000, 10_000, 10_000, 10_000));
    }

    @Test
    void contractK_shouldNotBeMovedByWhoeverAsks()
    {
        assertEquals(Mode.PROTECTED, judge(0, 50, 0, 0, 0, false), "found");
        assertEquals(Mode.NORMAL, modes.own(0), "and not kept");
        assertEquals(Mode.PROTECTED, judge(1, 50, 0, 0, 0, false));
        assertEquals(Mode.NORMAL, modes.leading());
        judge(0, 50, 0, 0, 0);
        judge(0, 0, 0, 0, 0);
        now += DWELL;
        assertEquals(Mode.STRESSED, judge(0, 0, 0, 0, 0, false));
        assertEquals(Mode.PROTECTED, modes.own(0));
        assertEquals(1, counters.count(Metric.MODE_CHANGES));
    }

    @Test
    void contractK_shouldLendALeadersModeToAll()
    {
        judge(1, 50, 0, 0, 0);
        assertEquals(Mode.PROTECTED, modes.leading());
        assertEquals(Mode.PROTECTED, judge(0, 0, 0, 0, 0));
        assertEquals(Mode.NORMAL, modes.own(0), "it is not its own");
        assertEquals(Mode.PROTECTED, judge(2, 0, 0, 0, 0));
        judge(1, 0, 0, 0, 0);
        now += DWELL;
        assertEquals(Mode.STRESSED, judge(1, 0, 0, 0, 0, false), "a leader does not lead itself");
        assertEquals(Mode.STRESSED, judge(1, 0, 0, 0, 0));
        assertEquals(Mode.STRESSED, judge(0, 0, 0, 0, 0));
    }

    @Test
    void contractK_shouldNotLetOthersLead()
    {
        judge(0, 50, 0, 0, 0);
        assertEquals(Mode.NORMAL, judge(1, 0, 0, 0, 0));
        assertEquals(Mode.NORMAL, modes.leading());
    }
}
