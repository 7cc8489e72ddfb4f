// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.slot;

/**
 * What verify found out about a slot's event. Slots start UNVERIFIED, only verify writes another verdict, and trust
 * refuses all but VERIFIED.
 */
public enum Verdict
{
    /** Not judged yet. */
    UNVERIFIED,
    /** Authentic and decoded, or an event of the engine's own that is well formed. */
    VERIFIED,
    /** Refused; the slot's refusal says why. */
    REFUSED,
    /** The claim's fill failed: nothing is in it. */
    VOID
}
