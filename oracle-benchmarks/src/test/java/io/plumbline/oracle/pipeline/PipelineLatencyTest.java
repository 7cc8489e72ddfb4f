// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.config.Layout;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.config.WaitMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The rig accounts for every frame it sends, in each layout; nothing is said of how long one took.
 */
final class PipelineLatencyTest
{
    @ParameterizedTest
    @EnumSource(Layout.class)
    void shouldAccountForEveryFrame(final Layout layout) throws InterruptedException
    {
        final PipelineLatency.Settings settings =
            new PipelineLatency.Settings(500, 0.4, 0, 4, layout, WaitMode.PARKING);
        final LatencyRig.Outcome outcome = LatencyRig.run(settings);
        assertEquals(200, settings.frames());
        assertEquals(200, outcome.latencies().getTotalCount() + outcome.refusedAtDoor());
        assertEquals(0, outcome.refusedByStage());
        assertTrue(outcome.latencies().getMinValue() > 0, "a frame was done before it was due");
        assertEquals(4, outcome.lastPrice().sources());
        assertEquals(Tier.PRIMARY, outcome.lastPrice().tier());
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void shouldLeaveTheWarmUpOut(final Layout layout) throws InterruptedException
    {
        final PipelineLatency.Settings settings =
            new PipelineLatency.Settings(500, 0.2, 0.2, 4, layout, WaitMode.PARKING);
        final LatencyRig.Outcome outcome = LatencyRig.run(settings);
        assertEquals(200, settings.frames());
        assertTrue(outcome.latencies().getTotalCount() <= 100);
        assertTrue(outcome.latencies().getTotalCount() + outcome.refusedAtDoor() >= 100);
    }
}
