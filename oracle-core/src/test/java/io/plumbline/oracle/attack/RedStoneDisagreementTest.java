// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static io.plumbline.oracle.attack.Market.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.attack.RedStonePackages.SignedPrice;
import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.Scheme;
import io.plumbline.oracle.config.SignerConfig;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.verify.SignedFrames;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Signers that really disagreed: recorded packages with their own signatures, each signer a source. Vouched for as
 * independent they make a median; as one lineage they make none, however many they are.
 */
final class RedStoneDisagreementTest
{
    private static final long MS_TO_NS = 1_000_000L;

    private final List<List<SignedPrice>> payloads = RedStonePackages.payloads();
    private final List<String> signers = new ArrayList<>(new TreeSet<>(
        payloads.stream().flatMap(List::stream).map(each -> each.signer).toList()));
    private final List<String> feeds = new ArrayList<>(new TreeSet<>(
        payloads.stream().flatMap(List::stream).map(each -> each.feed).toList()));

    private OracleConfig config(final boolean areIndependent)
    {
        final OracleConfigBuilder builder = OracleConfig.builder().signingSeed(new SigningSeed(1, new byte[32]));
        feeds.forEach(feed -> builder.instrument(InstrumentConfig.named(feed).asset(feed, 8).currency("USD", 2)
            .quorum(SampleOracle.withDwell(QuorumPolicy.DEFAULT, 0)).market(SampleOracle.STILL_MARKET).build()));
        for (final String address : signers)
        {
            final SourceConfig.Builder source = SourceConfig.named("red-" + address.substring(0, 8)).redStone()
                .lineage(areIndependent ? address : "redstone").connection("gateway")
                .signer(SignerConfig.address(1, HexFormat.of().parseHex(address)));
            feeds.forEach(feed -> source.feed(FeedConfig.named(feed, feed, 8)));
            builder.source(source.build());
        }
        return builder.build();
    }

    /** A second after its packages were signed. */
    private Gateway gateway(final List<SignedPrice> payload, final boolean areIndependent)
    {
        final Gateway gateway = new Gateway(config(areIndependent));
        gateway.market.nowNs = (payload.get(0).timestampMs + 1_000) * MS_TO_NS;
        return gateway;
    }

    private static Refusal offer(final Gateway gateway, final SignedPrice each)
    {
        return gateway.offer(0, Scheme.REDSTONE, each.signed, each.signature);
    }

    private List<SignedPrice> signedAt(final long timestampMs)
    {
        return payloads.stream().filter(each -> each.get(0).timestampMs == timestampMs).findFirst().orElseThrow();
    }

    private static Map<String, List<Long>> valuesByFeed(final List<SignedPrice> packages)
    {
        final Map<String, List<Long>> values = new TreeMap<>();
        packages.forEach(each -> values.computeIfAbsent(each.feed, feed -> new ArrayList<>()).add(each.value));
        values.values().forEach(Collections::sort);
        return values;
    }

    /** The value at which so many quarters of equal votes are reached, between it and the next where exactly. */
    private static BigDecimal quantile(final List<Long> sorted, final int quarters)
    {
        final int votes = sorted.size() * quarters;
        final int at = (votes + 3) / 4 - 1;
        final BigDecimal value = BigDecimal.valueOf(sorted.get(at));
        return votes % 4 != 0 ? value : value.add(BigDecimal.valueOf(sorted.get(at + 1)))
            .divide(BigDecimal.valueOf(2), 0, RoundingMode.HALF_EVEN);
    }

