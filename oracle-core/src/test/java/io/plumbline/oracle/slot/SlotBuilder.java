// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.slot;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.AuthorizeEvent;
import io.plumbline.oracle.wire.ClockEvent;
import io.plumbline.oracle.wire.EnvelopeEvent;
import io.plumbline.oracle.wire.OrderEvent;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.QuoteFrameEncoder;
import io.plumbline.oracle.wire.SignedQuoteLayout;

/**
 * Makes one slot again and again as verify would leave it; allocates nothing once made. Commands carry canonical bytes,
 * envelopes none, since the stages after verify read none.
 */
public final class SlotBuilder
{
    private final Slot slot = new Slot();
    private final OrderEvent order = new OrderEvent();
    private final AuthorizeEvent authorize = new AuthorizeEvent();
    private final AdminEvent admin = new AdminEvent();
    private final QuoteFrameEncoder quote = new QuoteFrameEncoder();
    private final byte[] quoteBytes = new byte[SignedQuoteLayout.LENGTH];

    /** A verified envelope without ticks, received and signed at one time, key = source, its content all zeros. */
    public SlotBuilder envelope(final int source, final long atNs)
    {
        begin(EnvelopeEvent.TEMPLATE_ID, atNs);
        slot.source = source;
        slot.key = source;
        slot.connection = source;
        slot.signedAtNs = atNs;
        return content(0);
    }

    public SlotBuilder key(final int key)
    {
        slot.key = key;
        return this;
    }

    public SlotBuilder counted(final long epoch, final long sequence)
    {
        slot.isCounted = true;
        slot.sessionEpoch = epoch;
        slot.sequence = sequence;
        return this;
    }

    /** Signed time is all the order there is. */
    public SlotBuilder timed(final long signedAtNs)
    {
        slot.isCounted = false;
        slot.signedAtNs = signedAtNs;
        slot.sequence = signedAtNs;
        return this;
    }

    public SlotBuilder signedAt(final long signedAtNs)
    {
        slot.signedAtNs = signedAtNs;
        return this;
    }

    public SlotBuilder message(final int connection, final long messageId)
    {
        slot.connection = connection;
        slot.messageId = messageId;
        return this;
    }

    /** Stands for the signed bytes: equal numbers give equal hashes. */
    public SlotBuilder content(final long number)
    {
        for (int i = 0; i < slot.signedHash.length; i++)
        {
            slot.signedHash[i] = (byte)((number + i / 8) >>> (i % 8 * 8));
        }
        return this;
    }

    public SlotBuilder tick(final int instrument, final long observedNs, final long price)
    {
        return tick(instrument, observedNs, price, Refusal.NONE);
    }

    public SlotBuilder tick(final int instrument, final long observedNs, final long price, final Refusal decoded)
    {
        return tick(instrument, observedNs, price, TickColumns.NULL_PRICE, TickColumns.NULL_PRICE, decoded);
    }

    public SlotBuilder tick(
        final int instrument,
        final long observedNs,
        final long price,
        final long bid,
        final long ask,
        final Refusal decoded)
    {
        slot.ticks.add(instrument, slot.ticks.count, observedNs, price, bid, ask, decoded);
        return this;
    }

    /** What trust would find on the last tick. */
    public SlotBuilder found(final int trustBps, final long originNs, final long decayFromNs)
    {
        final int last = slot.ticks.count - 1;
        slot.ticks.trustBps[last] = trustBps;
        slot.ticks.originNs[last] = originNs;
        slot.ticks.decayFromNs[last] = decayFromNs;
        return this;
    }

    /** The same with the instrument's volatility. */
    public SlotBuilder found(
        final int trustBps, final long originNs, final long decayFromNs, final int volatilityCentiBps)
    {
        slot.ticks.volatilityCentiBps[slot.ticks.count - 1] = volatilityCentiBps;
        return found(trustBps, originNs, decayFromNs);
    }

    /** What trust would find about the source. */
    public SlotBuilder excluded(final int source, final long untilNs)
    {
        slot.changedSource = source;
        slot.excludedUntilNs = untilNs;
        return this;
    }

    public SlotBuilder verdict(final Verdict verdict)
    {
        slot.verdict = verdict;
        return this;
    }

    public SlotBuilder clock(final long atNs)
    {
        begin(ClockEvent.TEMPLATE_ID, atNs);
        return this;
    }

    public SlotBuilder order(final int instrument, final long atNs)
    {
        begin(OrderEvent.TEMPLATE_ID, atNs);
        order.begin(slot.bytes, 0);
        order.receivedAtNs(atNs);
        order.instrument(instrument);
        slot.length = order.finish();
        return this;
    }

    public SlotBuilder authorize(final String symbol, final long atNs)
    {
        quote.begin(quoteBytes, 0);
        quote.text(QuoteFrame.INSTRUMENT, symbol);
        begin(AuthorizeEvent.TEMPLATE_ID, atNs);
        authorize.begin(slot.bytes, 0);
        authorize.receivedAtNs(atNs);
        authorize.signedQuote(quoteBytes, 0, SignedQuoteLayout.LENGTH);
        slot.length = authorize.finish();
        return this;
    }

    public SlotBuilder admin(final int command, final int target, final long atNs)
    {
        return admin(command, target, 0, atNs);
    }

    public SlotBuilder admin(final int command, final int target, final long argument, final long atNs)
    {
        begin(AdminEvent.TEMPLATE_ID, atNs);
        admin.begin(slot.bytes, 0);
        admin.receivedAtNs(atNs);
        admin.command(command);
        admin.target(target);
        admin.argument(argument);
        slot.length = admin.finish();
        return this;
    }

    public Slot slot()
    {
        return slot;
    }

    private void begin(final int kind, final long atNs)
    {
        slot.reset();
        slot.verdict = Verdict.VERIFIED;
        slot.kind = kind;
        slot.receivedAtNs = atNs;
    }
}
