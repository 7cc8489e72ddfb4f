// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.transport;

/**
 * How much one socket may bring.
 *
 * @param maxMessageBytes  the most bytes of a message, fragments put together.
 * @param idleTimeoutMs    the longest time without a frame, milliseconds.
 * @param framesPerSecond  the most frames a second; 0 for no limit.
 * @param frameBurst       how many may come at once after a rest.
 * @param isTextRefused    whether a text frame closes the socket; else it is dropped.
 */
public record SocketLimits(
    int maxMessageBytes, int idleTimeoutMs, int framesPerSecond, int frameBurst, boolean isTextRefused)
{
}
