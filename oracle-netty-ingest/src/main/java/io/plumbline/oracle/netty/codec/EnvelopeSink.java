// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.codec;

import io.plumbline.oracle.Envelope;

/**
 * Takes the envelopes of a message, one after the other, on the thread that decodes.
 */
@FunctionalInterface
public interface EnvelopeSink
{
    /**
     * Takes one envelope.
     *
     * @param envelope the codec's own, reused for the next; read before the call returns.
     * @return whether to go on with the message's next envelope.
     */
    boolean onEnvelope(Envelope envelope);
}
