// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

/**
 * Where the quote stage puts what leaves the engine. Called on the stage's thread; the bytes are read before the call
 * returns.
 */
public interface Outbox
{
    /**
     * The answer to a command.
     *
     * @param answer      canonical bytes of an {@code AnswerFrame} from index 0.
     * @param quote       a signed quote from index 0; ignored where {@code quoteLength} is 0.
     * @param quoteLength bytes of the quote, 0 for none.
     */
    void answer(byte[] answer, byte[] quote, int quoteLength);

    /**
     * A signed reference quote.
     *
     * @param quote  the signed quote from index 0.
     * @param length its bytes.
     */
    void referenceQuote(byte[] quote, int length);
}
