// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty;

import io.plumbline.oracle.Refusal;

/**
 * What has been counted at the sockets so far. Any thread; each figure only grows, and figures are not read at one
 * instant.
 */
public interface IngestCounters
{
    /**
     * How often something happened at the sockets.
     *
     * @param cause what.
     * @return a count that only grows.
     */
    long count(IngestCause cause);

    /**
     * How often the oracle's sink gave this answer to an envelope or to an opening or closing.
     *
     * @param refusal the code; {@link Refusal#NONE} counts envelopes accepted.
     * @return a count that only grows.
     */
    long count(Refusal refusal);
}
