// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.transport;

/**
 * An open socket, as its receiver sees it. Any thread.
 */
public interface SocketLink
{
    /**
     * Says good-bye and closes; at once for this end, which hands on nothing more.
     *
     * @param status a WebSocket close status.
     * @param reason up to 100 ASCII characters.
     */
    void close(int status, String reason);

    /**
     * Runs a task on the socket's event loop, even if the socket has closed by then.
     *
     * @param task    what to run; must not wait.
     * @param delayMs from now, milliseconds.
     * @return false where the event loop is gone.
     */
    boolean later(Runnable task, long delayMs);
}
