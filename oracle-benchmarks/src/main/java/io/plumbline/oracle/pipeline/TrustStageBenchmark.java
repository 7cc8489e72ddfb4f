// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.slot.Slot;
import java.math.BigDecimal;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Is a tick believed, and how far; see {@link JudgementRow}.
 */
public class TrustStageBenchmark extends JudgementRow
{
    /**
     * The engine.
     *
     * @return the slot.
     */
    @Benchmark
    public Slot plumbline()
    {
        final Slot slot = ticks.nextVerified();
        trust.onSlot(slot);
        trusted++;
        return slot;
    }

    @Override
    void judge()
    {
        plumbline();
    }

    /**
     * Primitive arrays, a sorted copy a tick.
     *
     * @return what it found.
     */
    @Benchmark
    public int naive()
    {
        ticks.nextBare();
        return naive.believe(ticks.source(), ticks.instrument(), ticks.frames(), ticks.price(), ticks.nowNs());
    }

    /**
     * Collections and BigDecimal.
     *
     * @return what it found.
     */
    @Benchmark
    public Object boxed()
    {
        ticks.nextBare();
        return boxed.believe(ticks.source(), ticks.instrument(), ticks.frames(),
            BigDecimal.valueOf(ticks.price(), PRICE_SCALE), ticks.nowNs());
    }
}
