// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.price.Scales;
import io.plumbline.oracle.slot.Slot;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * How far each key has come: the newest frame of a key, the newest statement of a key on an instrument, the newest
 * signed time of a source on an instrument. Nothing older passes, and what contradicts the newest is EQUIVOCATION.
 * One thread; allocates nothing after construction. Epochs and counters are unsigned, times are signed.
 */
final class Watermarks
{
    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int HASH_LONGS = 4;

    // a pair's mark is one record, the hash first, so that a tick touches few lines
    private static final int EPOCH = HASH_LONGS;
    private static final int SEQUENCE = EPOCH + 1;
    private static final int PRICE = SEQUENCE + 1;
    private static final int MESSAGE_ID = PRICE + 1;
    private static final int MARK_LONGS = MESSAGE_ID + 1;
    private static final byte SEEN = 1;
    private static final byte CHARGED = 2;
    private static final byte FAULTED = 4;

    private final int instruments;
    private final long maxSequenceJump;
    private final int[] feedByDense;
    private final int[] pairBaseByKey;

    // by key: its newest frame, counted schemes only
    private final byte[] frameFlags;
    private final long[] frameEpoch;
    private final long[] frameSequence;
    private final long[] frameHash;

    // by key: of the frames of its session epoch signed about now, the one with the latest signed time
    private final long[] latestSequence;
    private final long[] latestSignedAtNs;

    // by pair, a key on one of its source's feeds: the newest statement
    private final byte[] flags;
    private final long[] marks;
    private final int[] connections;
    private final long[] faultEpoch;
    private final long[] faultSequence;

    // by source and instrument
    private final int[] lastKey;
    private final long[] lastSignedAtNs;

    private boolean isCharge;

    Watermarks(final OracleConfig config)
    {
        instruments = config.instruments().size();
        maxSequenceJump = config.trust().maxSequenceJump();
        final int dense = config.sources().size() * instruments;
        feedByDense = new int[dense];
        Arrays.fill(feedByDense, Slot.NONE);
        int keys = 0;
        for (final SourceConfig source : config.sources())
        {
            keys += source.signers().size();
        }
        pairBaseByKey = new int[keys];
        final int pairs = numberPairs(config);
        frameFlags = new byte[keys];
        frameEpoch = new long[keys];
        frameSequence = new long[keys];
        frameHash = new long[keys * HASH_LONGS];
        latestSequence = new long[keys];
        latestSignedAtNs = new long[keys];
        flags = new byte[pairs];
        marks = new long[pairs * MARK_LONGS];
        connections = new int[pairs];
        faultEpoch = new long[pairs];
        faultSequence = new long[pairs];
        lastKey = new int[dense];
        Arrays.fill(lastKey, Slot.NONE);
        lastSignedAtNs = new long[dense];
    }

    private int numberPairs(final OracleConfig config)
    {
        int key = 0;
        int pairs = 0;
        for (int source = 0; source < config.sources().size(); source++)
        {
            final SourceConfig settings = config.sources().get(source);
            final int feeds = settings.feeds().size();
            for (int feed = 0; feed < feeds; feed++)
            {
                final int instrument = config.instrumentId(settings.feeds().get(feed).instrument());
                feedByDense[source * instruments + instrument] = feed;
            }
            for (int signer = 0; signer < settings.signers().size(); signer++)
            {
                pairBaseByKey[key++] = pairs;
                pairs += feeds;
            }
        }
        return pairs;
    }

