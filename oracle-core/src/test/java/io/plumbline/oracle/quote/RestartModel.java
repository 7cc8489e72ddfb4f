// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Authorization;
import io.plumbline.oracle.Capture;
import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.QuoteCommand;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.Release;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.wire.QuoteFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What quotes and payments come to, in lists and strings, whoever keeps them and however often the engine starts: a
 * quote is known, redeemed, dead or nobody's. Prices stand still or jump far; nothing else may refuse.
 */
final class RestartModel
{
    /** What somebody asks for. */
    sealed interface Deed
    {
    }

    /** A quote for an order. */
    record Ask(int order) implements Deed
    {
    }

    /** A payment for the n-th quote that was ever issued. */
    record Pay(String id, int quote) implements Deed
    {
    }

    /** What arrived, in base units. */
    record Arrive(String id, long amount) implements Deed
    {
    }

    /** A payment that is given back. */
    record Free(String id) implements Deed
    {
    }

    /** One quote and what became of it. */
    static final class Quote
    {
        final byte[] bytes;
        final int order;
        final QuoteFrame frame = new QuoteFrame();
        Enum<?> state = QuoteRecord.State.ISSUED;

        Quote(final byte[] bytes, final int order)
        {
            this.bytes = bytes;
            this.order = order;
            frame.wrap(bytes, 0, QuoteFrame.LENGTH);
        }
    }

    /** One payment, the answers it was given, and the capture that was answered. */
    static final class Payment
    {
        final int quote;
        byte[] answer = {};
        byte @Nullable [] end;
        long arrived;

        Payment(final int quote)
        {
            this.quote = quote;
        }
    }

    final List<Quote> quotes = new ArrayList<>();
    final Map<String, Payment> payments = new HashMap<>();

    /** How a deed must end now; changes nothing. */
    Enum<?> expected(final Deed deed, final List<Quote> everIssued, final long nowNs, final boolean isFar)
    {
        if (deed instanceof Ask ask)
        {
            return quotes.stream().anyMatch(it -> it.order == ask.order && isPaid(it)) ? Refusal.ORDER_PAID :
                Answer.QUOTED;
        }
        if (deed instanceof Pay pay)
        {
            return expected(pay, everIssued.get(pay.quote), nowNs, isFar);
        }
        return deed instanceof Arrive arrive ? expected(arrive) : expected((Free)deed);
    }

    private Enum<?> expected(final Pay pay, final Quote presented, final long nowNs, final boolean isFar)
    {
        final Payment payment = payments.get(pay.id);
        if (payment != null)
        {
            return payment.quote == pay.quote ? Kept.AUTHORIZATION : Refusal.PAYMENT_ID_CONFLICT;
        }
        final Quote quote = find(presented);
        if (quote == null)
        {
            return Refusal.WRONG_ENGINE;
        }
        if (quote.state != QuoteRecord.State.ISSUED)
        {
            return isPaid(quote) ? Refusal.ALREADY_REDEEMED : Refusal.QUOTE_DEAD;
        }
        return nowNs >= quote.frame.expiresAtNs() ? Refusal.EXPIRED : isFar ? Refusal.DRIFT : Answer.AUTHORIZED;
    }

    private Enum<?> expected(final Arrive arrive)
    {
        final Payment payment = payments.get(arrive.id);
        if (payment == null)
        {
            return Refusal.UNKNOWN_OUTCOME;
        }
        final Enum<?> state = quotes.get(payment.quote).state;
        if (state == QuoteRecord.State.CAPTURED)
        {
            return payment.arrived == arrive.amount ? Kept.END : Refusal.PAYMENT_ID_CONFLICT;
        }
        final long due = quotes.get(payment.quote).frame.assetAmountLow();
        final int slippageBps = quotes.get(payment.quote).frame.slippageBps();
        return state != QuoteRecord.State.AUTHORIZED ? Refusal.NOT_AUTHORIZED :
            arrive.amount > due ? Answer.OVERPAID :
            arrive.amount * 10_000 < due * (10_000 - slippageBps) ? Answer.UNDERPAID : Answer.SETTLED;
    }

