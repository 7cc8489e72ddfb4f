// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.transport;

/**
 * Takes what one open socket brings, on that socket's event loop thread; never waits.
 */
public interface MessageReceiver
{
    /** Go on. */
    int CARRY_ON = 0;
    /** Close: this end is going away. */
    int GOING_AWAY = 1_001;
    /** Close: the messages are not what they ought to be. */
    int INVALID_DATA = 1_007;

    /**
     * The socket has opened.
     *
     * @param link the socket.
     * @return CARRY_ON, or the status to close with.
     */
    int onOpen(SocketLink link);

    /**
     * A whole binary message has arrived.
     *
     * @param message holds it from index 0; reused for the next.
     * @param length  its number of bytes.
     * @return CARRY_ON, or the status to close with.
     */
    int onMessage(byte[] message, int length);

    /**
     * The socket, which had opened, is gone.
     */
    void onClose();
}
