// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.reference;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.TickColumns;
import io.plumbline.oracle.slot.Verdict;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.ClockEvent;
import io.plumbline.oracle.wire.EnvelopeEvent;
import io.plumbline.oracle.wire.OrderEvent;
import java.util.List;

/** One event of a stream, as a value that can be kept, dropped and printed. */
record Happening(
    Kind kind,
    long atNs,
    int source,
    int key,
    boolean isCounted,
    long epoch,
    long sequence,
    long signedAtNs,
    long content,
    long message,
    List<Said> ticks,
    int command,
    int target,
    long argument)
{
    enum Kind
    {
        ENVELOPE, CLOCK, ORDER, ADMIN
    }

    /** One tick as decoded. */
    record Said(int instrument, long observedAtNs, long price, long bid, long ask, Refusal decoded)
    {
        static Said of(final int instrument, final long observedAtNs, final long price)
        {
            return new Said(instrument, observedAtNs, price, TickColumns.NULL_PRICE, TickColumns.NULL_PRICE,
                Refusal.NONE);
        }
    }

    static Happening clock(final long atNs)
    {
        return new Happening(Kind.CLOCK, atNs, -1, -1, false, 0, 0, 0, 0, 0, List.of(), 0, 0, 0);
    }

    static Happening order(final int instrument, final long atNs)
    {
        return new Happening(Kind.ORDER, atNs, -1, -1, false, 0, 0, 0, 0, 0, List.of(), 0, instrument, 0);
    }

    static Happening admin(final int command, final int target, final long argument, final long atNs)
    {
        return new Happening(Kind.ADMIN, atNs, -1, -1, false, 0, 0, 0, 0, 0, List.of(), command, target, argument);
    }

    /** The signed bytes' hash: equal contents, equal hashes. */
    static byte[] hash(final long content)
    {
        final byte[] hash = new byte[32];
        for (int i = 0; i < hash.length; i++)
        {
            hash[i] = (byte)((content + i / 8) >>> (i % 8 * 8));
        }
        return hash;
    }

    /** Writes it into a slot as verify would leave it. */
    void fill(final Slot slot)
    {
        slot.reset();
        slot.verdict = Verdict.VERIFIED;
        slot.receivedAtNs = atNs;
        switch (kind)
        {
            case ENVELOPE -> fillEnvelope(slot);
            case CLOCK -> slot.kind = ClockEvent.TEMPLATE_ID;
            case ORDER ->
            {
                slot.kind = OrderEvent.TEMPLATE_ID;
                final OrderEvent order = new OrderEvent();
                order.begin(slot.bytes, 0);
                order.receivedAtNs(atNs);
                order.instrument(target);
                slot.length = order.finish();
            }
            case ADMIN ->
            {
                slot.kind = AdminEvent.TEMPLATE_ID;
                final AdminEvent admin = new AdminEvent();
                admin.begin(slot.bytes, 0);
                admin.receivedAtNs(atNs);
                admin.command(command);
                admin.target(target);
                admin.argument(argument);
                slot.length = admin.finish();
            }
        }
    }

    private void fillEnvelope(final Slot slot)
    {
        slot.kind = EnvelopeEvent.TEMPLATE_ID;
        slot.source = source;
        slot.key = key;
        slot.connection = source;
        slot.messageId = message;
        slot.isCounted = isCounted;
        slot.sessionEpoch = epoch;
        slot.sequence = sequence;
        slot.signedAtNs = signedAtNs;
        System.arraycopy(hash(content), 0, slot.signedHash, 0, 32);
        for (int i = 0; i < ticks.size(); i++)
        {
            final Said said = ticks.get(i);
            slot.ticks.add(said.instrument(), i, said.observedAtNs(), said.price(), said.bid(), said.ask(),
                said.decoded());
        }
    }
}