    private void assertMedianOf(final List<Long> sorted, final Evaluation record, final String where)
    {
        assertEquals(Refusal.NONE, record.refusal, where);
        assertEquals(quantile(sorted, 2), BigDecimal.valueOf(record.price), where);
        assertEquals(quantile(sorted, 1), BigDecimal.valueOf(record.quartileLow), where);
        assertEquals(quantile(sorted, 3), BigDecimal.valueOf(record.quartileHigh), where);
        assertEquals(sorted.get(0), record.rangeLow, where);
        assertEquals(sorted.get(sorted.size() - 1), record.rangeHigh, where);
        final BigDecimal width = quantile(sorted, 3).subtract(quantile(sorted, 1));
        final BigDecimal widthBps =
            width.multiply(BigDecimal.valueOf(10_000)).divide(quantile(sorted, 2), 0, RoundingMode.CEILING);
        assertEquals(widthBps, BigDecimal.valueOf(record.dispersionBps), where);
        assertEquals(sorted.size(), record.sources, where);
        assertEquals(sorted.size(), record.lineages, where);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void contractF_shouldPublishTheMedianOfSignersVouchedForAsIndependent(final long seed)
    {
        int disagreements = 0;
        for (final List<SignedPrice> payload : payloads)
        {
            final List<SignedPrice> arriving = new ArrayList<>(payload);
            Collections.shuffle(arriving, new Random(seed));
            final Gateway gateway = gateway(payload, true);
            arriving.forEach(each -> assertEquals(Refusal.NONE, offer(gateway, each)));
            for (final Map.Entry<String, List<Long>> each : valuesByFeed(payload).entrySet())
            {
                final Evaluation record = gateway.market.orderOf(feeds.indexOf(each.getKey()));
                assertMedianOf(each.getValue(), record, "seed " + seed + " " + each);
                assertEquals(payload.get(0).timestampMs * MS_TO_NS, record.asOfNs);
                disagreements += record.rangeLow < record.rangeHigh ? 1 : 0;
            }
        }
        assertTrue(disagreements >= 9, "signers that never disagree prove nothing: " + disagreements);
    }

    @Test
    void contractF_shouldPublishNothingWhereTheOperatorCallsThemOneLineage()
    {
        for (final List<SignedPrice> payload : payloads)
        {
            final Gateway gateway = gateway(payload, false);
            payload.forEach(each -> assertEquals(Refusal.NONE, offer(gateway, each)));
            for (final String feed : valuesByFeed(payload).keySet())
            {
                final Evaluation record = gateway.market.orderOf(feeds.indexOf(feed));
                assertRefused(record, Refusal.LINEAGE_CAP);
                assertEquals(0, record.price);
            }
        }
    }

    @Test
    void contractF_shouldCountASignerOnceHoweverOftenItsPackageComes()
    {
        final List<SignedPrice> payload = payloads.get(0);
        final Gateway gateway = gateway(payload, true);
        for (int copy = 0; copy < 5; copy++)
        {
            offer(gateway, payload.get(0));
            offer(gateway, payload.get(1));
            gateway.market.passMs(10);
        }
        assertRefused(gateway.market.orderOf(feeds.indexOf("BTC")), Refusal.NO_QUORUM);
    }

    @Test
    void contractD_shouldStandOnTheOthersWhereOneValueWasTamperedWith()
    {
        final List<SignedPrice> payload = payloads.get(0);
        for (int tampered = 0; tampered < payload.size(); tampered++)
        {
            final Gateway gateway = gateway(payload, true);
            for (int i = 0; i < payload.size(); i++)
            {
                final SignedPrice each = payload.get(i);
                final byte[] signed = i == tampered ? SignedFrames.flipped(each.signed, 63 * 8 + 5) : each.signed;
                assertEquals(i != tampered,
                    gateway.offer(0, Scheme.REDSTONE, signed, each.signature) == Refusal.NONE);
            }
            final List<SignedPrice> rest = new ArrayList<>(payload);
            rest.remove(tampered);
            assertMedianOf(valuesByFeed(rest).get("BTC"), gateway.market.orderOf(feeds.indexOf("BTC")),
                "without " + tampered);
        }
    }

    @Test
    void contractC_shouldNotGoBackToAnEarlierPayloadOfTheSameSigners()
    {
        final List<SignedPrice> later = signedAt(1_744_829_680_000L);
        final List<SignedPrice> earlier = signedAt(1_744_829_650_000L);
        final Gateway gateway = gateway(later, true);
        later.forEach(each -> offer(gateway, each));
        int replayed = 0;
        for (final SignedPrice each : earlier)
        {
            assertEquals(Refusal.NONE, offer(gateway, each), "its signature is good");
            replayed += each.feed.equals("BTC") ? 1 : 0;
        }
        assertEquals(3, replayed);
        assertMedianOf(valuesByFeed(later).get("BTC"), gateway.market.orderOf(feeds.indexOf("BTC")), "replayed");
    }
}
