// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Commands in flight. An entry is a credit: there are fewer than half as many as outbound slots, so that every accepted
 * command finds room for its answer. A correlation names its entry and its generation; whoever swaps it out of the
 * entry, once, owns the reply. Any thread; lock-free, no allocation after construction.
 */
final class ReplyTable
{
    private static final int INDEX_BITS = 16;
    private static final int INDEX_MASK = (1 << INDEX_BITS) - 1;
    private static final int NIL = INDEX_MASK;

    private final AtomicLong generation = new AtomicLong();
    private final AtomicLong free = new AtomicLong();
    private final AtomicIntegerArray next;
    private final AtomicLongArray owner;
    private final @Nullable Reply[] replies;

    ReplyTable(final int capacity)
    {
        if (capacity < 1 || capacity >= NIL)
        {
            throw new IllegalArgumentException("capacity must be within [1, " + (NIL - 1) + "], was " + capacity);
        }
        next = new AtomicIntegerArray(capacity);
        owner = new AtomicLongArray(capacity);
        replies = new Reply[capacity];
        for (int i = 0; i < capacity; i++)
        {
            next.set(i, i + 1 < capacity ? i + 1 : NIL);
        }
    }

    /**
     * Takes a credit; nobody else sees the entry before {@link #enter}.
     *
     * @return the correlation, or 0 when there is none.
     */
    long reserve()
    {
        final int index = pop();
        return index == NIL ? 0 : generation.incrementAndGet() << INDEX_BITS | index;
    }

    /**
     * Puts a reply that is bound to the correlation into its entry.
     */
    void enter(final long correlation, final Reply reply)
    {
        final int index = (int)correlation & INDEX_MASK;
        replies[index] = reply;
        owner.set(index, correlation);
    }

    /**
     * Gives a credit back that was never entered.
     */
    void release(final long correlation)
    {
        push((int)correlation & INDEX_MASK);
    }

    /**
     * Takes the reply out of its entry and gives the credit back.
     *
     * @return the reply, or null when another thread was first or the correlation is not of this table.
     */
    @Nullable Reply take(final long correlation)
    {
        final int index = (int)correlation & INDEX_MASK;
        if (correlation == 0 || index >= replies.length || owner.get(index) != correlation)
        {
            return null;
        }
        final Reply reply = replies[index];
        if (!owner.compareAndSet(index, correlation, 0))
        {
            return null;
        }
        push(index);
        return reply;
    }

    int capacity()
    {
        return replies.length;
    }

    /**
     * The correlation that holds an entry.
     *
     * @return 0 where it is free.
     */
    long correlationAt(final int index)
    {
        return owner.get(index);
    }

    private int pop()
    {
        while (true)
        {
            final long head = free.get();
            final int index = (int)head & INDEX_MASK;
            if (index == NIL)
            {
                return NIL;
            }
            if (free.compareAndSet(head, tagged(head, next.get(index))))
            {
                return index;
            }
        }
    }

    private void push(final int index)
    {
        while (true)
        {
            final long head = free.get();
            next.set(index, (int)head & INDEX_MASK);
            if (free.compareAndSet(head, tagged(head, index)))
            {
                return;
            }
        }
    }

    private static long tagged(final long head, final int index)
    {
        return (((head >>> INDEX_BITS) + 1) << INDEX_BITS) | index;
    }
}
