// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.verify;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.wire.EnvelopeEvent;

/** Whose envelope is it, and is that proved? One implementation a scheme; keeps nothing between envelopes. */
interface SchemeCheck
{
    /** NONE, and the slot has source and key; or why it is refused, and what was written there means nothing. */
    Refusal authenticate(EnvelopeEvent envelope, long nowNs, Slot slot);
}
