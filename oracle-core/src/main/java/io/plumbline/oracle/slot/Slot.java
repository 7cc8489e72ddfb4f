// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.slot;

import io.plumbline.oracle.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * One place of the ring. A producer writes the event's canonical bytes and resets the rest; each stage then reads it
 * and writes its own findings back. Belongs to one thread at a time; the ring's sequences hand it on.
 */
public final class Slot
{
    /** Room for the largest canonical event. */
    public static final int MAX_EVENT_BYTES = 6_144;

    /** Most evaluations one event asks for: the signatures of one clock event. */
    public static final int MAX_EVALUATIONS = 4;

    /** No source, key or instrument. */
    public static final int NONE = -1;

    // the event

    /** Canonical bytes; the first {@link #length} count. */
    public final byte[] bytes = new byte[MAX_EVENT_BYTES];
    /** How many bytes the event has; 0 for a void slot. */
    public int length;

    /** What an explanation asks the stages to fill in; nobody asks in a replay. */
    public @Nullable ExplanationDraft draft;

    // verify's findings

    /** Only verify writes anything but UNVERIFIED and VOID. */
    public Verdict verdict = Verdict.UNVERIFIED;
    /** Why the event as a whole was refused, NONE while it stands. */
    public Refusal refusal = Refusal.NONE;
    /** SBE template id of the event. */
    public int kind;
    /** When the event arrived, epoch nanoseconds. */
    public long receivedAtNs;
    /** Connection that brought an envelope, dense id. */
    public int connection;
    /** Which of the connection's messages it came in. */
    public long messageId;
    /** Dense source id. */
    public int source;
    /** Whether an address had to be recovered before the key was known. */
    public boolean isRecovered;
    /** Dense id of the key whose sequence the frame carries. */
    public int key;
    /** Session epoch of the key; 0 where the format has none. */
    public long sessionEpoch;
    /** Signed sequence; where the format has none, the signed time. */
    public long sequence;
    /** Whether {@link #sequence} is a counter, not a time. */
    public boolean isCounted;
    /** Signed time, epoch nanoseconds. */
    public long signedAtNs;
    /** SHA-256 of the signed bytes. */
    public final byte[] signedHash = new byte[32];
    /** Ticks of the signed bytes whose feed the source is not configured for. */
    public int unmappedTicks;
    /** The ticks, and trust's findings on each. */
    public final TickColumns ticks = new TickColumns();

    // trust's one source-wide finding

    /** Source put out or let in by this event, or NONE. */
    public int changedSource;
    /** Engine time until which it is out, its prices gone at once even if that is now; 0 lets it in. */
    public long excludedUntilNs;

    // median's findings

    /** How many evaluations stand. */
    public int evaluationCount;
    /** Reference prices at this event's engine time. */
    public final Evaluation[] evaluations = new Evaluation[MAX_EVALUATIONS];

    /**
     * Makes an empty slot.
     */
    public Slot()
    {
        for (int i = 0; i < MAX_EVALUATIONS; i++)
        {
            evaluations[i] = new Evaluation();
        }
        reset();
    }

    /**
     * Forgets the last event and every finding; the producer calls it before it writes.
     */
    public void reset()
    {
        length = 0;
        draft = null;
        verdict = Verdict.UNVERIFIED;
        refusal = Refusal.NONE;
        kind = 0;
        receivedAtNs = 0;
        connection = NONE;
        messageId = 0;
        source = NONE;
        isRecovered = false;
        key = NONE;
        sessionEpoch = 0;
        sequence = 0;
        isCounted = false;
        signedAtNs = 0;
        unmappedTicks = 0;
        ticks.count = 0;
        changedSource = NONE;
        excludedUntilNs = 0;
        evaluationCount = 0;
    }

    /**
     * Refuses the event as a whole; verify only.
     *
     * @param why the code.
     */
    public void refuse(final Refusal why)
    {
        verdict = Verdict.REFUSED;
        refusal = why;
        ticks.count = 0;
    }
}