    private Enum<?> expected(final Free free)
    {
        final Payment payment = payments.get(free.id);
        if (payment == null)
        {
            return Refusal.UNKNOWN_OUTCOME;
        }
        final Enum<?> state = quotes.get(payment.quote).state;
        return state == QuoteRecord.State.RELEASED ? Kept.END :
            state == QuoteRecord.State.AUTHORIZED ? Answer.RELEASED : Refusal.NOT_AUTHORIZED;
    }

    /** Whether a deed that ends so changes something. */
    static boolean isChange(final Enum<?> end)
    {
        return end instanceof Answer || end == Refusal.EXPIRED || end == Refusal.DRIFT;
    }

    /** What is kept of a deed that has ended so, and been answered so. */
    void apply(final Deed deed, final Enum<?> end, final byte[] answer, final byte[] quote)
    {
        if (!isChange(end))
        {
            return;
        }
        if (deed instanceof Ask ask)
        {
            quotes.stream().filter(it -> it.order == ask.order && it.state == QuoteRecord.State.ISSUED)
                .forEach(it -> it.state = QuoteRecord.State.KILLED);
            quotes.add(new Quote(quote, ask.order));
        }
        else if (deed instanceof Pay pay)
        {
            final Payment payment = new Payment(pay.quote);
            payment.answer = answer;
            payments.put(pay.id, payment);
            quotes.get(pay.quote).state =
                end == Answer.AUTHORIZED ? QuoteRecord.State.AUTHORIZED : QuoteRecord.State.KILLED;
        }
        else if (deed instanceof Arrive arrive)
        {
            final Payment payment = payments.get(arrive.id);
            payment.end = answer;
            payment.arrived = arrive.amount;
            quotes.get(payment.quote).state = QuoteRecord.State.CAPTURED;
        }
        else if (deed instanceof Free free)
        {
            final Payment payment = payments.get(free.id);
            payment.end = answer;
            quotes.get(payment.quote).state = QuoteRecord.State.RELEASED;
        }
    }

    byte[] kept(final Deed deed, final Enum<?> which)
    {
        final String id = deed instanceof Pay pay ? pay.id : deed instanceof Arrive it ? it.id : ((Free)deed).id;
        final Payment payment = payments.get(id);
        return which == Kept.AUTHORIZATION ? payment.answer : payment.end;
    }

    private static boolean isPaid(final Quote quote)
    {
        return quote.state == QuoteRecord.State.AUTHORIZED || quote.state == QuoteRecord.State.CAPTURED;
    }

    /** Quotes are known by where they stand in the list of all that were ever issued, which begins with these. */
    private @Nullable Quote find(final Quote presented)
    {
        return quotes.stream().filter(it -> it.bytes == presented.bytes).findFirst().orElse(null);
    }

    /** The command for a deed. */
    static QuoteCommand command(final Deed deed, final List<Quote> everIssued)
    {
        if (deed instanceof Ask ask)
        {
            return new OrderRequest().reset(QuoteBench.BTC, 0, Side.MERCHANT_RECEIVES).fiatAmount(10_000)
                .order(QuoteBench.MERCHANT, digest(ask.order)).parties("alice", "", QuoteBench.PAY_TO);
        }
        if (deed instanceof Pay pay)
        {
            final Quote quote = everIssued.get(pay.quote);
            return new Authorization().reset(QuoteBench.MERCHANT, pay.id, digest(quote.order), "", quote.bytes, 0,
                quote.bytes.length);
        }
        if (deed instanceof Arrive arrive)
        {
            return new Capture().reset(QuoteBench.MERCHANT, arrive.id)
                .arrived(arrive.amount, 0, QuoteBench.BTC_ASSET, QuoteBench.PAY_TO).transaction("tx", 6);
        }
        return new Release().reset(QuoteBench.MERCHANT, ((Free)deed).id);
    }

    private static byte[] digest(final int order)
    {
        return QuoteBench.filled(order + 1);
    }

    /** The answer is one that was given before, to the byte. */
    enum Kept
    {
        AUTHORIZATION, END
    }
}