    /**
     * Takes the frame as a whole in; formats without a counter have no frame mark. NONE, or EQUIVOCATION, OLDER_TICK
     * for an older session epoch, SEQUENCE_JUMP; the latter two leave the mark where it was, and so does a frame that
     * was not signed about now: a recording must not shut out the sessions that followed it.
     */
    Refusal openFrame(final Slot slot, final boolean isTimely)
    {
        isCharge = false;
        if (!slot.isCounted)
        {
            return Refusal.NONE;
        }
        final int key = slot.key;
        if ((frameFlags[key] & SEEN) != 0)
        {
            final int byEpoch = Long.compareUnsigned(slot.sessionEpoch, frameEpoch[key]);
            if (byEpoch < 0)
            {
                return Refusal.OLDER_TICK;
            }
            if (byEpoch == 0)
            {
                final int bySequence = Long.compareUnsigned(slot.sequence, frameSequence[key]);
                if (bySequence < 0)
                {
                    followTime(slot, key, isTimely, false);
                    return Refusal.NONE;
                }
                if (bySequence == 0)
                {
                    return sameFrame(slot, key);
                }
                if (Long.compareUnsigned(slot.sequence - frameSequence[key], maxSequenceJump) > 0)
                {
                    return Refusal.SEQUENCE_JUMP;
                }
            }
        }
        final boolean isSession = (frameFlags[key] & SEEN) == 0 || slot.sessionEpoch != frameEpoch[key];
        followTime(slot, key, isTimely, isSession);
        if (isTimely)
        {
            frameFlags[key] = SEEN;
            frameEpoch[key] = slot.sessionEpoch;
            frameSequence[key] = slot.sequence;
            writeHash(slot, frameHash, key * HASH_LONGS);
        }
        return Refusal.NONE;
    }

    private void followTime(final Slot slot, final int key, final boolean isTimely, final boolean isSession)
    {
        if (isTimely && (isSession || slot.signedAtNs > latestSignedAtNs[key]))
        {
            latestSequence[key] = slot.sequence;
            latestSignedAtNs[key] = slot.signedAtNs;
        }
    }

    /**
     * Whether the frame, newer by its counter than the one of its session epoch with the latest signed time, was signed
     * earlier than that one by more than the skew. Asked of a frame that {@link #openFrame} let through.
     */
    boolean isRegression(final Slot slot, final long skewNs)
    {
        final int key = slot.key;
        return slot.isCounted && (frameFlags[key] & SEEN) != 0 && slot.sessionEpoch == frameEpoch[key] &&
            slot.signedAtNs < latestSignedAtNs[key] - skewNs &&
            Long.compareUnsigned(slot.sequence, latestSequence[key]) > 0;
    }

    private Refusal sameFrame(final Slot slot, final int key)
    {
        if (isHash(slot, frameHash, key * HASH_LONGS))
        {
            return Refusal.NONE;
        }
        isCharge |= (frameFlags[key] & CHARGED) == 0;
        frameFlags[key] |= CHARGED;
        return Refusal.EQUIVOCATION;
    }

    /**
     * Whether the frame proved a contradiction that has not been charged yet; asked once, after its last tick. A replay
     * of the proof is refused like the proof itself and charged no more.
     */
    boolean isCharge()
    {
        return isCharge;
    }

    /**
     * Judges one tick of a frame that {@link #openFrame} let through, and moves the mark where the tick is the newest
     * and was signed about now.
     */
    Refusal judge(final Slot slot, final int i, final boolean isTimely)
    {
        final int instrument = slot.ticks.instrument[i];
        final int pair = pair(slot, instrument);
        if ((flags[pair] & SEEN) != 0)
        {
            final int order = compareToMark(slot, pair);
            if (order < 0)
            {
                return Refusal.OLDER_TICK;
            }
            if (order == 0)
            {
                return sameStatement(slot, i, pair);
            }
        }
        final int dense = slot.source * instruments + instrument;
        final boolean isRotated = lastKey[dense] != Slot.NONE && lastKey[dense] != slot.key;
        if (isRotated && slot.signedAtNs <= lastSignedAtNs[dense])
        {
            return Refusal.OLDER_TICK;
        }
        if (!isTimely)
        {
            return Refusal.NONE;
        }
        lastSignedAtNs[dense] = lastKey[dense] == Slot.NONE ? slot.signedAtNs :
            Math.max(slot.signedAtNs, lastSignedAtNs[dense]);
        lastKey[dense] = slot.key;
        move(slot, i, pair, SEEN);
        return Refusal.NONE;
    }

