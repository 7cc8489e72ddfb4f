// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.transport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Remembers the messages of one socket.
 */
final class RecordingReceiver implements MessageReceiver
{
    final List<byte[]> messages = new ArrayList<>();
    int openings;
    int closings;
    int answer = CARRY_ON;
    boolean isThrowing;

    @Override
    public int onOpen(final SocketLink link)
    {
        openings++;
        return CARRY_ON;
    }

    @Override
    public int onMessage(final byte[] message, final int length)
    {
        if (isThrowing)
        {
            throw new IllegalStateException("a fault on purpose");
        }
        messages.add(Arrays.copyOf(message, length));
        return answer;
    }

    @Override
    public void onClose()
    {
        closings++;
    }
}
