// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import io.plumbline.oracle.config.QuotePolicy;
import java.util.Optional;

/**
 * The operator's capability, apart from what checkouts hold. Each command is an event with a mandatory reason,
 * carried out in ring order. Any thread; never blocks. Each call returns what the door said: NONE means accepted, not
 * yet done; {@link OracleListener#onAdmin} hears what became of it. A command that needs a second operator, by {@link
 * io.plumbline.oracle.config.PolicyControl#twoApprovals}, is kept for at most an hour: AWAITING_CONFIRMATION. It
 * is forgotten where what it would undo is commanded once more: suspending, or excluding that source. It is refused
 * with INVALID_ARGUMENT from an operator who has no name, and with RING_FULL while 64 are kept.
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

    /**
     * The same door for a named operator. Whoever holds a named door commands under that name alone: so hand each
     * operator a door of its own, and keep the unnamed one.
     *
     * @param operator 1 to 32 characters of printable ASCII without spaces; names that differ in upper and lower case
     *                 alone are one operator's.
     * @return a door whose commands carry that name.
     * @throws IllegalArgumentException where it is no such name.
     * @throws IllegalStateException    where this door has another operator's name already.
     */
    OracleAdmin as(String operator);

    /**
     * The sequence of the last command that was accepted or kept through this very object.
     *
     * @return 1 and up; 0 before the first.
     */
    long lastSequence();

    /**
     * Gives the command that is kept under a sequence, as the operator who gave it first had it.
     *
     * @param sequence of the kept command.
     * @param reason   1 to 256 bytes of UTF-8; joined to the first operator's, cut where both are longer than that.
     * @return UNKNOWN_COMMAND where none is kept under it any more, SAME_OPERATOR for the operator who gave it,
     *         INVALID_ARGUMENT without a name or reason, else as above; unless NONE, it stays kept.
     */
    Refusal confirm(long sequence, String reason);

    /**
     * Sends a policy's new terms: tighter or equal ones are in force with that event, looser ones run in shadow until
     * they are adopted or discarded.
     *
     * @param terms  all terms, with a version above any that this policy has had or tried.
     * @param reason 1 to 256 bytes of UTF-8.
     * @return UNKNOWN_POLICY for a name that is not configured, INVALID_ARGUMENT for another scope than configured,
     *         else as above; the outcome may be STALE_VERSION, MIXED_CHANGE or INVALID_ARGUMENT.
     */
    Refusal changePolicy(QuotePolicy terms, String reason);

    /**
     * Puts a policy's candidate in force.
     *
     * @param policy  the policy's name.
     * @param version the candidate's.
     * @param reason  1 to 256 bytes of UTF-8.
     * @return UNKNOWN_POLICY for a name that is not configured, else as above; the outcome may be NO_CANDIDATE,
     *         STALE_VERSION where the candidate is of another version, SHADOW_RUNNING before its time.
     */
    Refusal adoptPolicy(String policy, long version, String reason);

    /**
     * Ends the shadow run of a policy's candidate.
     *
     * @param policy the policy's name.
     * @param reason 1 to 256 bytes of UTF-8.
     * @return UNKNOWN_POLICY for a name that is not configured, else as above; the outcome may be NO_CANDIDATE.
     */
    Refusal discardPolicy(String policy, String reason);

    /**
     * Approves a quote whose value asks for that; the approval lasts as long as the quote.
     *
     * @param quoteSequence of a quote of this run of the engine.
     * @param reason        1 to 256 bytes of UTF-8.
     * @return as above; the outcome may be UNKNOWN_QUOTE, UNKNOWN_OUTCOME, QUOTE_DEAD or ALREADY_REDEEMED.
     */
    Refusal approveQuote(long quoteSequence, String reason);

    /**
     * What a policy's candidate would have changed so far.
     *
     * @param policy the policy's name.
     * @return empty where none is on trial.
     */
    Optional<PolicyTrial> trial(String policy);
}