    /** Marks a tick of a contradicting frame, so that its replay is neither news nor charged again. */
    void markEquivocation(final Slot slot, final int i)
    {
        final int pair = pair(slot, slot.ticks.instrument[i]);
        final int order = (flags[pair] & SEEN) == 0 ? 1 : compareToMark(slot, pair);
        if (order > 0)
        {
            move(slot, i, pair, (byte)(SEEN | CHARGED));
        }
        else if (order == 0)
        {
            flags[pair] |= CHARGED;
        }
    }

    /** Whether a fault of this frame on this instrument is news; a replay, or anything older, is not. */
    boolean isNewFault(final Slot slot, final int instrument)
    {
        final int pair = pair(slot, instrument);
        if ((flags[pair] & FAULTED) != 0 && compare(slot, faultEpoch[pair], faultSequence[pair]) <= 0)
        {
            return false;
        }
        flags[pair] |= FAULTED;
        faultEpoch[pair] = slot.sessionEpoch;
        faultSequence[pair] = slot.sequence;
        return true;
    }

    private Refusal sameStatement(final Slot slot, final int i, final int pair)
    {
        final boolean isSame =
            isHash(slot, marks, pair * MARK_LONGS) || (!slot.isCounted && !isOtherValue(slot, i, pair));
        if (isSame)
        {
            return marks[pair * MARK_LONGS + MESSAGE_ID] == slot.messageId && connections[pair] == slot.connection ?
                Refusal.DUPLICATE_SIGNER : Refusal.DUPLICATE;
        }
        isCharge |= (flags[pair] & CHARGED) == 0;
        flags[pair] |= CHARGED;
        return Refusal.EQUIVOCATION;
    }

    private boolean isOtherValue(final Slot slot, final int i, final int pair)
    {
        final long value = value(slot, i);
        final long marked = marks[pair * MARK_LONGS + PRICE];
        return Scales.isPrice(value) && Scales.isPrice(marked) && value != marked;
    }

    private static long value(final Slot slot, final int i)
    {
        return slot.ticks.refusal[i] == Refusal.NONE ? slot.ticks.price[i] : Scales.NULL_PRICE;
    }

    private void move(final Slot slot, final int i, final int pair, final byte newFlags)
    {
        flags[pair] = (byte)((flags[pair] & FAULTED) | newFlags);
        marks[pair * MARK_LONGS + EPOCH] = slot.sessionEpoch;
        marks[pair * MARK_LONGS + SEQUENCE] = slot.sequence;
        marks[pair * MARK_LONGS + PRICE] = value(slot, i);
        marks[pair * MARK_LONGS + MESSAGE_ID] = slot.messageId;
        connections[pair] = slot.connection;
        writeHash(slot, marks, pair * MARK_LONGS);
    }

    private int pair(final Slot slot, final int instrument)
    {
        return pairBaseByKey[slot.key] + feedByDense[slot.source * instruments + instrument];
    }

    private int compareToMark(final Slot slot, final int pair)
    {
        return compare(slot, marks[pair * MARK_LONGS + EPOCH], marks[pair * MARK_LONGS + SEQUENCE]);
    }

    private static int compare(final Slot slot, final long markEpoch, final long markSequence)
    {
        if (!slot.isCounted)
        {
            return Long.compare(slot.sequence, markSequence);
        }
        final int byEpoch = Long.compareUnsigned(slot.sessionEpoch, markEpoch);
        return byEpoch != 0 ? byEpoch : Long.compareUnsigned(slot.sequence, markSequence);
    }

    private static void writeHash(final Slot slot, final long[] hashes, final int at)
    {
        for (int i = 0; i < HASH_LONGS; i++)
        {
            hashes[at + i] = (long)LONGS.get(slot.signedHash, i * Long.BYTES);
        }
    }

    private static boolean isHash(final Slot slot, final long[] hashes, final int at)
    {
        boolean isEqual = true;
        for (int i = 0; i < HASH_LONGS; i++)
        {
            isEqual &= hashes[at + i] == (long)LONGS.get(slot.signedHash, i * Long.BYTES);
        }
        return isEqual;
    }
}
