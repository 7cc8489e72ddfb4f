// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import com.lmax.disruptor.EventHandler;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.verify.VerifyStage;

/** Verify on a thread of its own: a batch's signatures are checked together before the batch is handed on. */
final class VerifyHandler implements EventHandler<Slot>
{
    private final VerifyStage stage;

    VerifyHandler(final VerifyStage stage)
    {
        this.stage = stage;
    }

    @Override
    public void onEvent(final Slot slot, final long sequence, final boolean isEndOfBatch)
    {
        stage.begin(slot);
        if (isEndOfBatch)
        {
            stage.flush();
        }
    }
}
