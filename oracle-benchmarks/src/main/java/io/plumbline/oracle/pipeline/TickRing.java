// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.Verdict;
import io.plumbline.oracle.wire.EnvelopeEvent;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * As many slots as a ring has by default, each with a frame of one tick, sources in turn. Taking the next slot makes a
 * fresh frame of it by writing sequence, times and price over the old ones, in the bytes or in verify's findings. The
 * world goes on by 100 µs a frame.
 */
final class TickRing
{
    static final int SLOTS = 256;
    static final long STEP_NS = 100_000L;
    static final int FULL_TRUST_BPS = 10_000;

    private static final VarHandle LONG =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MARK = 0x1122_3344_5566_7700L;

    private final Slot[] slots = new Slot[SLOTS];
    private final long[] prices = Publishers.prices();
    private final int sources;
    private final int length;
    private final int receivedAt;
    private final int sequenceAt;
    private final int signedAt;
    private final int observedAt;
    private final int priceAt;
    private long nowNs = Publishers.START_NS;
    private long frames;

    TickRing(final Publishers publishers)
    {
        sources = publishers.count();
        final byte[] marked = event(publishers, 0, MARK);
        length = marked.length;
        sequenceAt = find(marked, MARK);
        signedAt = find(marked, MARK + 1);
        observedAt = find(marked, MARK + 2);
        priceAt = find(marked, MARK + 3);
        receivedAt = find(marked, MARK + 4);
        for (int i = 0; i < SLOTS; i++)
        {
            slots[i] = new Slot();
            System.arraycopy(event(publishers, i % sources, MARK), 0, slots[i].bytes, 0, length);
            slots[i].length = length;
        }
    }

    private static byte[] event(final Publishers publishers, final int source, final long mark)
    {
        return Publishers.event(source, mark + 4, publishers.believed(source, mark, mark + 1, mark + 2, mark + 3));
    }

    private static int find(final byte[] bytes, final long mark)
    {
        for (int i = 0; i <= bytes.length - Long.BYTES; i++)
        {
            if ((long)LONG.get(bytes, i) == mark)
            {
                return i;
            }
        }
        throw new IllegalStateException("mark " + mark + " is not in the frame");
    }

    /**
     * As a producer leaves it: fresh canonical bytes, no findings.
     */
    Slot nextBytes()
    {
        final Slot slot = next();
        final byte[] bytes = slot.bytes;
        slot.reset();
        slot.length = length;
        LONG.set(bytes, receivedAt, nowNs);
        LONG.set(bytes, sequenceAt, frames);
        LONG.set(bytes, signedAt, nowNs);
        LONG.set(bytes, observedAt, nowNs);
        LONG.set(bytes, priceAt, price());
        return slot;
    }

    /**
     * As verify leaves it.
     */
    Slot nextVerified()
    {
        final Slot slot = next();
        final int source = (int)(frames & SLOTS - 1) % sources;
        slot.reset();
        slot.length = length;
        slot.verdict = Verdict.VERIFIED;
        slot.kind = EnvelopeEvent.TEMPLATE_ID;
        slot.receivedAtNs = nowNs;
        slot.connection = source;
        slot.messageId = 1;
        slot.source = source;
        slot.key = source;
        slot.sessionEpoch = 1;
        slot.sequence = frames;
        slot.isCounted = true;
        slot.signedAtNs = nowNs;
        LONG.set(slot.signedHash, 0, frames);
        slot.ticks.add(0, 0, nowNs, price(), Long.MIN_VALUE, Long.MIN_VALUE, Refusal.NONE);
        return slot;
    }

    /**
     * As trust leaves it: fully trusted.
     */
    Slot nextTrusted()
    {
        final Slot slot = nextVerified();
        slot.ticks.trustBps[0] = FULL_TRUST_BPS;
        slot.ticks.originNs[0] = nowNs;
        slot.ticks.decayFromNs[0] = Long.MAX_VALUE;
        return slot;
    }

    long frames()
    {
        return frames;
    }

    long nowNs()
    {
        return nowNs;
    }

    long price()
    {
        return prices[(int)frames & Publishers.PRICES - 1];
    }

    private Slot next()
    {
        frames++;
        nowNs += STEP_NS;
        return slots[(int)frames & SLOTS - 1];
    }
}
