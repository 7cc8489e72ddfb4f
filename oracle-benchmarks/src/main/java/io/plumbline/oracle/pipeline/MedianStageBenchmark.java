// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.slot.Slot;
import java.math.BigDecimal;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What a believed tick makes of the price; see {@link JudgementRow}.
 */
public class MedianStageBenchmark extends JudgementRow
{
    private static final int FULL_TRUST_BPS = 10_000;

    /**
     * The engine.
     *
     * @return the slot.
     */
    @Benchmark
    public Slot plumbline()
    {
        final Slot slot = ticks.nextTrusted();
        median.onSlot(slot);
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
        return naive.price(ticks.source(), ticks.instrument(), ticks.price(), FULL_TRUST_BPS, ticks.nowNs());
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
        return boxed.price(ticks.source(), ticks.instrument(), BigDecimal.valueOf(ticks.price(), PRICE_SCALE),
            BigDecimal.ONE, ticks.nowNs());
    }
}
