// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import java.util.HashSet;
import java.util.Set;

/**
 * Writes an explanation for people. One use, one thread.
 */
final class ExplanationText
{
    private static final String STEP = "  ";

    private final StringBuilder out = new StringBuilder();
    private final Set<String> told = new HashSet<>();

    private ExplanationText()
    {
    }

    static String of(final Explanation explanation)
    {
        final ExplanationText text = new ExplanationText();
        text.node("", "", explanation);
        return text.out.toString();
    }

    private void node(final String indent, final String label, final Explanation of)
    {
        if (!told.add(of.instrument()))
        {
            line(indent, label, of.instrument(), ", as above");
            return;
        }
        final PriceFigures figures = of.figures();
        line(indent, label, of.instrument(), "  ", price(of, figures.price()), "  ", figures.tier(), ", ",
            figures.mode(), ", confidence ", ExplanationWords.percent(figures.confidenceBps()));
        final String inner = indent + STEP;
        refusals(inner, figures);
        figures(inner, of, figures);
        for (final SourceExplanation source : of.sources())
        {
            source(inner, of, source);
        }
        for (final Explanation.Part part : of.parts())
        {
            node(inner, ExplanationWords.of(part.role()) + " ", part.explanation());
        }
    }

    private void refusals(final String indent, final PriceFigures figures)
    {
        if (figures.refusal() != Refusal.NONE)
        {
            line(indent, "refused by ", figures.refusal(), ": ", figures.refusal().sentence());
        }
        if (figures.primaryRefusal() != Refusal.NONE && figures.primaryRefusal() != figures.refusal())
        {
            line(indent, "not PRIMARY by ", figures.primaryRefusal(), ": ", figures.primaryRefusal().sentence());
        }
        if (figures.isImpliedHigh())
        {
            line(indent, "implied volatility is high against realized volatility");
        }
    }

    private void figures(final String indent, final Explanation of, final PriceFigures figures)
    {
        line(indent, "judged ", ExplanationWords.time(figures.evaluatedAtNs()), ", as of ",
            ExplanationWords.time(figures.asOfNs()), ", holds until ", ExplanationWords.time(figures.validUntilNs()),
            ", quorum dwells until ", ExplanationWords.time(figures.opensAtNs()));
        line(indent, "range ", price(of, figures.rangeLow()), " to ", price(of, figures.rangeHigh()), ", quartiles ",
            price(of, figures.quartileLow()), " and ", price(of, figures.quartileHigh()), ", fence ",
            figures.fenceBps(), " bps, anchor ", price(of, figures.anchor()), ", cluster price ",
            price(of, figures.clusterPrice()));
        line(indent, figures.sources(), " sources of ", figures.lineages(), " lineages, average trust ",
            ExplanationWords.percent(figures.trustBps()), ", stale share ",
            ExplanationWords.percent(figures.staleShareBps()));
        line(indent, "dispersion ", figures.dispersionBps(), " bps, bid-ask spread ", figures.spreadBps(),
            " bps, PRIMARY and SECONDARY part by ", figures.tierSpreadBps(), " bps, volatility ",
            figures.volatilityBps(), " bps a minute");
    }

    private void source(final String indent, final Explanation of, final SourceExplanation source)
    {
        line(indent, source.name(), "  ", price(of, source.price()), "  ", standing(source));
        final String inner = indent + STEP;
        line(inner, "lineage ", source.lineage(), ", base weight ", source.baseWeight(),
            source.originNs() == 0 ? "" : ", age " + ExplanationWords.seconds(source.ageNs()));
        line(inner, "trust ", ExplanationWords.percent(source.scoredTrustBps()), " scored, ",
            source.overrideBps() == 0 ? "" : ExplanationWords.percent(source.overrideBps()) + " by an operator, ",
            ExplanationWords.percent(source.trustNowBps()), " now, ", source.falls(), " falls to make up for");
        for (final TrustCause cause : source.causes())
        {
            line(inner, cause, ": ", ExplanationWords.of(cause));
        }
        if (source.outUntilNs() > of.figures().evaluatedAtNs())
        {
            line(inner, "out until ", source.outUntilNs() == Long.MAX_VALUE ? "it is let in" :
                ExplanationWords.time(source.outUntilNs()));
        }
    }

    private static String standing(final SourceExplanation source)
    {
        if (source.standing() != SourceStanding.CONTRIBUTES)
        {
            return "out by " + source.standing() + ": " + ExplanationWords.of(source.standing());
        }
        return source.weightBps() == 0 ? "fresh and believed, without weight in a price" :
            "in with " + ExplanationWords.percent(source.weightBps()) + " of the weight";
    }

    private static String price(final Explanation of, final long price)
    {
        return price == 0 ? "none" : ExplanationWords.price(price, of.priceScale());
    }

    private void line(final String indent, final Object... words)
    {
        out.append(indent);
        for (final Object word : words)
        {
            out.append(word);
        }
        out.append('\n');
    }
}
