// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.config.RedemptionLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A log of frames in memory that fails when the test wants it to, by saying no and by throwing, in turn.
 */
final class MemoryLog implements RedemptionLog
{
    final List<byte[]> frames = new ArrayList<>();
    int appends;
    int exceptions;
    boolean isReadBack;
    private IntPredicate isFailing = append -> false;

    MemoryLog()
    {
    }

    /** As it would be after a crash. */
    MemoryLog(final List<byte[]> frames)
    {
        frames.forEach(each -> this.frames.add(each.clone()));
    }

    MemoryLog failingAt(final IntPredicate append)
    {
        isFailing = append;
        return this;
    }

    @Override
    public boolean append(final byte[] frame, final int length)
    {
        if (!isReadBack)
        {
            throw new AssertionError("appended before it was read back");
        }
        if (isFailing.test(appends++))
        {
            if (appends % 2 == 0)
            {
                exceptions++;
                throw new IllegalStateException("the disk is full");
            }
            return false;
        }
        frames.add(Arrays.copyOf(frame, length));
        return true;
    }

    @Override
    public void readBack(final FrameReader reader)
    {
        isReadBack = true;
        for (final byte[] frame : frames)
        {
            // somewhere else each time
            final byte[] bytes = new byte[frame.length + 5];
            System.arraycopy(frame, 0, bytes, 3, frame.length);
            reader.onFrame(bytes, 3, frame.length);
            Arrays.fill(bytes, (byte)0x5a);
        }
    }
}
