// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Alert;
import io.plumbline.oracle.Gauge;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.AlertPolicy;
import io.plumbline.oracle.fixtures.Allocations;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AlertJudgeTest
{
    private static final AlertPolicy POLICY = new AlertPolicy(30, 3_000, 50, 100, 3_000_000_000L, 8_000);

    private final List<Alert> alerts = new ArrayList<>();

    @Test
    void shouldRaiseAtTheThresholdAndEndBelowItsShareOnceEach()
    {
        final AlertJudge judge = new AlertJudge(POLICY, alerts::add);
        for (final int dispersion : new int[] {0, 29, 30, 31, 29, 24, 30, 24, 23, 24, 29, 30})
        {
            judge.onInstrument(2, dispersion, 0, 0);
        }
        final Alert raised = new Alert(Gauge.DISPERSION_BPS, 2, Refusal.NONE, 30, 30, true);
        assertEquals(List.of(raised, new Alert(Gauge.DISPERSION_BPS, 2, Refusal.NONE, 23, 30, false), raised), alerts);
    }

    @Test
    void shouldNameTheInstrumentOrTheCodeItIsAbout()
    {
        final AlertJudge judge = new AlertJudge(POLICY, alerts::add);
        judge.onInstrument(1, 0, 3_000, 50);
        judge.onRefusals(Refusal.STALE, 100);
        judge.onRefusals(Refusal.BAD_SIGNATURE, 99);
        judge.onQuoteAge(3_000_000_000L);
        judge.onQuoteAge(2_400_000_000L);
        judge.onQuoteAge(2_399_999_999L);
        judge.onRefusals(Refusal.STALE, 79);
        assertEquals(List.of(
            new Alert(Gauge.STALE_SHARE_BPS, 1, Refusal.NONE, 3_000, 3_000, true),
            new Alert(Gauge.TIER_SPREAD_BPS, 1, Refusal.NONE, 50, 50, true),
            new Alert(Gauge.REFUSALS_PER_SEC, -1, Refusal.STALE, 100, 100, true),
            new Alert(Gauge.QUOTE_AGE_P95_NS, -1, Refusal.NONE, 3_000_000_000L, 3_000_000_000L, true),
            new Alert(Gauge.QUOTE_AGE_P95_NS, -1, Refusal.NONE, 2_399_999_999L, 3_000_000_000L, false),
            new Alert(Gauge.REFUSALS_PER_SEC, -1, Refusal.STALE, 79, 100, false)), alerts);
    }

    @Test
    void shouldLeaveOutWhatHasNoThreshold()
    {
        final AlertJudge judge = new AlertJudge(new AlertPolicy(0, 0, 0, 0, 0, 1), alerts::add);
        for (final int value : new int[] {0, 1, 65_535})
        {
            judge.onInstrument(0, value, value, value);
            judge.onRefusals(Refusal.STALE, value);
            judge.onQuoteAge(value);
        }
        assertEquals(List.of(), alerts);
    }

    /** Against decimals and one flag a gauge, instrument and code. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldAgreeWithTheObviousJudge(final long seed)
    {
        final Random random = new Random(seed);
        final AlertPolicy policy = new AlertPolicy(random.nextInt(50), random.nextInt(50), random.nextInt(50),
            random.nextInt(50), random.nextInt(50), 1 + random.nextInt(10_000));
        final AlertJudge judge = new AlertJudge(policy, alerts::add);
        final List<Alert> expected = new ArrayList<>();
        final Map<String, Boolean> standing = new HashMap<>();
        for (int second = 0; second < 2_000; second++)
        {
            final int instrument = random.nextInt(3);
            final int[] figures = {random.nextInt(60), random.nextInt(60), random.nextInt(60)};
            judge.onInstrument(instrument, figures[0], figures[1], figures[2]);
            expect(expected, standing, policy, Gauge.DISPERSION_BPS, instrument, Refusal.NONE, figures[0]);
            expect(expected, standing, policy, Gauge.STALE_SHARE_BPS, instrument, Refusal.NONE, figures[1]);
            expect(expected, standing, policy, Gauge.TIER_SPREAD_BPS, instrument, Refusal.NONE, figures[2]);
            final Refusal refusal = Refusal.ofCode(1 + random.nextInt(Refusal.count() - 1));
            final int perSec = random.nextInt(60);
            judge.onRefusals(refusal, perSec);
            expect(expected, standing, policy, Gauge.REFUSALS_PER_SEC, -1, refusal, perSec);
            final int age = random.nextInt(60);
            judge.onQuoteAge(age);
            expect(expected, standing, policy, Gauge.QUOTE_AGE_P95_NS, -1, Refusal.NONE, age);
        }
        assertEquals(expected, alerts, "seed " + seed);
    }

    private static void expect(
        final List<Alert> expected,
        final Map<String, Boolean> standing,
        final AlertPolicy policy,
        final Gauge gauge,
        final int instrument,
        final Refusal refusal,
        final long value)
    {
        final long threshold = switch (gauge)
        {
            case DISPERSION_BPS -> policy.dispersionBps();
            case STALE_SHARE_BPS -> policy.staleShareBps();
            case TIER_SPREAD_BPS -> policy.tierSpreadBps();
            case REFUSALS_PER_SEC -> policy.refusalsPerSec();
            case QUOTE_AGE_P95_NS -> policy.quoteAgeP95Ns();
        };
        final BigDecimal exit = BigDecimal.valueOf(threshold).multiply(BigDecimal.valueOf(policy.exitBps(), 4));
        final boolean was = standing.getOrDefault(gauge + " " + instrument + refusal, false);
        final boolean is = threshold > 0 &&
            (was ? BigDecimal.valueOf(value).compareTo(exit) >= 0 : value >= threshold);
        if (is != was)
        {
            standing.put(gauge + " " + instrument + refusal, is);
            expected.add(new Alert(gauge, instrument, refusal, value, threshold, is));
        }
    }

    @Test
    void contractT_shouldAllocateNothingWhereNoAlertChanges()
    {
        final AlertJudge judge = new AlertJudge(POLICY, alerts::add);
        judge.onInstrument(64, 30, 0, 0);
        judge.onQuoteAge(4_000_000_000L);
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < 10_000; i++)
            {
                judge.onInstrument(i & 63, i % 30, i % 3_000, i % 50);
                judge.onInstrument(64, 24 + i % 30, 0, 0);
                judge.onRefusals(Refusal.ofCode(i % Refusal.count()), i % 100);
                judge.onQuoteAge(2_400_000_000L + i);
            }
        });
        assertEquals(2, alerts.size());
        assertTrue(alerts.stream().allMatch(Alert::isRaised));
    }
}
