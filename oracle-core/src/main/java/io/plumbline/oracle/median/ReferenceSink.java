// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.slot.Evaluation;

/**
 * Where reference records go as soon as they are judged. Called on the median stage's thread.
 */
@FunctionalInterface
public interface ReferenceSink
{
    /**
     * Takes one record. Both arguments are reused after the call and must be copied.
     *
     * @param evaluation what one instrument's price was found to be.
     * @param trustWords trust by source on that instrument, 16 bits a source, lowest bits first, basis points; 0 for a
     *                   source that is out, stale or unheard. As many words as the sources take, the same at each
     *                   call.
     */
    void publish(Evaluation evaluation, long[] trustWords);
}
