// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples.quickstart;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Oracle;
import io.plumbline.oracle.OracleListener;
import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.examples.Figures;
import io.plumbline.oracle.netty.IngestServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Six signed publishers, one oracle, one checkout, on real sockets in one process. One publisher lies, another dies;
 * customers pay in time, late, twice. It ends by itself once all of it has happened, and sums up.
 */
public final class Quickstart
{
    private static final long FRAME_MS = 100;
    private static final long OPENING_NS = 60 * World.SECOND_NS;
    private static final long PATIENCE_NS = 60 * World.SECOND_NS;

    private final QuickstartOptions options;
    private final PrintStream err;
    private final Screen screen;
    private final World world = new World();
    private final AtomicLong referenceQuotes = new AtomicLong();

    /**
     * Prepares a run.
     *
     * @param options how long, and drawn by which seed.
     * @param out     for what a person wants to see.
     * @param err     for what did not happen though it should.
     */
    public Quickstart(final QuickstartOptions options, final PrintStream out, final PrintStream err)
    {
        this.options = options;
        this.err = err;
        screen = new Screen(out, out == System.out && Screen.isWatched());
    }

    /**
     * Runs it to its end.
     *
     * @return 0, or 1 if something that should have happened did not.
     * @throws IOException          if no port can be had.
     * @throws InterruptedException if interrupted.
     */
    public int run() throws IOException, InterruptedException
    {
        screen.say("Six publishers sign prices and push them over WebSockets to one oracle; a checkout sells on its");
        screen.say("quotes. " + World.SOURCES.get(World.LIAR) + " will lie, " + World.SOURCES.get(World.VICTIM) +
            " will die and come back. " + options.seconds() + " s, seed " + options.seed() + ".");
        screen.say("");
        final Oracle oracle = Oracle.launch(world.oracle(options.seconds()), new Ear());
        try (oracle)
        {
            final IngestServer server = IngestServer.start(world.server(), oracle.ticks());
            final String missing;
            try (server)
            {
                missing = play(oracle, server);
            }
            return sumUp(oracle, server, missing);
        }
    }

    private String play(final Oracle oracle, final IngestServer server) throws InterruptedException
    {
        final List<Publisher> publishers = new ArrayList<>();
        final Market market = new Market(options.seed());
        final URI uri = URI.create("ws://127.0.0.1:" + server.port() + "/v1/ticks");
        final long startNs = System.nanoTime();
        for (int i = 0; i < world.members().size(); i++)
        {
            publishers.add(new Publisher(i, world.members().get(i), uri, market, startNs, options.seed() + 1 + i)
                .start());
        }
        try
        {
            final View view = new View(oracle, publishers, () -> Figures.refusedAtTheDoor(server.counters()),
                referenceQuotes::get);
            return awaitOpening(view, startNs) ? direct(oracle, publishers, view) : "prices";
        }
        finally
        {
            publishers.forEach(Publisher::stop);
            for (final Publisher publisher : publishers)
            {
                publisher.join();
            }
        }
    }

    /** Every instrument has a price for money, and everybody is heard. */
    private static boolean awaitOpening(final View view, final long startNs) throws InterruptedException
    {
        while (!view.isOpen() || view.price(0).sources() < World.SOURCES.size())
        {
            if (System.nanoTime() - startNs >= OPENING_NS)
            {
                return false;
            }
            Thread.sleep(FRAME_MS);
            view.refresh();
        }
        return true;
    }

    private String direct(final Oracle oracle, final List<Publisher> publishers, final View view)
        throws InterruptedException
    {
        final long startNs = System.nanoTime();
        final long lengthNs = options.seconds() * World.SECOND_NS;
        final Events events = new Events(startNs, screen::event);
        final Outcomes outcomes = new Outcomes(events);
        final Plot plot = new Plot(lengthNs, view, publishers, events);
        final Table table = new Table(view, options.seconds(), screen.ink());
        events.add("quorum: " + World.SOURCES.size() + " independent sources agree, the checkout opens");
        long elapsedNs = 0;
        final Checkout checkout = new Checkout(oracle, outcomes, events, options.seed()).open();
        try
        {
            while (!(plot.isOver() && outcomes.isComplete()) && elapsedNs < lengthNs + PATIENCE_NS)
            {
                screen.show(table, elapsedNs, events);
                Thread.sleep(FRAME_MS);
                view.refresh();
                elapsedNs = System.nanoTime() - startNs;
                plot.advance(elapsedNs);
            }
        }
        finally
        {
            checkout.close();
        }
        view.refresh();
        screen.end(table, elapsedNs, events);
        screen.say("  " + view.referenceQuotes() + " signed reference quotes reached the listener.");
        final String plotMissing = plot.isOver() ? "" : "the plot's end ";
        return plotMissing + (outcomes.isComplete() ? "" : outcomes.missing());
    }

    private int sumUp(final Oracle oracle, final IngestServer server, final String missing)
        throws InterruptedException
    {
        awaitQuiet(oracle);
        if (!missing.isEmpty())
        {
            err.println("quickstart: did not happen in time: " + missing);
        }
        final long refused = oracle.counters().count(Metric.FRAMES_REFUSED) +
            Figures.refusedAtTheDoor(server.counters());
        screen.say("quickstart: " + oracle.counters().count(Metric.FRAMES_VERIFIED) + " frames verified, " + refused +
            " refused, " + oracle.counters().count(Metric.QUOTES_ISSUED) + " quotes issued, " +
            oracle.counters().count(Metric.PAYMENTS_SETTLED) + " settled, " +
            oracle.counters().count(Metric.COMMANDS_REFUSED) + " refused");
        return missing.isEmpty() ? 0 : 1;
    }

    /** What was accepted is on its way: the engine has it handled in a moment. */
    private static void awaitQuiet(final Oracle oracle) throws InterruptedException
    {
        final long deadlineNs = System.nanoTime() + World.SECOND_NS;
        while (oracle.counters().count(Metric.FRAMES_VERIFIED) + oracle.counters().count(Metric.FRAMES_REFUSED) <
            oracle.counters().count(Metric.ENVELOPES_ACCEPTED) && System.nanoTime() < deadlineNs)
        {
            Thread.sleep(10);
        }
    }

    /** Counts the reference quotes that leave the engine. */
    private final class Ear implements OracleListener
    {
        @Override
        public void onReferenceQuote(final SignedQuote quote)
        {
            referenceQuotes.incrementAndGet();
        }
    }
}
