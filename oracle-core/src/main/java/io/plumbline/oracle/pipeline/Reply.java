// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.QuoteReply;
import io.plumbline.oracle.Receipt;
import io.plumbline.oracle.ReferenceRecord;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.wire.AnswerFrame;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.ReceiptFrame;
import io.plumbline.oracle.wire.ReferenceFrame;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A caller-owned reply. Its state word holds the correlation and one of IDLE, PENDING, WRITING, TELLING, DONE; whoever
 * moves it on by compare-and-set owns the next step, so a late writer finds another correlation, or IDLE, and discards.
 * While it is TELLING its callback runs, or is about to: only from within that may the next command be bound, so that
 * a callback never reads the figures of another command.
 */
final class Reply implements QuoteReply
{
    private static final int IDLE = 0;
    private static final int PENDING = 1;
    private static final int WRITING = 2;
    private static final int TELLING = 3;
    private static final int DONE = 4;
    private static final int CODE_BITS = 3;
    private static final int CODE_MASK = (1 << CODE_BITS) - 1;
    private static final byte[] NO_DOCUMENT = new byte[0];
    private static final VarHandle STATE;

    static
    {
        try
        {
            STATE = MethodHandles.lookup().findVarHandle(Reply.class, "state", long.class);
        }
        catch (final ReflectiveOperationException e)
        {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final @Nullable Consumer<QuoteReply> onDone;
    private final byte[] quote = new byte[SignedQuote.LENGTH];
    private volatile long state;
    private volatile @Nullable Thread waiter;
    /** Who runs the callback; written before the state says so. */
    private @Nullable Thread teller;
    private Answer answer = Answer.REFUSED;
    private Refusal refusal = Refusal.NONE;
    private long decidedAtNs;
    private long measured;
    private long limit;
    private long decidedRate;
    private long quotedRate;
    private long quoteSequence;
    private byte[] document = NO_DOCUMENT;
    /** Template id of what the document signs. */
    private int documentKind;

    Reply(final @Nullable Consumer<QuoteReply> onDone)
    {
        this.onDone = onDone;
    }

    /**
     * The caller's: binds the reply to a command.
     *
     * @return false while an earlier command is pending, or its callback has not returned and does not itself bind.
     */
    boolean begin(final long correlation)
    {
        final long now = state;
        final int code = (int)now & CODE_MASK;
        final boolean isFree =
            code == IDLE || code == DONE || (code == TELLING && teller == Thread.currentThread());
        return isFree && STATE.compareAndSet(this, now, correlation << CODE_BITS | PENDING);
    }

    /**
     * The caller's: the command was not accepted after all.
     */
    void cancel(final long correlation)
    {
        STATE.compareAndSet(this, correlation << CODE_BITS | PENDING, (long)IDLE);
    }

    /**
     * The reply agent's: writes the engine's answer.
     *
     * @return false when the caller has gone.
     */
    boolean complete(final long correlation, final AnswerFrame frame, final byte[] quoteBytes, final int quoteLength)
    {
        if (!STATE.compareAndSet(this, correlation << CODE_BITS | PENDING, correlation << CODE_BITS | WRITING))
        {
            return false;
        }
        read(frame);
        System.arraycopy(quoteBytes, 0, quote, 0, quoteLength);
        finish(correlation);
        return true;
    }

    /**
     * The reply agent's: writes the engine's answer, with the signed document that was asked for.
     *
     * @param bytes      kept as they are.
     * @param templateId of what was signed.
     * @return false when the caller has gone.
     */
    boolean prove(final long correlation, final AnswerFrame frame, final byte[] bytes, final int templateId)
    {
        if (!STATE.compareAndSet(this, correlation << CODE_BITS | PENDING, correlation << CODE_BITS | WRITING))
        {
            return false;
        }
        read(frame);
        document = bytes;
        documentKind = templateId;
        finish(correlation);
        return true;
    }

    private void read(final AnswerFrame frame)
    {
        answer = Answer.ofCode(frame.answer());
        refusal = Refusal.ofCode(frame.refusal());
        decidedAtNs = frame.atNs();
        measured = frame.measured();
        limit = frame.limit();
        decidedRate = frame.decidedRate();
        quotedRate = frame.quotedRate();
        quoteSequence = frame.quoteSequence();
    }

    /**
     * Completes without an answer of the engine's.
     *
     * @return false when the caller has gone.
     */
    boolean fail(final long correlation, final Refusal why)
    {
        if (!STATE.compareAndSet(this, correlation << CODE_BITS | PENDING, correlation << CODE_BITS | WRITING))
        {
            return false;
        }
        answer = Answer.REFUSED;
        refusal = why;
        decidedAtNs = 0;
        measured = 0;
        limit = 0;
        decidedRate = 0;
        quotedRate = 0;
        quoteSequence = 0;
        finish(correlation);
        return true;
    }

    private void finish(final long correlation)
    {
        if (onDone == null)
        {
            state = correlation << CODE_BITS | DONE;
        }
        else
        {
            teller = Thread.currentThread();
            state = correlation << CODE_BITS | TELLING;
        }
        final Thread waiting = waiter;
        if (waiting != null)
        {
            LockSupport.unpark(waiting);
        }
    }

    /**
     * Tells the one who asked by callback, apart from the writing so that its exceptions harm nothing; the thread that
     * has written. Where the callback has bound another command, that one's state stands.
     */
    void notifyDone()
    {
        final Consumer<QuoteReply> callback = onDone;
        if (callback != null)
        {
            final long told = state;
            try
            {
                callback.accept(this);
            }
            finally
            {
                STATE.compareAndSet(this, told, told + (DONE - TELLING));
            }
        }
    }

    @Override
    public boolean isDone()
    {
        return ((int)state & CODE_MASK) >= TELLING;
    }

    @Override
    public boolean await(final long timeoutNs)
    {
        OracleThread.refuseToBlock("await");
        final long deadlineNs = OracleThread.monotonicNs() + timeoutNs;
        waiter = Thread.currentThread();
        try
        {
            while (!isDone())
            {
                final long leftNs = deadlineNs - OracleThread.monotonicNs();
                if (leftNs <= 0 || Thread.currentThread().isInterrupted())
                {
                    return isDone();
                }
                LockSupport.parkNanos(this, leftNs);
            }
            return true;
        }
        finally
        {
            waiter = null;
        }
    }

    @Override
    public boolean abandon()
    {
        final long now = state;
        return ((int)now & CODE_MASK) == PENDING && STATE.compareAndSet(this, now, (long)IDLE);
    }

    @Override
    public Answer answer()
    {
        return answer;
    }

    @Override
    public Refusal refusal()
    {
        return refusal;
    }

    @Override
    public long decidedAtNs()
    {
        return decidedAtNs;
    }

    @Override
    public long measured()
    {
        return measured;
    }

    @Override
    public long limit()
    {
        return limit;
    }

    @Override
    public long decidedRate()
    {
        return decidedRate;
    }

    @Override
    public long quotedRate()
    {
        return quotedRate;
    }

    @Override
    public long quoteSequence()
    {
        return quoteSequence;
    }

    @Override
    public SignedQuote quote()
    {
        if (!hasQuote())
        {
            throw new IllegalStateException("no quote was issued: " + (isDone() ? refusal : "not done"));
        }
        return new SignedQuote(quote, 0, quote.length);
    }

    private boolean hasQuote()
    {
        return isDone() && (answer == Answer.QUOTED || answer == Answer.REPRICED);
    }

    @Override
    public int copyQuote(final byte[] into, final int offset)
    {
        if (!hasQuote())
        {
            return 0;
        }
        System.arraycopy(quote, 0, into, offset, quote.length);
        return quote.length;
    }

    @Override
    public String jws()
    {
        return new String(proved(QuoteFrame.TEMPLATE_ID), StandardCharsets.US_ASCII);
    }

    @Override
    public Receipt receipt()
    {
        return new Receipt(proved(ReceiptFrame.TEMPLATE_ID), 0, document.length);
    }

    @Override
    public ReferenceRecord reference()
    {
        return new ReferenceRecord(proved(ReferenceFrame.TEMPLATE_ID), 0, document.length);
    }

    @Override
    public int copyDocument(final byte[] into, final int offset)
    {
        if (!isDone() || answer != Answer.PROVED)
        {
            return 0;
        }
        System.arraycopy(document, 0, into, offset, document.length);
        return document.length;
    }

    private byte[] proved(final int templateId)
    {
        if (!isDone() || answer != Answer.PROVED || documentKind != templateId)
        {
            throw new IllegalStateException("no such document was given: " + (isDone() ? refusal : "not done"));
        }
        return document;
    }
}
