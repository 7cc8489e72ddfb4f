// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.QuoteReply;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.wire.AnswerFrame;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A caller-owned reply. Its state word holds the correlation and one of IDLE, PENDING, WRITING, DONE; whoever moves
 * it on by compare-and-set owns the next step, so a late writer finds another correlation, or IDLE, and discards.
 */
final class Reply implements QuoteReply
{
    private static final int IDLE = 0;
    private static final int PENDING = 1;
    private static final int WRITING = 2;
    private static final int DONE = 3;
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
    private Answer answer = Answer.REFUSED;
    private Refusal refusal = Refusal.NONE;
    private long decidedAtNs;
    private long measured;
    private long limit;
    private long decidedRate;
    private long quotedRate;
    private long quoteSequence;

    Reply(final @Nullable Consumer<QuoteReply> onDone)
    {
        this.onDone = onDone;
    }

    /**
     * The caller's: binds the reply to a command.
     *
     * @return false while an earlier command is pending.
     */
    boolean begin(final long correlation)
    {
        final long now = state;
        final int code = (int)now & 3;
        return code != PENDING && code != WRITING && STATE.compareAndSet(this, now, correlation << 2 | PENDING);
    }

    /**
     * The caller's: the command was not accepted after all.
     */
    void cancel(final long correlation)
    {
        STATE.compareAndSet(this, correlation << 2 | PENDING, (long)IDLE);
    }

    /**
     * The reply agent's: writes the engine's answer.
     *
     * @return false when the caller has gone.
     */
    boolean complete(final long correlation, final AnswerFrame frame, final byte[] quoteBytes, final int quoteLength)
    {
        if (!STATE.compareAndSet(this, correlation << 2 | PENDING, correlation << 2 | WRITING))
        {
            return false;
        }
        answer = Answer.ofCode(frame.answer());
        refusal = Refusal.ofCode(frame.refusal());
        decidedAtNs = frame.atNs();
        measured = frame.measured();
        limit = frame.limit();
        decidedRate = frame.decidedRate();
        quotedRate = frame.quotedRate();
        quoteSequence = frame.quoteSequence();
        System.arraycopy(quoteBytes, 0, quote, 0, quoteLength);
        finish(correlation);
        return true;
    }

    /**
     * Completes without an answer of the engine's.
     *
     * @return false when the caller has gone.
     */
    boolean fail(final long correlation, final Refusal why)
    {
        if (!STATE.compareAndSet(this, correlation << 2 | PENDING, correlation << 2 | WRITING))
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
        state = correlation << 2 | DONE;
        final Thread waiting = waiter;
        if (waiting != null)
        {
            LockSupport.unpark(waiting);
        }
    }

    /**
     * Tells the one who asked by callback, apart from the writing so that its exceptions harm nothing.
     */
    void notifyDone()
    {
        final Consumer<QuoteReply> callback = onDone;
        if (callback != null)
        {
            callback.accept(this);
        }
    }

    @Override
    public boolean isDone()
    {
        return ((int)state & 3) == DONE;
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
        return ((int)now & 3) == PENDING && STATE.compareAndSet(this, now, (long)IDLE);
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
        if (!isDone() || answer != Answer.QUOTED)
        {
            throw new IllegalStateException("no quote was issued: " + (isDone() ? refusal : "not done"));
        }
        return new SignedQuote(quote, 0, quote.length);
    }

    @Override
    public int copyQuote(final byte[] into, final int offset)
    {
        if (!isDone() || answer != Answer.QUOTED)
        {
            return 0;
        }
        System.arraycopy(quote, 0, into, offset, quote.length);
        return quote.length;
    }
}
