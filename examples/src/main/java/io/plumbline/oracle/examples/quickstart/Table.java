// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples.quickstart;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.ReferencePrice;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.examples.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes the world as text: the whole of it as a table, or a moment of it in three lines.
 */
final class Table
{
    private final View view;
    private final int seconds;
    private final Ink ink;

    Table(final View view, final int seconds, final Ink ink)
    {
        this.view = view;
        this.seconds = seconds;
        this.ink = ink;
    }

    /** Prices, sources and the checkout, in columns. */
    List<String> whole(final long elapsedNs)
    {
        final List<String> lines = new ArrayList<>();
        lines.add(ink.bold("PLUMBLINE quickstart") + format("%9.1f of %d s   %s   %d frames verified, %d refused",
            elapsedNs / 1e9, seconds, view.health(), view.count(Metric.FRAMES_VERIFIED),
            view.framesRefused()));
        lines.add(ink.bold(format("  %-12s%12s%12s%9s%9s%10s  %s", "instrument", "price", "confidence", "spread",
            "sources", "lineages", "tier")));
        for (int i = 0; i < World.ASSETS.size(); i++)
        {
            lines.add(instrument(i));
        }
        lines.add("");
        final StringBuilder header = new StringBuilder(format("  %-12s%-12s", "source", "now"));
        World.ASSETS.forEach(asset -> header.append(format("%-12s", asset.symbol())));
        lines.add(ink.bold(header.toString().stripTrailing()));
        for (int i = 0; i < World.SOURCES.size(); i++)
        {
            lines.add(source(i));
        }
        lines.add("");
        lines.add("  checkout    " + checkout());
        lines.add("  refused     " + view.refusals());
        return lines;
    }

    /** The three prices, the trust in each source, the checkout. */
    List<String> brief(final long elapsedNs)
    {
        final StringBuilder prices = new StringBuilder(Events.stamp(elapsedNs));
        for (int i = 0; i < World.ASSETS.size(); i++)
        {
            final ReferencePrice price = view.price(i);
            prices.append(format("  %s %s %s, %d bps, %d/%d", World.ASSETS.get(i).symbol(),
                Figures.price(price.price(), World.SCALE), tier(i), price.dispersionBps(), price.sources(),
                World.SOURCES.size()));
        }
        final StringBuilder trust = new StringBuilder("          trust %");
        for (int i = 0; i < World.SOURCES.size(); i++)
        {
            trust.append("  ").append(World.SOURCES.get(i)).append(' ');
            for (int j = 0; j < World.ASSETS.size(); j++)
            {
                trust.append(j == 0 ? "" : "/").append(trust(i, j, ""));
            }
        }
        return List.of(prices.toString(), trust.toString(), "          checkout  " + checkout());
    }

    private String instrument(final int at)
    {
        final ReferencePrice price = view.price(at);
        final String state = tier(at);
        return format("  %-12s%12s%12s%9s%9s%10d  %s", World.ASSETS.get(at).symbol(),
            Figures.price(price.price(), World.SCALE), Figures.percent(price.confidenceBps()),
            price.dispersionBps() + " bps", price.sources() + " of " + World.SOURCES.size(), price.lineages(),
            view.whyNot(at) == Refusal.NONE ? ink.good(state) : ink.bad(state));
    }

    private String tier(final int at)
    {
        final Refusal whyNot = view.whyNot(at);
        return view.price(at).tier() + (whyNot == Refusal.NONE ? "" : " " + whyNot);
    }

    private String source(final int at)
    {
        final Publisher.Role role = view.role(at);
        final String now = format("%-12s", role.label);
        final StringBuilder line = new StringBuilder(format("  %-12s", World.SOURCES.get(at)))
            .append(role == Publisher.Role.HONEST ? now : ink.bad(now));
        for (int i = 0; i < World.ASSETS.size(); i++)
        {
            final String cell = format("%-12s", trust(at, i, " %"));
            line.append(view.isContributor(at, i) ? ink.good(cell) : ink.bad(cell));
        }
        return line.toString();
    }

    /** Per cent, in brackets where the price is left out; nothing of a source that is silent or shut out. */
    private String trust(final int source, final int instrument, final String unit)
    {
        final int bps = view.trustBps(source, instrument);
        if (bps == 0)
        {
            final boolean isSilent = view.contributions(source) == 0;
            return isSilent ? "-" : "out";
        }
        final String percent = Figures.wholePercent(bps) + unit;
        return view.isContributor(source, instrument) ? percent : "(" + percent + ")";
    }

    private String checkout()
    {
        return format("%d quotes issued, %d authorized, %d settled, %d late, %d refused",
            view.count(Metric.QUOTES_ISSUED), view.count(Metric.QUOTES_AUTHORIZED), view.count(Metric.PAYMENTS_SETTLED),
            view.count(Metric.PAYMENTS_LATE), view.count(Metric.COMMANDS_REFUSED));
    }

    private static String format(final String pattern, final Object... values)
    {
        return String.format(Locale.ROOT, pattern, values);
    }
}
