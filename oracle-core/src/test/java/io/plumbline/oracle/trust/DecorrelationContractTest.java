// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import static io.plumbline.oracle.fixtures.SampleOracle.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.TrustCause;
import io.plumbline.oracle.config.AnomalyPolicy;
import io.plumbline.oracle.config.FencePolicy;
import io.plumbline.oracle.config.FreshnessPolicy;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.wire.AdminEvent;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

final class DecorrelationContractTest
{
    private static final long PRICE = 1_000_000;
    private static final int SUSPECT = 4;
    private static final long WINDOW = 10 * SECOND;

    private final TrustBench bench = new TrustBench(new SampleOracle().fence(new FencePolicy(5_000, 1, 0, 100))
        .freshness(new FreshnessPolicy(5 * SECOND, 2 * SECOND, 0, SECOND)).independent(5).build());
    private long theirs = PRICE;
    private int rounds;

    /** All speak for a window, in which the others go up or down by 20 bps and the suspect does as told. */
    private void window(final LongUnaryOperator suspect)
    {
        rounds++;
        theirs = PRICE + rounds % 2 * 2_000L;
        final long own = suspect.applyAsLong(theirs);
        for (int i = 0; i < 10; i++)
        {
            bench.now += SECOND;
            bench.sayAll(0, 4, theirs);
            bench.say(SUSPECT, own);
        }
    }

    private int fallsAfter(final int windows, final LongUnaryOperator suspect)
    {
        bench.sayAll(0, 5, PRICE);
        for (int i = 0; i < windows; i++)
        {
            window(suspect);
        }
        assertEquals(0, bench.counters.count(Metric.SOURCES_EXCLUDED));
        return bench.falls(SUSPECT);
    }

    @Test
    void contractH_shouldTakeTrustFromWhoDoesNotMoveWithTheOthersAndNeverThePlace()
    {
        assertEquals(0, fallsAfter(5, theirPrice -> PRICE), "five windows");
        window(theirPrice -> PRICE);
        assertEquals(1, bench.falls(SUSPECT), "six of the last eight disagree");
        assertEquals(TrustCause.DECORRELATION.bit(), bench.causes(SUSPECT));
        for (int i = 0; i < 10; i++)
        {
            window(theirPrice -> PRICE);
        }
        assertEquals(11, bench.falls(SUSPECT), "each window that disagrees from then on");
        assertEquals(0, bench.falls(0), "the others agree");
        assertEquals(0, bench.counters.count(Metric.SOURCES_EXCLUDED));
    }

    @Test
    void contractH_shouldAgreeWithMovesOfAQuarterToFourTimes()
    {
        assertEquals(0, fallsAfter(12, theirPrice -> PRICE + (theirPrice - PRICE) / 4));
        assertEquals(0, fallsAfter(12, theirPrice -> PRICE + (theirPrice - PRICE) * 4));
    }

    @Test
    void contractH_shouldDisagreeWithMovesBelowAQuarterAboveFourTimesOrTheOtherWay()
    {
        assertEquals(7, fallsAfter(12, theirPrice -> PRICE + (theirPrice - PRICE) / 5));
        bench.on(bench.builder.admin(AdminEvent.READMIT_SOURCE, SUSPECT, bench.now));
        assertEquals(7, fallsAfter(12, theirPrice -> PRICE + (theirPrice - PRICE) * 9 / 2));
        bench.on(bench.builder.admin(AdminEvent.READMIT_SOURCE, SUSPECT, bench.now));
        assertEquals(7, fallsAfter(12, theirPrice -> PRICE - (theirPrice - PRICE)));
    }

    @Test
    void contractH_shouldForgetWindowsOfWhoIsLetIn()
    {
        fallsAfter(6, theirPrice -> PRICE);
        bench.on(bench.builder.admin(AdminEvent.READMIT_SOURCE, SUSPECT, bench.now));
        assertEquals(0, fallsAfter(5, theirPrice -> PRICE));
    }

    @Test
    void contractH_shouldCountOnlyWindowsInWhichTheClusterMoved()
    {
        final MoveWatch moves = new MoveWatch(1, new AnomalyPolicy(8, WINDOW, 10, 1, 2_000));
        assertFalse(moves.isApart(0, PRICE, PRICE, PRICE, PRICE, WINDOW));
        assertFalse(moves.isApart(0, PRICE, PRICE + 800, PRICE + 800, PRICE + 800, 2 * WINDOW), "8 bps are not 10");
        assertFalse(moves.isApart(0, PRICE, 0, 0, 0, 3 * WINDOW), "no cluster price at the end");
        assertFalse(moves.isApart(0, PRICE, PRICE, PRICE, PRICE, 4 * WINDOW), "none at the beginning");
        assertFalse(moves.isApart(0, PRICE, PRICE + 5_000, PRICE + 5_000, PRICE + 5_000, 5 * WINDOW - 1),
            "the window has not ended");
        assertEquals(true, moves.isApart(0, PRICE, PRICE + 5_000, PRICE + 5_000, PRICE + 5_000, 5 * WINDOW));
        assertFalse(moves.isApart(0, PRICE + 1_300, PRICE + 10_000, PRICE + 10_000, PRICE + 10_000, 6 * WINDOW),
            "13 bps beside 50: a quarter");
    }

    @Test
    void contractH_shouldRememberTheLastEightWindowsThatCounted()
    {
        final MoveWatch moves = new MoveWatch(1, new AnomalyPolicy(8, WINDOW, 10, 2, 2_000));
        long now = 1;
        long cluster = PRICE;
        long own = PRICE;
        moves.isApart(0, own, cluster, cluster, cluster, now);
        cluster += 10_000;
        assertFalse(moves.isApart(0, own, cluster, cluster, cluster, now += WINDOW), "the first to disagree");
        for (int i = 0; i < 6; i++)
        {
            moves.isApart(0, own, cluster, cluster, cluster, now += WINDOW);
            cluster += 10_000;
            own += 10_000;
            assertFalse(moves.isApart(0, own, cluster, cluster, cluster, now += WINDOW), "agrees");
        }
        cluster += 10_000;
        assertEquals(true, moves.isApart(0, own, cluster, cluster, cluster, now += WINDOW), "the second of eight");
        for (int i = 0; i < 7; i++)
        {
            cluster += 10_000;
            own += 10_000;
            assertFalse(moves.isApart(0, own, cluster, cluster, cluster, now += WINDOW), "agrees");
        }
        cluster += 10_000;
        assertFalse(moves.isApart(0, own, cluster, cluster, cluster, now + WINDOW), "the first of eight");
    }
}
