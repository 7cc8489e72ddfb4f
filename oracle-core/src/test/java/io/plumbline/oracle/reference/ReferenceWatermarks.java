// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.reference;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.price.Scales;
import io.plumbline.oracle.reference.Happening.Said;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How far each key has come: its newest frame, its newest word on each instrument, its latest signed time. */
final class ReferenceWatermarks
{
    /** The newest frame of a key. */
    private static final class Frame
    {
        long epoch;
        long sequence;
        long content;
        boolean isCharged;
    }

    /** The latest signed time of a key within its session epoch, and the sequence that it stood under. */
    private static final class LatestSigned
    {
        long epoch;
        long sequence;
        long signedAtNs;
    }

    /** The newest word of a key on an instrument; {@code price} is null where it gave none. */
    private static final class Word
    {
        long epoch;
        long sequence;
        long content;
        Long price;
        long message;
        int connection;
        boolean isCharged;
    }

    private final long maxSequenceJump;
    private final Map<Integer, Frame> frames = new HashMap<>();
    private final Map<Integer, LatestSigned> latest = new HashMap<>();
    private final Map<List<Integer>, Word> words = new HashMap<>();
    private final Map<List<Integer>, long[]> faults = new HashMap<>();
    private final Map<List<Integer>, Integer> lastKey = new HashMap<>();
    private final Map<List<Integer>, Long> lastSignedAtNs = new HashMap<>();
    private boolean isCharge;

    ReferenceWatermarks(final long maxSequenceJump)
    {
        this.maxSequenceJump = maxSequenceJump;
    }

    boolean isCharge()
    {
        return isCharge;
    }

    /** Rules 1 and 2 for the frame as a whole. */
    Refusal openFrame(final Happening event, final boolean isTimely)
    {
        isCharge = false;
        if (!event.isCounted())
        {
            return Refusal.NONE;
        }
        final Frame newest = frames.get(event.key());
        if (newest != null)
        {
            final int byEpoch = Long.compareUnsigned(event.epoch(), newest.epoch);
            final int bySequence = Long.compareUnsigned(event.sequence(), newest.sequence);
            if (byEpoch < 0)
            {
                return Refusal.OLDER_TICK;
            }
            if (byEpoch == 0 && bySequence < 0)
            {
                return Refusal.NONE;
            }
            if (byEpoch == 0 && bySequence == 0)
            {
                if (newest.content == event.content())
                {
                    return Refusal.NONE;
                }
                isCharge = !newest.isCharged;
                newest.isCharged = true;
                return Refusal.EQUIVOCATION;
            }
            if (byEpoch == 0 && Long.compareUnsigned(event.sequence() - newest.sequence, maxSequenceJump) > 0)
            {
                return Refusal.SEQUENCE_JUMP;
            }
        }
        if (isTimely)
        {
            final Frame mark = frames.computeIfAbsent(event.key(), key -> new Frame());
            mark.epoch = event.epoch();
            mark.sequence = event.sequence();
            mark.content = event.content();
            mark.isCharged = false;
        }
        return Refusal.NONE;
    }

    /** Rule 4: a newer sequence than that of the latest signed time, signed earlier by more than the skew. */
    boolean isRegression(final Happening event, final long skewNs)
    {
        final LatestSigned mark = latest.get(event.key());
        return event.isCounted() && mark != null && mark.epoch == event.epoch() &&
            Long.compareUnsigned(event.sequence(), mark.sequence) > 0 &&
            event.signedAtNs() < mark.signedAtNs - skewNs;
    }

    /** After a frame that stood: its signed time counts from now on, if it was signed about now. */
    void noteSigned(final Happening event, final boolean isTimely)
    {
        final LatestSigned mark = latest.get(event.key());
        if (!event.isCounted() || !isTimely)
        {
            return;
        }
        if (mark == null || Long.compareUnsigned(event.epoch(), mark.epoch) > 0 ||
            (event.epoch() == mark.epoch && event.signedAtNs() > mark.signedAtNs))
        {
            final LatestSigned next = new LatestSigned();
            next.epoch = event.epoch();
            next.sequence = event.sequence();
            next.signedAtNs = event.signedAtNs();
            latest.put(event.key(), next);
        }
    }

    /** Rule 5, and 1 where a word is contradicted; moves the mark where the tick is the newest. */
    Refusal judge(final Happening event, final Said said, final boolean isTimely)
    {
        final Word word = words.get(List.of(event.key(), said.instrument()));
        if (word != null)
        {
            final int order = compare(event, word.epoch, word.sequence);
            if (order < 0)
            {
                return Refusal.OLDER_TICK;
            }
            if (order == 0)
            {
                return sameWord(event, said, word);
            }
        }
        final List<Integer> pair = List.of(event.source(), said.instrument());
        final boolean isRotated = lastKey.containsKey(pair) && lastKey.get(pair) != event.key();
        if (isRotated && event.signedAtNs() <= lastSignedAtNs.get(pair))
        {
            return Refusal.OLDER_TICK;
        }
        if (isTimely)
        {
            lastSignedAtNs.merge(pair, event.signedAtNs(), Math::max);
            lastKey.put(pair, event.key());
            words.put(List.of(event.key(), said.instrument()), word(event, said, false));
        }
        return Refusal.NONE;
    }

    void markEquivocation(final Happening event, final Said said)
    {
        final List<Integer> at = List.of(event.key(), said.instrument());
        final Word word = words.get(at);
        final int order = word == null ? 1 : compare(event, word.epoch, word.sequence);
        if (order > 0)
        {
            words.put(at, word(event, said, true));
        }
        else if (order == 0)
        {
            word.isCharged = true;
        }
    }

    /** Whether a fault of this frame on this instrument is news; a replay, or anything older, is not. */
    boolean isNewFault(final Happening event, final int instrument)
    {
        final List<Integer> at = List.of(event.key(), instrument);
        final long[] last = faults.get(at);
        if (last != null && compare(event, last[0], last[1]) <= 0)
        {
            return false;
        }
        faults.put(at, new long[]{event.epoch(), event.sequence()});
        return true;
    }

    private Refusal sameWord(final Happening event, final Said said, final Word word)
    {
        final Long value = value(said);
        final boolean isOther = value != null && word.price != null && !value.equals(word.price);
        if (word.content == event.content() || (!event.isCounted() && !isOther))
        {
            return word.message == event.message() && word.connection == event.source() ? Refusal.DUPLICATE_SIGNER :
                Refusal.DUPLICATE;
        }
        isCharge |= !word.isCharged;
        word.isCharged = true;
        return Refusal.EQUIVOCATION;
    }

    private static Word word(final Happening event, final Said said, final boolean isCharged)
    {
        final Word word = new Word();
        word.epoch = event.epoch();
        word.sequence = event.sequence();
        word.content = event.content();
        word.price = value(said);
        word.message = event.message();
        word.connection = event.source();
        word.isCharged = isCharged;
        return word;
    }

    private static Long value(final Said said)
    {
        return said.decoded() == Refusal.NONE && Scales.isPrice(said.price()) ? Long.valueOf(said.price()) : null;
    }

    private static int compare(final Happening event, final long epoch, final long sequence)
    {
        if (!event.isCounted())
        {
            return Long.compare(event.sequence(), sequence);
        }
        final int byEpoch = Long.compareUnsigned(event.epoch(), epoch);
        return byEpoch != 0 ? byEpoch : Long.compareUnsigned(event.sequence(), sequence);
    }
}
