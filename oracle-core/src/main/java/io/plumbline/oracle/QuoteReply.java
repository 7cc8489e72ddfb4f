// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

/**
 * A caller-owned answer: made once by {@link QuoteDesk#newReply()}, used for one command at a time, by one caller
 * thread; the reply agent writes it. Figures are valid once {@link #isDone()} and until the next command.
 */
public interface QuoteReply
{
    /**
     * Whether the answer is here.
     *
     * @return true once every figure can be read.
     */
    boolean isDone();

    /**
     * Waits for the answer.
     *
     * @param timeoutNs longest wait; nanoseconds.
     * @return whether it is here; false, when the time ran out or the thread was interrupted, leaves the command
     *     pending.
     * @throws IllegalStateException on one of the oracle's own threads, which would wait for itself.
     */
    boolean await(long timeoutNs);

    /**
     * Gives the pending command up: its late answer is discarded and counted, and this object may be used again. What
     * the command did stands; asking again with the same payment id tells.
     *
     * @return false when the answer came first, or nothing was pending.
     */
    boolean abandon();

    /**
     * How the command ended.
     *
     * @return REFUSED with a {@link #refusal()}, or what was done.
     */
    Answer answer();

    /**
     * Why the command was refused; where REPRICED, what the quote has died of.
     *
     * @return NONE when it was neither.
     */
    Refusal refusal();

    /**
     * When the engine decided.
     *
     * @return engine time, epoch nanoseconds.
     */
    long decidedAtNs();

    /**
     * The figure that decided: measured drift in basis points, age in nanoseconds, arrived amount's low word and the
     * like.
     *
     * @return meaning by refusal code; 0 where none applies.
     */
    long measured();

    /**
     * What {@link #measured()} was held against; where AUTHORIZED, the first instant at which a capture is late.
     *
     * @return same unit; epoch nanoseconds where AUTHORIZED.
     */
    long limit();

    /**
     * The reference price at the decision.
     *
     * @return at the instrument's price scale; 0 where none was read.
     */
    long decidedRate();

    /**
     * The rate the quote promised.
     *
     * @return at the instrument's price scale; 0 where no quote was found.
     */
    long quotedRate();

    /**
     * The quote issued, or the one the command was about.
     *
     * @return its sequence within this engine's boot epoch; 0 where none.
     */
    long quoteSequence();

    /**
     * The issued quote; where REPRICED, the one in place of the quote that has died. Allocates.
     *
     * @return the quote.
     * @throws IllegalStateException unless {@link #answer()} is QUOTED or REPRICED.
     */
    SignedQuote quote();

    /**
     * Copies the issued quote's bytes without allocating.
     *
     * @param into   where to.
     * @param offset of its first byte.
     * @return how many bytes, or 0 unless {@link #answer()} is QUOTED or REPRICED.
     */
    int copyQuote(byte[] into, int offset);

    /**
     * The second form of the quote that was asked for, a JWS in compact serialization; allocates.
     *
     * @return the token.
     * @throws IllegalStateException unless {@link #answer()} is PROVED and a JWS was asked for.
     */
    String jws();

    /**
     * The receipt that was asked for; allocates.
     *
     * @return the signed receipt.
     * @throws IllegalStateException unless {@link #answer()} is PROVED and a receipt was asked for.
     */
    Receipt receipt();

    /**
     * The reference record that was asked for; allocates.
     *
     * @return the signed record.
     * @throws IllegalStateException unless {@link #answer()} is PROVED and a reference record was asked for.
     */
    ReferenceRecord reference();

    /**
     * Copies the document that was asked for without allocating: a JWS in ASCII, the others with their signature behind
     * them.
     *
     * @param into   where to.
     * @param offset of its first byte.
     * @return how many bytes, or 0 unless {@link #answer()} is PROVED.
     */
    int copyDocument(byte[] into, int offset);
}
