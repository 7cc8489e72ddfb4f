// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty;

/**
 * Where an outbound link stands. It goes from one to the other by itself until it is closed.
 */
public enum LinkState
{
    /** Connecting, or shaking hands. */
    CONNECTING,
    /** Open: messages flow. */
    OPEN,
    /** Waiting for the next attempt. */
    WAITING,
    /** Closed by its owner, for good. */
    CLOSED
}
