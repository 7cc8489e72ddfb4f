// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

/**
 * Takes each change of a record before its answer leaves, so that a later epoch knows it. Called on the stage's thread.
 */
interface Journal
{
    /** Keeps nothing. */
    Journal NONE = record -> true;

    /**
     * Takes a record as it stands.
     *
     * @param record with its state, times, payment and answers set.
     * @return false where it was not taken: the change must not happen.
     */
    boolean append(QuoteRecord record);
}
