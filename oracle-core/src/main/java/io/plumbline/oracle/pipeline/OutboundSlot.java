// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.AdminCommand;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.quote.Outbox;
import io.plumbline.oracle.slot.ExplanationDraft;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.AnswerFrame;
import org.jspecify.annotations.Nullable;

/**
 * One place of the outbound ring.
 */
final class OutboundSlot
{
    enum Kind
    {
        ANSWER, REFERENCE_QUOTE, ENVELOPE_REFUSED, EXPLANATION, ADMIN_OUTCOME
    }

    Kind kind = Kind.ANSWER;
    final byte[] answer = new byte[AnswerFrame.LENGTH];
    /** What comes with an answer, or a reference quote. */
    final byte[] document = new byte[Outbox.MAX_DOCUMENT];
    int documentLength;
    int connection;
    long messageId;
    Refusal refusal = Refusal.NONE;
    @Nullable ExplanationDraft draft;
    AdminCommand command = AdminCommand.REOPEN_CLOCK;
    final byte[] operator = new byte[AdminEvent.OPERATOR_NAME.length()];
    long adminSequence;
    long measured;
    long limit;
}
