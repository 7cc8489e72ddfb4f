// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.AdminCommand;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.wire.ReceiptFrame;
import io.plumbline.oracle.wire.ReferenceFrame;

/**
 * Where the quote stage puts what leaves the engine. Called on the stage's thread; the bytes are read before the call
 * returns.
 */
public interface Outbox
{
    /** Length of the largest document that comes with an answer. */
    int MAX_DOCUMENT = Math.max(SignedQuote.LENGTH, Math.max(ReceiptFrame.LENGTH, ReferenceFrame.LENGTH));

    /**
     * The answer to a command.
     *
     * @param answer   canonical bytes of an {@code AnswerFrame} from index 0.
     * @param document what comes with it, from index 0: a signed quote or, unsigned, a receipt or a reference record,
     *                 as its header says; ignored where {@code length} is 0.
     * @param length   bytes of the document, 0 for none, at most {@link #MAX_DOCUMENT}.
     */
    void answer(byte[] answer, byte[] document, int length);

    /**
     * A signed reference quote.
     *
     * @param quote  the signed quote from index 0.
     * @param length its bytes.
     */
    void referenceQuote(byte[] quote, int length);

    /**
     * What became of an operator's command.
     *
     * @param sequence   the command's own.
     * @param operator   holds who gave it, 32 bytes padded with zeros.
     * @param operatorAt where that begins.
     * @param command    what was commanded.
     * @param refusal    NONE where it was carried out.
     * @param measured   the figure that decided, 0 for none.
     * @param limit      what it was held against, 0 for none.
     */
    default void adminOutcome(
        final long sequence,
        final byte[] operator,
        final int operatorAt,
        final AdminCommand command,
        final Refusal refusal,
        final long measured,
        final long limit)
    {
        // for those that watch no operators
    }
}
