// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

/**
 * What became of an operator's command. Immutable; any thread.
 *
 * @param sequence the command's own, as its door gave it.
 * @param operator who gave it; empty where that was not said.
 * @param command  what was commanded.
 * @param refusal  NONE where it was carried out.
 * @param measured the figure that decided a refusal, 0 where none did.
 * @param limit    what it was held against, 0 where none was.
 */
public record AdminOutcome(
    long sequence, String operator, AdminCommand command, Refusal refusal, long measured, long limit)
{
}
