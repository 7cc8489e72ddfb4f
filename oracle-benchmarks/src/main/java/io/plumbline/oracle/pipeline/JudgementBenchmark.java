// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.slot.Slot;
import java.math.BigDecimal;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Trust and median: from a verified tick to a published reference price; see {@link JudgementRow}.
 */
public class JudgementBenchmark extends JudgementRow
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
        median.onSlot(slot);
        trusted++;
        priced++;
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
    public long naive()
    {
        ticks.nextBare();
        final int trustBps =
            naive.believe(ticks.source(), ticks.instrument(), ticks.frames(), ticks.price(), ticks.nowNs());
        return naive.price(ticks.source(), ticks.instrument(), ticks.price(), trustBps, ticks.nowNs());
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
        final BigDecimal price = BigDecimal.valueOf(ticks.price(), PRICE_SCALE);
        final BigDecimal weight =
            boxed.believe(ticks.source(), ticks.instrument(), ticks.frames(), price, ticks.nowNs());
        return boxed.price(ticks.source(), ticks.instrument(), price, weight, ticks.nowNs());
    }
}
