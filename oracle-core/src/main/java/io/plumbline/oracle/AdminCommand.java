// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

/**
 * What an operator commands, as its outcome names it.
 */
public enum AdminCommand
{
    /** {@link OracleAdmin#reopenAfterClockFault}. */
    REOPEN_CLOCK,

    /** {@link OracleAdmin#revokeKey}. */
    REVOKE_KEY,

    /** {@link OracleAdmin#excludeSource}. */
    EXCLUDE_SOURCE,

    /** {@link OracleAdmin#readmitSource}. */
    READMIT_SOURCE,

    /** {@link OracleAdmin#overrideTrust} and {@link OracleAdmin#endTrustOverride}. */
    OVERRIDE_TRUST,

    /** {@link OracleAdmin#suspend}. */
    SUSPEND,

    /** {@link OracleAdmin#resume}. */
    RESUME,

    /** {@link OracleAdmin#changePolicy}. */
    CHANGE_POLICY,

    /** {@link OracleAdmin#adoptPolicy}. */
    ADOPT_POLICY,

    /** {@link OracleAdmin#discardPolicy}. */
    DISCARD_POLICY,

    /** {@link OracleAdmin#approveQuote}. */
    APPROVE_QUOTE
}
