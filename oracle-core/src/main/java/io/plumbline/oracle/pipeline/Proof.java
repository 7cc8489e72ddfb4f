// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.quote.Outbox;
import io.plumbline.oracle.wire.AnswerFrame;
import io.plumbline.oracle.wire.Events;
import io.plumbline.oracle.wire.JwsQuote;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.SignedQuoteLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One document on its way to its signature, with the answer it belongs to. What is signed is the document itself or,
 * for a quote, the header and payload of its JWS. Reused; belongs to one thread at a time.
 */
final class Proof
{
    private final byte[] answer = new byte[AnswerFrame.LENGTH];
    private final byte[] document = new byte[Outbox.MAX_DOCUMENT];
    private final byte[] signature = new byte[SignedQuoteLayout.SIGNATURE_LENGTH];
    private int templateId;
    private String signingInput = "";
    private byte[] message = document;
    private int messageLength;
    private boolean isSigned;

    /**
     * Takes what has left the engine.
     *
     * @param issuer whom the JWS of a quote names.
     * @throws IllegalArgumentException if a quote has no JWS.
     */
    void set(final OutboundSlot slot, final String issuer)
    {
        System.arraycopy(slot.answer, 0, answer, 0, answer.length);
        System.arraycopy(slot.document, 0, document, 0, slot.documentLength);
        isSigned = false;
        signingInput = "";
        message = document;
        messageLength = slot.documentLength;
        templateId = Events.templateId(document, 0, slot.documentLength);
        if (templateId == QuoteFrame.TEMPLATE_ID)
        {
            signingInput = JwsQuote.signingInput(document, 0, issuer);
            message = signingInput.getBytes(StandardCharsets.US_ASCII);
            messageLength = message.length;
        }
    }

    /** What is to be signed, from index 0. */
    byte[] message()
    {
        return message;
    }

    int messageLength()
    {
        return messageLength;
    }

    /** Where the signature goes. */
    byte[] signature()
    {
        return signature;
    }

    void signed(final boolean signed)
    {
        isSigned = signed;
    }

    boolean isSigned()
    {
        return isSigned;
    }

    byte[] answer()
    {
        return answer;
    }

    int templateId()
    {
        return templateId;
    }

    /**
     * What is handed out: the token in ASCII, or the document and its signature; allocates.
     */
    byte[] finished()
    {
        if (templateId == QuoteFrame.TEMPLATE_ID)
        {
            return JwsQuote.compact(signingInput, signature).getBytes(StandardCharsets.US_ASCII);
        }
        final byte[] bytes = Arrays.copyOf(document, messageLength + signature.length);
        System.arraycopy(signature, 0, bytes, messageLength, signature.length);
        return bytes;
    }
}
