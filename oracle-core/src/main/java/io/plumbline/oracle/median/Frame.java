// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.slot.Evaluation;

/**
 * Room for one evaluation that reads other instruments' records, which may have to be evaluated in their turn: there is
 * one frame for each depth of the instruments' graph. One thread.
 */
final class Frame
{
    /** The record last read, where it had to be made. */
    final Evaluation read = new Evaluation();
    /** The secondary with the most trust. */
    final Evaluation best = new Evaluation();
    /** The secondary that stands. */
    final Evaluation standing = new Evaluation();
    final DerivedPrice derived = new DerivedPrice();
    final IndexPrice index = new IndexPrice();

    Frame()
    {
    }
}
