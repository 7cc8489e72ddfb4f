// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import com.lmax.disruptor.ExceptionHandler;
import io.plumbline.oracle.slot.Slot;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * What a stage throws kills the engine: the status turns FAILED and the exception goes on, so that nothing the stage
 * still held is released to the next one.
 */
final class FatalHandler implements ExceptionHandler<Slot>
{
    private static final Logger LOGGER = System.getLogger("io.plumbline.oracle");

    private final EngineStatus status;

    FatalHandler(final EngineStatus status)
    {
        this.status = status;
    }

    @Override
    public void handleEventException(final Throwable cause, final long sequence, final Slot slot)
    {
        status.fail();
        LOGGER.log(Level.ERROR, "engine failed at sequence " + sequence + ": nothing more is accepted", cause);
        throw new IllegalStateException("engine failed at sequence " + sequence, cause);
    }

    @Override
    public void handleOnStartException(final Throwable cause)
    {
        status.fail();
        LOGGER.log(Level.ERROR, "engine failed to start", cause);
    }

    @Override
    public void handleOnShutdownException(final Throwable cause)
    {
        LOGGER.log(Level.WARNING, "a stage did not stop cleanly", cause);
    }
}
