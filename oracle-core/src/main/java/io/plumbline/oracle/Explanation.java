// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import java.util.List;

/**
 * Why an instrument's price is what it is: its figures, each of its sources, and the same of every instrument it
 * stands on. Immutable; any thread.
 *
 * @param instrument its symbol.
 * @param priceScale decimals of its prices, 0 to 18.
 * @param figures    the record, as an order would have found it.
 * @param sources    those configured for it, by dense id; empty where its price is derived.
 * @param parts      what it stands on: legs, secondaries, routes, signal, in this order.
 */
public record Explanation(
    String instrument, int priceScale, PriceFigures figures, List<SourceExplanation> sources, List<Part> parts)
{
    /**
     * Takes copies of the lists.
     *
     * @param instrument its symbol.
     * @param priceScale decimals of its prices, 0 to 18.
     * @param figures    the record, as an order would have found it.
     * @param sources    those configured for it, by dense id; empty where its price is derived.
     * @param parts      what it stands on: legs, secondaries, routes, signal, in this order.
     */
    public Explanation
    {
        sources = List.copyOf(sources);
        parts = List.copyOf(parts);
    }

    /**
     * What an instrument is to the one that stands on it.
     */
    public enum Role
    {
        /** The price is multiplied by it. */
        LEG,
        /** The price is divided by it. */
        INVERSE_LEG,
        /** The price may fall back to it. */
        SECONDARY,
        /** A route of the index. */
        ROUTE,
        /** The signal of implied volatility. */
        SIGNAL
    }

    /**
     * An instrument that another stands on.
     *
     * @param role        what it is to the other.
     * @param explanation its own.
     */
    public record Part(Role role, Explanation explanation)
    {
    }

    /**
     * The tree for people: one line a finding, indented by level, prices as decimals, times in UTC. An instrument
     * that occurs again is named and not spelled out again.
     *
     * @return lines that end with a line feed.
     */
    public String text()
    {
        return ExplanationText.of(this);
    }

    /**
     * The tree for machines: one JSON object (RFC 8259, ASCII). Prices, times and base weights are strings of digits,
     * since they may exceed 2^53; basis points and counts are numbers. An instrument that occurs again has
     * {@code "isRepeated": true} and is not spelled out again.
     *
     * @return without line breaks.
     */
    public String json()
    {
        return ExplanationJson.of(this);
    }
}
