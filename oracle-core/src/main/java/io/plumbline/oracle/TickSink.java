// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

/**
 * Where feeds hand in what they received. Any thread; never blocks, never throws for what arrived, allocates nothing.
 */
public interface TickSink
{
    /**
     * The dense id of a configured connection.
     *
     * @param name as in the configuration.
     * @return the id, or -1 where no source names it.
     */
    int connectionId(String name);

    /**
     * Tells the engine that a connection opened or closed.
     *
     * @param connection its dense id.
     * @param isOpen     whether it opened.
     * @return NONE, UNKNOWN_CONNECTION, RING_FULL, CLOSED or ENGINE_FAILED.
     */
    Refusal connection(int connection, boolean isOpen);

    /**
     * Offers one envelope.
     *
     * @param connection the connection that brought it, by dense id.
     * @param messageId  which message of the connection it came in; envelopes of one message share it.
     * @param envelope   read before the call returns.
     * @return NONE, UNKNOWN_CONNECTION, CONNECTION_LIMIT, ENVELOPE_BOUNDS, RING_FULL, CLOSED, FILL_FAILED or
     *     ENGINE_FAILED.
     */
    Refusal offer(int connection, long messageId, Envelope envelope);
}
