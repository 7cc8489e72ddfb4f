// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * Writes an explanation as JSON. One use, one thread.
 */
final class ExplanationJson
{
    private static final char FIRST_PRINTABLE = ' ';
    private static final char LAST_PRINTABLE = '~';

    private final StringBuilder out = new StringBuilder();
    private final Set<String> told = new HashSet<>();
    private boolean isFirst = true;

    private ExplanationJson()
    {
    }

    static String of(final Explanation explanation)
    {
        final ExplanationJson json = new ExplanationJson();
        json.begin('{');
        json.node(explanation);
        json.end('}');
        return json.out.toString();
    }

    /**
     * Text as a JSON string, quotes included: what is not printable ASCII is escaped.
     */
    static String quoted(final String text)
    {
        final StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++)
        {
            final char each = text.charAt(i);
            if (each == '"' || each == '\\')
            {
                quoted.append('\\').append(each);
            }
            else if (each < FIRST_PRINTABLE || each > LAST_PRINTABLE)
            {
                quoted.append("\\u").append(HexFormat.of().toHexDigits(each));
            }
            else
            {
                quoted.append(each);
            }
        }
        return quoted.append('"').toString();
    }

    private void node(final Explanation of)
    {
        text("instrument", of.instrument());
        if (!told.add(of.instrument()))
        {
            plain("isRepeated", "true");
            return;
        }
        number("priceScale", of.priceScale());
        figures(of, of.figures());
        name("sources");
        begin('[');
        for (final SourceExplanation source : of.sources())
        {
            next();
            begin('{');
            source(of, source);
            end('}');
        }
        end(']');
        name("parts");
        begin('[');
        for (final Explanation.Part part : of.parts())
        {
            next();
            begin('{');
            text("role", part.role().name());
            node(part.explanation());
            end('}');
        }
        end(']');
    }

    private void figures(final Explanation of, final PriceFigures figures)
    {
        text("tier", figures.tier().name());
        text("mode", figures.mode().name());
        text("refusal", figures.refusal().name());
        text("sentence", figures.refusal().sentence());
        text("primaryRefusal", figures.primaryRefusal().name());
        plain("isImpliedHigh", Boolean.toString(figures.isImpliedHigh()));
        price(of, "price", figures.price());
        price(of, "rangeLow", figures.rangeLow());
        price(of, "rangeHigh", figures.rangeHigh());
        price(of, "quartileLow", figures.quartileLow());
        price(of, "quartileHigh", figures.quartileHigh());
        price(of, "clusterPrice", figures.clusterPrice());
        price(of, "anchor", figures.anchor());
        digits("asOfNs", figures.asOfNs());
        digits("evaluatedAtNs", figures.evaluatedAtNs());
        digits("validUntilNs", figures.validUntilNs());
        digits("opensAtNs", figures.opensAtNs());
        number("contributors", figures.sources());
        number("lineages", figures.lineages());
        number("confidenceBps", figures.confidenceBps());
        number("trustBps", figures.trustBps());
        number("dispersionBps", figures.dispersionBps());
        number("staleShareBps", figures.staleShareBps());
        number("spreadBps", figures.spreadBps());
        number("tierSpreadBps", figures.tierSpreadBps());
        number("volatilityBps", figures.volatilityBps());
        number("volatilityCentiBps", figures.volatilityCentiBps());
        number("fenceBps", figures.fenceBps());
    }

    private void source(final Explanation of, final SourceExplanation source)
    {
        text("name", source.name());
        text("lineage", source.lineage());
        digits("baseWeight", source.baseWeight());
        price(of, "price", source.price());
        digits("originNs", source.originNs());
        digits("ageNs", source.ageNs());
        number("scoredTrustBps", source.scoredTrustBps());
        number("overrideBps", source.overrideBps());
        number("trustNowBps", source.trustNowBps());
        name("causes");
        begin('[');
        for (final TrustCause cause : source.causes())
        {
            next();
            begin('{');
            text("cause", cause.name());
            text("sentence", ExplanationWords.of(cause));
            end('}');
        }
        end(']');
        number("falls", source.falls());
        digits("outUntilNs", source.outUntilNs());
        number("weightBps", source.weightBps());
        text("standing", source.standing().name());
        text("sentence", ExplanationWords.of(source.standing()));
    }

    /** The mantissa, and the same as a decimal. */
    private void price(final Explanation of, final String name, final long price)
    {
        digits(name, price);
        text(name + "Decimal", ExplanationWords.price(price, of.priceScale()));
    }

    private void text(final String name, final String value)
    {
        plain(name, quoted(value));
    }

    private void digits(final String name, final long value)
    {
        plain(name, '"' + Long.toString(value) + '"');
    }

    private void number(final String name, final int value)
    {
        plain(name, Integer.toString(value));
    }

    private void plain(final String name, final String value)
    {
        name(name);
        out.append(value);
    }

    private void name(final String name)
    {
        next();
        out.append('"').append(name).append("\":");
    }

    private void next()
    {
        if (!isFirst)
        {
            out.append(',');
        }
        isFirst = false;
    }

    private void begin(final char bracket)
    {
        out.append(bracket);
        isFirst = true;
    }

    private void end(final char bracket)
    {
        out.append(bracket);
        isFirst = false;
    }
}
