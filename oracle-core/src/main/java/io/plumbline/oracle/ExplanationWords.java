// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * The sentences of the rules by which a source is in or out and loses trust, and how figures are written for people.
 */
final class ExplanationWords
{
    private static final int NS_DIGITS = 9;

    private ExplanationWords()
    {
    }

    static String of(final SourceStanding standing)
    {
        return switch (standing)
        {
            case CONTRIBUTES -> "It contributes.";
            case UNHEARD -> "It has given no believed price, or withdrew it.";
            case STALE -> "Its price is older than the instrument allows.";
            case EXCLUDED -> "It is out, as a whole or on this instrument.";
            case OUTLIER -> "Its price stands outside the fence around the others'.";
        };
    }

    static String of(final TrustCause cause)
    {
        return switch (cause)
        {
            case HEARTBEAT -> "It was silent for longer than it may be.";
            case FROZEN -> "Its value stood still while its time moved.";
            case DIVERGENCE -> "Its price stood apart from the others'.";
            case DECORRELATION -> "Its price did not move when the others' did.";
            case FUTURE_TIME -> "Its times lay in the future.";
            case TIME_REGRESSION -> "It signed a newer sequence at an earlier time.";
            case SCALE_JUMP -> "Its price jumped by a power of ten.";
            case SYMBOL_SWAP -> "Its price was another instrument's.";
            case ERRORS -> "Too many of its ticks could not be used.";
            case EQUIVOCATION -> "It contradicted itself under one sequence.";
            case OPERATOR -> "An operator put it out.";
        };
    }

    static String of(final Explanation.Role role)
    {
        return switch (role)
        {
            case LEG -> "times";
            case INVERSE_LEG -> "divided by";
            case SECONDARY -> "falls back to";
            case ROUTE -> "route of the index";
            case SIGNAL -> "implied volatility";
        };
    }

    static String price(final long price, final int scale)
    {
        return BigDecimal.valueOf(price, scale).toPlainString();
    }

    static String percent(final int bps)
    {
        return BigDecimal.valueOf(bps, 2).toPlainString() + " %";
    }

    /** Milliseconds are enough to read; truncated, so that no age is made older than it is. */
    static String seconds(final long ns)
    {
        return BigDecimal.valueOf(ns, NS_DIGITS).setScale(3, RoundingMode.DOWN).toPlainString() + " s";
    }

    static String time(final long epochNs)
    {
        return epochNs == 0 ? "never" : Instant.ofEpochSecond(0, epochNs).toString();
    }
}
