// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.feed;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.slot.Slot;

/**
 * Reads the ticks out of the very bytes that were signed. One thread per instance; the outcome depends on the arguments
 * and the configuration alone.
 */
public interface FeedDecoder
{
    /**
     * Decodes authenticated bytes into a slot: ticks, unmapped ticks, session epoch, sequence and signed time. The
     * bytes may stand in the slot itself; its other fields are left alone.
     *
     * @param signed holds the signed bytes.
     * @param offset of the first.
     * @param length how many.
     * @param source dense id of the source that signed them.
     * @param slot   where to write; after a refusal what it holds there means nothing.
     * @return NONE, or why the bytes as a whole are refused: MALFORMED, POINT_COUNT, WRONG_ENVIRONMENT, DUPLICATE_FEED
     *     or UNKNOWN_FEED. A tick refused alone carries its own code in its column.
     */
    Refusal decode(byte[] signed, int offset, int length, int source, Slot slot);
}
