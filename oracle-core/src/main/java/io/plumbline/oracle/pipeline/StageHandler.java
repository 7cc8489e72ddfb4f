// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import com.lmax.disruptor.EventHandler;
import io.plumbline.oracle.slot.Slot;
import java.util.function.Consumer;

/**
 * Puts a stage after verify on the ring.
 */
final class StageHandler implements EventHandler<Slot>
{
    private final Consumer<Slot> stage;

    StageHandler(final Consumer<Slot> stage)
    {
        this.stage = stage;
    }

    @Override
    public void onEvent(final Slot slot, final long sequence, final boolean isEndOfBatch)
    {
        stage.accept(slot);
    }
}
