// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

/**
 * The operator's capability, apart from what checkouts hold. Each command is an event with a mandatory reason,
 * carried out in ring order. Any thread; never blocks. Each call returns what the door said: NONE means accepted, not
 * yet done.
 */
public interface OracleAdmin
{
    /**
     * Ends a clock fault. The system's clock starts anew from the wall clock at this call; a clock that was configured
     * runs on, and its distance from the wall clock is accepted as it stands.
     *
     * @param reason 1 to 256 bytes of UTF-8.
     * @return NONE, INVALID_ARGUMENT, RING_FULL, CLOSED or ENGINE_FAILED.
     */
    Refusal reopenAfterClockFault(String reason);

    /**
     * Revokes a key at once and for good.
     *
     * @param source the source's name.
     * @param keyId  its key.
     * @param reason 1 to 256 bytes of UTF-8.
     * @return NONE, UNKNOWN_COMMAND for an unknown source or key, else as above.
     */
    Refusal revokeKey(String source, int keyId, String reason);

    /**
     * Puts a source out until it is readmitted.
     *
     * @param source the source's name.
     * @param reason 1 to 256 bytes of UTF-8.
     * @return as above.
     */
    Refusal excludeSource(String source, String reason);

    /**
     * Lets a source back in, on probation.
     *
     * @param source the source's name.
     * @param reason 1 to 256 bytes of UTF-8.
     * @return as above.
     */
    Refusal readmitSource(String source, String reason);

    /**
     * Gives a source a fixed trust on all instruments until the override ends. It scales the configured weight and
     * lifts no exclusion; below an instrument's least trust it counts as that.
     *
     * @param source   the source's name.
     * @param trustBps 1 to 10,000 basis points.
     * @param reason   1 to 256 bytes of UTF-8.
     * @return INVALID_ARGUMENT for a trust out of range, else as above.
     */
    Refusal overrideTrust(String source, int trustBps, String reason);

    /**
     * Ends {@link #overrideTrust}: the source's trust is again what it has earned.
     *
     * @param source the source's name.
     * @param reason 1 to 256 bytes of UTF-8.
     * @return as above.
     */
    Refusal endTrustOverride(String source, String reason);

    /**
     * Stops issuing and authorizing.
     *
     * @param reason 1 to 256 bytes of UTF-8.
     * @return as above.
     */
    Refusal suspend(String reason);

    /**
     * Resumes after {@link #suspend}.
     *
     * @param reason 1 to 256 bytes of UTF-8.
     * @return as above.
     */
    Refusal resume(String reason);
}
