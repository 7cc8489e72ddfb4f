// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples.quickstart;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Authorization;
import io.plumbline.oracle.Capture;
import io.plumbline.oracle.Oracle;
import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.QuoteCommand;
import io.plumbline.oracle.QuoteReply;
import io.plumbline.oracle.ReferencePrice;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.examples.Figures;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One order from quote to payment, as the shop's backend carries it out for a customer of some habit. One thread.
 */
final class Customer
{
    private static final String MERCHANT = "shop";
    private static final String PAY_TO = "shop-wallet";
    private static final long ANSWER_NS = 10 * World.SECOND_NS;
    private static final long WALLET_MS = 450;
    private static final long RETRY_MS = 250;
    private static final long MOVED_ENOUGH_BPS = 2 * World.TIGHT_DRIFT_BPS;

    private final int order;
    private final Habit habit;
    private final int instrument;
    private final long cents;
    private final Oracle oracle;
    private final Outcomes outcomes;
    private final CountDownLatch closing;
    private final byte[] orderDigest;

    Customer(
        final int order,
        final Habit habit,
        final int instrument,
        final long cents,
        final Oracle oracle,
        final Outcomes outcomes,
        final CountDownLatch closing)
    {
        this.order = order;
        this.habit = habit;
        this.instrument = instrument;
        this.cents = cents;
        this.oracle = oracle;
        this.outcomes = outcomes;
        this.closing = closing;
        orderDigest = sha256("order " + order);
    }

    void shop() throws InterruptedException
    {
        final QuoteReply reply = ask(new OrderRequest().reset(instrument, habit.policy, Side.MERCHANT_RECEIVES)
            .fiatAmount(cents).order(MERCHANT, orderDigest).parties("customer-" + order, "", PAY_TO));
        if (reply.answer() != Answer.QUOTED)
        {
            return;
        }
        final SignedQuote quote = reply.quote();
        switch (habit)
        {
            case PAYS -> payInTime(quote);
            case LAPSES -> letLapse(quote);
            case LATE -> payLate(quote);
            case TWICE -> redeemTwice(quote);
            case TAMPERS -> tamper(quote);
            case WAITS -> waitForTheMarket(quote);
        }
    }

    private void payInTime(final SignedQuote quote) throws InterruptedException
    {
        pause(WALLET_MS);
        if (authorize("payment", quote).answer() == Answer.AUTHORIZED)
        {
            settle(quote);
        }
    }

    private void settle(final SignedQuote quote)
    {
        if (capture(quote).answer() == Answer.SETTLED)
        {
            outcomes.add(Outcomes.Kind.SETTLED, order, "pays " + dollars() + " in " + quote.instrument() + " at " +
                Figures.price(quote.rate(), quote.rateDecimals()) + " -> SETTLED");
        }
    }

    private void letLapse(final SignedQuote quote) throws InterruptedException
    {
        waitUntil(quote.expiresAtNs() + 50 * World.MILLI_NS);
        final QuoteReply reply = authorize("payment", quote);
        if (reply.refusal() == Refusal.EXPIRED)
        {
            tell(Outcomes.Kind.EXPIRED, "lets its quote lapse", reply);
        }
    }

    private void payLate(final SignedQuote quote) throws InterruptedException
    {
        pause(WALLET_MS);
        final QuoteReply reply = authorize("payment", quote);
        if (reply.answer() != Answer.AUTHORIZED)
        {
            return;
        }
        waitUntil(reply.decidedAtNs() + 400 * World.MILLI_NS);
        if (capture(quote).answer() == Answer.LATE_PAYMENT)
        {
            outcomes.add(Outcomes.Kind.LATE_PAYMENT, order,
                "its payment arrives after the capture time -> LATE_PAYMENT, for the shop to decide");
        }
    }

    private void redeemTwice(final SignedQuote quote) throws InterruptedException
    {
        pause(WALLET_MS);
        final QuoteReply first = authorize("payment", quote);
        if (first.answer() != Answer.AUTHORIZED)
        {
            return;
        }
        final QuoteReply again = authorize("payment", quote);
        if (again.answer() == first.answer() && again.decidedAtNs() == first.decidedAtNs())
        {
            outcomes.add(Outcomes.Kind.SAME_ANSWER, order,
                "asks twice for one payment id -> AUTHORIZED, the same answer both times");
        }
        final QuoteReply other = authorize("other-payment", quote);
        if (other.refusal() == Refusal.ALREADY_REDEEMED)
        {
            tell(Outcomes.Kind.ALREADY_REDEEMED, "tries its quote for a second payment", other);
        }
        settle(quote);
    }

