// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import com.lmax.disruptor.EventHandler;
import io.plumbline.oracle.slot.Slot;
import java.util.function.Consumer;

/**
 * All stages on one thread: verify takes in a whole batch, checks its signatures together, then the other stages take
 * its slots in order.
 */
final class FusedHandler implements EventHandler<Slot>
{
    private final Stages stages;
    private final Consumer<Slot> last;
    private final Slot[] held = new Slot[ProcessorFactory.MAX_BATCH];
    private int count;

    FusedHandler(final Stages stages, final Consumer<Slot> last)
    {
        this.stages = stages;
        this.last = last;
    }

    @Override
    public void onEvent(final Slot slot, final long sequence, final boolean isEndOfBatch)
    {
        held[count++] = slot;
        stages.verify().begin(slot);
        if (isEndOfBatch)
        {
            stages.verify().flush();
            for (int i = 0; i < count; i++)
            {
                stages.afterVerify(held[i]);
                last.accept(held[i]);
            }
            count = 0;
        }
    }
}
