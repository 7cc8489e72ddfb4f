// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.config.RedemptionLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A log in a file, as an operator might write one: each frame behind its length. What a crash has left of the last one
 * is handed over as it is, and cut off.
 */
final class FileLog implements RedemptionLog
{
    private final Path file;

    FileLog(final Path file)
    {
        this.file = file;
    }

    @Override
    public boolean append(final byte[] frame, final int length) throws IOException
    {
        final ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + length).putInt(length).put(frame, 0, length);
        bytes.flip();
        try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND))
        {
            while (bytes.hasRemaining())
            {
                channel.write(bytes);
            }
            channel.force(false);
        }
        return true;
    }

    @Override
    public void readBack(final FrameReader reader) throws IOException
    {
        if (!Files.exists(file))
        {
            return;
        }
        final ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        while (bytes.hasRemaining())
        {
            final int start = bytes.position();
            final int length = bytes.remaining() < Integer.BYTES ? bytes.remaining() + 1 : bytes.getInt();
            final int there = Math.min(length, bytes.remaining());
            reader.onFrame(bytes.array(), bytes.position(), there);
            bytes.position(bytes.position() + there);
            if (there < length)
            {
                Files.write(file, Arrays.copyOf(bytes.array(), start));
                return;
            }
        }
    }
}
