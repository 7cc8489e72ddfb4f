// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples.replay;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Oracle;
import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.QuoteReply;
import io.plumbline.oracle.ReferencePrice;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.examples.Figures;
import io.plumbline.oracle.examples.Keys;
import io.plumbline.oracle.netty.IngestCause;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Plays recorded RedStone payloads through a socket into the engine, each at the time of its recording, and prints the
 * prices and one signed quote for each instrument.
 */
public final class Replay
{
    private static final long ANSWER_NS = 10_000_000_000L;
    private static final long CENTS = 10_000;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final int SIGNATURE_BYTES = 64;
    private static final int SHOWN_BYTES = 8;

    private final PrintStream out;
    private final Set<String> priced = new HashSet<>();
    private long verified;
    private long refused;

    /**
     * Prepares a replay.
     *
     * @param out for what comes out.
     */
    public Replay(final PrintStream out)
    {
        this.out = out;
    }

    /**
     * Plays every capture of a file.
     *
     * @param file JSON records with {@code payload}, {@code signer.signers} and {@code expected.packages}.
     * @return 0.
     * @throws IOException              if the file cannot be read, or a socket had.
     * @throws IllegalArgumentException naming the record and the field that is wrong.
     * @throws InterruptedException     if interrupted.
     */
    public int run(final Path file) throws IOException, InterruptedException
    {
        int number = 0;
        for (final Capture capture : Capture.read(file))
        {
            if (number++ == 0)
            {
                Operator.STATEMENT.forEach(out::println);
            }
            out.println();
            out.println("[" + number + "] " + capture.title());
            try (Session session = new Session(capture))
            {
                session.play();
                report(capture, session);
            }
        }
        out.println();
        out.println("replay: " + verified + " frames verified, " + refused + " refused, " + priced.size() +
            " instruments priced");
        return 0;
    }

    private void report(final Capture capture, final Session session)
    {
        final Oracle oracle = session.oracle();
        final long good = oracle.counters().count(Metric.FRAMES_VERIFIED);
        final long bad = oracle.counters().count(Metric.FRAMES_REFUSED) +
            Figures.refusedAtTheDoor(session.server().counters());
        verified += good;
        refused += bad;
        final StringJoiner signers = new StringJoiner(" ");
        capture.signers().forEach(signer -> signers.add("0x" + signer.substring(0, 8)));
        out.println("    signed at   " + Instant.ofEpochMilli(capture.timestampMs()) + ", " +
            capture.payload().length + " bytes");
        out.println("    signers     " + signers + " (" + Operator.signersNeeded(capture) + " must agree)");
        out.println("    packages    " + good + " verified, " + bad + " refused" + reasons(session));
        for (int i = 0; i < capture.feeds().size(); i++)
        {
            instrument(oracle, i, capture.feeds().get(i));
        }
    }

    private static String reasons(final Session session)
    {
        final StringJoiner text = new StringJoiner(", ", ": ", "");
        text.setEmptyValue("");
        for (final Refusal refusal : Refusal.values())
        {
            final boolean isAboutPackages = refusal.stage() == Refusal.Stage.DOOR ||
                refusal.stage() == Refusal.Stage.VERIFY || refusal.stage() == Refusal.Stage.TRUST;
            final long count = session.oracle().counters().count(refusal);
            if (refusal != Refusal.NONE && isAboutPackages && count > 0)
            {
                text.add(count + " " + refusal);
            }
        }
        for (final IngestCause cause : IngestCause.values())
        {
            final long count = session.server().counters().count(cause);
            if (cause.isMalformed() && count > 0)
            {
                text.add(count + " " + cause);
            }
        }
        return text.toString();
    }

    /** The order goes through the ring behind the packages, so its answer rests on all of them. */
    private void instrument(final Oracle oracle, final int id, final String feed)
    {
        final QuoteReply reply = oracle.quotes().submit(new OrderRequest().reset(id, 0, Side.MERCHANT_RECEIVES)
            .fiatAmount(CENTS).order("shop", new byte[32]).parties("customer", "", "shop-wallet"), ANSWER_NS)
            .toCompletableFuture().join();
        final ReferencePrice price = new ReferencePrice();
        final Refusal whyNot = oracle.prices().read(id, price);
        if (whyNot != Refusal.NONE)
        {
            out.println(format("    %-12s%14s  %s: %s", Operator.symbol(feed), "-", whyNot, whyNot.sentence()));
            return;
        }
        priced.add(Operator.symbol(feed));
        out.println(format("    %-12s%14s  %d signers, spread %d bps, confidence %s, %s", Operator.symbol(feed),
            Figures.price(price.price(), Operator.FEED_DECIMALS), price.sources(), price.dispersionBps(),
            Figures.percent(price.confidenceBps()), price.tier()));
        out.println("      quote     " + (reply.answer() == Answer.QUOTED ? quote(oracle, feed, reply.quote()) :
            reply.refusal() + ": " + reply.refusal().sentence()));
    }

    private static String quote(final Oracle oracle, final String feed, final SignedQuote quote)
    {
        final byte[] bytes = quote.toByteArray();
        final int at = bytes.length - SIGNATURE_BYTES;
        final BigDecimal amount = new BigDecimal(quote.assetAmount(), Operator.ASSET_DECIMALS);
        return format("100.00 USD = %.10f %s at %s until %s%n                signature %s.. %s", amount, feed,
            BigDecimal.valueOf(quote.rate(), quote.rateDecimals()).toPlainString(),
            Instant.ofEpochSecond(quote.expiresAtNs() / NS_PER_SECOND),
            HexFormat.of().formatHex(bytes, at, at + SHOWN_BYTES),
            Keys.verifies(quote, oracle.quotePublicKey()) ? "verifies with the oracle's public key" :
                "DOES NOT VERIFY");
    }

    private static String format(final String pattern, final Object... values)
    {
        return String.format(Locale.ROOT, pattern, values);
    }
}
