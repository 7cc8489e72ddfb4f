// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * What an operator does that loosens something, so that a second operator may have to confirm it. What tightens is no
 * such action: it never waits.
 */
public enum AdminAction
{
    /** Reopening the gate after a clock fault. */
    REOPEN_CLOCK,

    /** Readmitting a source that was excluded. */
    READMIT_SOURCE,

    /** Setting a source's trust, whichever way, and ending that: what it was worth before is not known here. */
    OVERRIDE_TRUST,

    /** Resuming what was suspended. */
    RESUME,

    /** Putting looser terms of a quote policy in force. */
    ADOPT_POLICY,

    /** Approving a quote that needs an operator's approval. */
    APPROVE_QUOTE
}
