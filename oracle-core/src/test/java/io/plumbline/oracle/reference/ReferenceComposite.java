// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.reference;

import static io.plumbline.oracle.reference.Exact.big;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.InstrumentGraph.Leg;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.reference.Exact.Weighted;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Prices made of other instruments' records: products of legs, and medians of routes. */
final class ReferenceComposite
{
    private ReferenceComposite()
    {
    }

    /** The product of legs into a record; NONE, or why it does not fit. */
    static Refusal multiply(
        final OracleConfig config,
        final int instrument,
        final List<Leg> legs,
        final List<ReferenceRecord> records,
        final ReferenceRecord out)
    {
        final int minDigits = config.instruments().get(instrument).minSignificantDigits();
        final BigDecimal price =
            product(config, instrument, legs, records, r -> r.price, r -> r.price, RoundingMode.HALF_EVEN);
        final BigDecimal high =
            product(config, instrument, legs, records, r -> r.rangeHigh, r -> r.rangeLow, RoundingMode.CEILING);
        if (price.signum() == 0 || high.unscaledValue().bitLength() > 63)
        {
            return Refusal.PRICE_OVERFLOW;
        }
        if (price.unscaledValue().toString().length() < minDigits &&
            !isExact(config, instrument, legs, records))
        {
            return Refusal.PRECISION_LOST;
        }
        out.price = price.unscaledValue().longValueExact();
        out.rangeHigh = high.unscaledValue().longValueExact();
        out.rangeLow = product(config, instrument, legs, records, r -> r.rangeLow, r -> r.rangeHigh,
            RoundingMode.FLOOR).unscaledValue().longValueExact();
        out.quartileLow = product(config, instrument, legs, records, r -> r.quartileLow, r -> r.quartileHigh,
            RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
        out.quartileHigh = product(config, instrument, legs, records, r -> r.quartileHigh, r -> r.quartileLow,
            RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
        BigInteger confidence = BigInteger.ONE;
        for (final ReferenceRecord leg : records)
        {
            confidence = confidence.multiply(big(leg.confidenceBps));
        }
        out.confidenceBps = confidence.divide(Exact.TEN_THOUSAND.pow(records.size() - 1)).longValueExact();
        out.dispersionBps = Math.min(Exact.MAX_U16, records.stream().mapToLong(r -> r.dispersionBps).sum());
        share(records, out);
        return Refusal.NONE;
    }

    private static boolean isExact(
        final OracleConfig config, final int instrument, final List<Leg> legs, final List<ReferenceRecord> records)
    {
        return product(config, instrument, legs, records, r -> r.price, r -> r.price, RoundingMode.FLOOR).compareTo(
            product(config, instrument, legs, records, r -> r.price, r -> r.price, RoundingMode.CEILING)) == 0;
    }

    private static BigDecimal product(
        final OracleConfig config,
        final int instrument,
        final List<Leg> legs,
        final List<ReferenceRecord> records,
        final ToLongFunction<ReferenceRecord> straight,
        final ToLongFunction<ReferenceRecord> inverted,
        final RoundingMode rounding)
    {
        BigDecimal numerator = BigDecimal.ONE;
        BigDecimal denominator = BigDecimal.ONE;
        for (int i = 0; i < legs.size(); i++)
        {
            final int scale = config.instruments().get(legs.get(i).instrument()).priceScale();
            if (legs.get(i).isInverse())
            {
                denominator = denominator.multiply(
                    BigDecimal.valueOf(inverted.applyAsLong(records.get(i)), scale));
            }
            else
            {
                numerator = numerator.multiply(BigDecimal.valueOf(straight.applyAsLong(records.get(i)), scale));
            }
        }
        final int scale = config.instruments().get(instrument).priceScale();
        return numerator.divide(denominator, scale, rounding);
    }

    /** The median of routes into a record. */
    static void median(final List<ReferenceRecord> routes, final ReferenceRecord out)
    {
        final List<Weighted> prices = new ArrayList<>();
        for (int i = 0; i < routes.size(); i++)
        {
            prices.add(new Weighted(i, routes.get(i).price, BigInteger.ONE));
        }
        out.price = Exact.quantile(prices, 1, 2);
        out.rangeLow = prices.stream().mapToLong(Weighted::value).min().orElseThrow();
        out.rangeHigh = prices.stream().mapToLong(Weighted::value).max().orElseThrow();
        out.quartileLow = Exact.quantile(prices, 1, 4);
        out.quartileHigh = Exact.quantile(prices, 3, 4);
        out.dispersionBps = Math.min(Exact.MAX_U16, Exact.ceilBps(out.quartileHigh - out.quartileLow, out.price));
        out.confidenceBps = routes.stream().mapToLong(r -> r.confidenceBps).min().orElseThrow();
        share(routes, out);
    }

    /** What legs and routes have in common: the oldest, the fewest, the worst. */
    private static void share(final List<ReferenceRecord> records, final ReferenceRecord out)
    {
        out.asOfNs = records.stream().mapToLong(r -> r.asOfNs).min().orElseThrow();
        out.validUntilNs = records.stream().mapToLong(r -> r.validUntilNs).min().orElseThrow();
        out.sources = records.stream().mapToInt(r -> r.sources).min().orElseThrow();
        out.lineages = records.stream().mapToInt(r -> r.lineages).min().orElseThrow();
        out.mask = records.stream().mapToLong(r -> r.mask).reduce(0, (a, b) -> a | b);
        out.trustBps = records.stream().mapToLong(r -> r.trustBps).min().orElseThrow();
        out.staleShareBps = records.stream().mapToLong(r -> r.staleShareBps).max().orElseThrow();
        out.spreadBps = records.stream().mapToLong(r -> r.spreadBps).max().orElseThrow();
        out.volatilityBps = records.stream().mapToLong(r -> r.volatilityBps).max().orElseThrow();
    }
}
