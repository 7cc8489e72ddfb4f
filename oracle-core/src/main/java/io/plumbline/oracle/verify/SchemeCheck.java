// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.verify;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.crypto.PendingSignatures;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.wire.EnvelopeEvent;

/** Whose envelope is it, and is that proved? One implementation a scheme; keeps nothing between envelopes. */
interface SchemeCheck
{
    /**
     * NONE, the slot has source and key, and signatures still to be checked were added to those pending, for which
     * there is room; or why it is refused, and what was written or added means nothing.
     */
    Refusal authenticate(EnvelopeEvent envelope, long nowNs, Slot slot, PendingSignatures pending);
}
