// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty;

/**
 * What became of a message a provider wanted to send. Anything but {@link #SENT} means that it was dropped and counted.
 */
public enum PublishStatus
{
    /** Handed to the socket; nobody promises that it arrives. */
    SENT,
    /** There is no open connection at the moment. */
    NOT_CONNECTED,
    /** The socket still holds more than it may: the network or the peer is slow. */
    NOT_WRITABLE,
    /** The publisher has been closed. */
    CLOSED
}