    private void tamper(final SignedQuote quote) throws InterruptedException
    {
        final byte[] bytes = quote.toByteArray();
        final ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        final long amount = quote.assetAmount().longValue();
        for (int at = 0; at <= bytes.length - Long.BYTES; at++)
        {
            if (view.getLong(at) == amount)
            {
                view.putLong(at, amount / 2);
            }
        }
        final QuoteReply reply = authorize("payment", new SignedQuote(bytes, 0, bytes.length));
        if (reply.refusal() == Refusal.BINDING_MISMATCH)
        {
            tell(Outcomes.Kind.BINDING_MISMATCH, "halves the amount in its quote", reply);
        }
    }

    private void waitForTheMarket(final SignedQuote quote) throws InterruptedException
    {
        final ReferencePrice price = new ReferencePrice();
        while (oracle.prices().read(instrument, price) != Refusal.NONE ||
            Math.abs(price.price() - quote.rate()) < quote.rate() / 10_000 * MOVED_ENOUGH_BPS)
        {
            if (!pause(20) || World.epochNs() >= quote.expiresAtNs())
            {
                return;
            }
        }
        final QuoteReply reply = authorize("payment", quote);
        if (reply.refusal() == Refusal.DRIFT)
        {
            tell(Outcomes.Kind.DRIFT, "comes when the price is " + reply.measured() + " bps off, " + reply.limit() +
                " are allowed", reply);
        }
        else if (reply.answer() == Answer.AUTHORIZED)
        {
            settle(quote);
        }
    }

    /** NOT_FRESH binds nothing: each price must be newer than the quote's, and soon will be. */
    private QuoteReply authorize(final String payment, final SignedQuote quote) throws InterruptedException
    {
        final Authorization command =
            new Authorization().reset(MERCHANT, payment + "-" + order, orderDigest, quote);
        QuoteReply reply = ask(command);
        while (reply.refusal() == Refusal.NOT_FRESH && pause(RETRY_MS))
        {
            reply = ask(command);
        }
        return reply;
    }

    private QuoteReply capture(final SignedQuote quote)
    {
        return ask(new Capture().reset(MERCHANT, "payment-" + order)
            .arrived(quote.assetAmount().longValueExact(), 0, World.ASSETS.get(instrument).id(), PAY_TO)
            .transaction("tx-" + order, 6));
    }

    private QuoteReply ask(final QuoteCommand command)
    {
        return oracle.quotes().submit(command, ANSWER_NS).toCompletableFuture().join();
    }

    private void tell(final Outcomes.Kind kind, final String deed, final QuoteReply reply)
    {
        outcomes.add(kind, order, deed + " -> " + reply.refusal() + ": \"" + reply.refusal().sentence() + "\"");
    }

    private String dollars()
    {
        return "$" + Figures.price(cents, 2);
    }

    private static void waitUntil(final long epochNs) throws InterruptedException
    {
        while (World.epochNs() < epochNs)
        {
            Thread.sleep(10);
        }
    }

    /** Waits so long, or less when the shop closes; returns whether it is open. */
    private boolean pause(final long ms) throws InterruptedException
    {
        return !closing.await(ms, TimeUnit.MILLISECONDS);
    }

    private static byte[] sha256(final String text)
    {
        try
        {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        }
        catch (final NoSuchAlgorithmException e)
        {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * How a customer treats its quote, and the terms it gets.
     */
    enum Habit
    {
        PAYS(World.STANDARD),
        LAPSES(World.SHORT_QUOTE),
        LATE(World.SHORT_CAPTURE),
        TWICE(World.STANDARD),
        TAMPERS(World.STANDARD),
        WAITS(World.TIGHT_DRIFT);

        private final int policy;

        Habit(final int policy)
        {
            this.policy = policy;
        }
    }
}
