// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import static io.plumbline.oracle.fixtures.SampleOracle.SECOND;
import static io.plumbline.oracle.fixtures.SampleOracle.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SourceStanding;
import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.FencePolicy;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.SignerConfig;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.config.VolatilityPolicy;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.slot.SlotBuilder;
import io.plumbline.oracle.slot.TickColumns;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SelectionTest
{
    private static final int STEPS = 2_000;
    private static final long PRICE = 1_000_000;
    private static final long NEVER = Long.MAX_VALUE;

    private final SlotBuilder builder = new SlotBuilder();
    private final Set<SourceStanding> reached = EnumSet.noneOf(SourceStanding.class);

    @ParameterizedTest
    @ValueSource(longs = {3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 15, 16, 17, 18})
    void shouldSayOfEverySourceAndFigureWhatTheSlowReferenceDoes(final long seed)
    {
        final SelectionStream stream = new SelectionStream(seed);
        final Selection selection = new Selection(stream.config, stream.book);
        for (int step = 0; step < STEPS; step++)
        {
            stream.step();
            final String where = "seed " + seed + " step " + step;
            final Refusal why = selection.select(0, stream.now);
            final MedianReference.Expected expected = stream.reference.evaluate(stream.now);
            assertEquals(expected.refusal() == Refusal.WIDE_RANGE ? Refusal.NONE : expected.refusal(), why, where);
            assertEquals(stream.reference.staleShareBps, selection.staleShareBps(0), where);
            assertEquals(stream.reference.fenceBps, selection.fenceBps(), where);
            assertSources(stream, selection, why == Refusal.NONE, where);
            if (why == Refusal.NONE)
            {
                assertFigures(stream, expected, selection, where);
            }
        }
        assertTrue(stream.sources < 3 || reached.containsAll(EnumSet.of(SourceStanding.CONTRIBUTES,
            SourceStanding.OUTLIER, SourceStanding.STALE, SourceStanding.UNHEARD)), () -> "seed " + seed + reached);
    }

    private void assertSources(
        final SelectionStream stream, final Selection selection, final boolean hasPrice, final String where)
    {
        final MedianReference reference = stream.reference;
        final BigInteger whole = reference.weights.values().stream().reduce(BigInteger.ONE, BigInteger::add)
            .subtract(BigInteger.ONE);
        for (int source = 0; source < stream.sources; source++)
        {
            final MedianReference.Said said = reference.book.get(source);
            final boolean isFresh = reference.fresh.contains(said);
            final boolean isIn = reference.admitted.contains(said);
            final SourceStanding standing = isIn ? SourceStanding.CONTRIBUTES :
                isFresh ? SourceStanding.OUTLIER :
                said != null && said.trustBps() > 0 ? SourceStanding.STALE : SourceStanding.UNHEARD;
            assertEquals(standing, selection.standing(source), where);
            assertEquals(isIn, selection.isContributor(source), where);
            assertEquals(isIn, (selection.contributorMask() >>> source & 1) != 0, where);
            final long trust = isFresh ? reference.trust(said, stream.now) : 0;
            assertEquals(trust, selection.trustBps(source), where);
            assertEquals(trust, (selection.trustWords()[source / 4] >>> (source % 4 * 16)) & 0xffff, where);
            final BigInteger weight = isIn && hasPrice ? reference.weights.get(source) : BigInteger.ZERO;
            assertEquals(hasPrice ? weight.multiply(BigInteger.valueOf(10_000)).divide(whole).intValueExact() : 0,
                selection.weightShareBps(source), where);
            assertEquals(weight.longValueExact(), hasPrice ? selection.effectiveWeight(source) : 0, where);
            reached.add(standing);
        }
        assertEquals((stream.sources + 3) / 4, selection.trustWords().length);
    }

    private static void assertFigures(
        final SelectionStream stream,
        final MedianReference.Expected expected,
        final Selection selection,
        final String where)
    {
        assertEquals(expected.price(), selection.median(), where);
        assertEquals(expected.low(), selection.low(0), where);
        assertEquals(expected.high(), selection.high(0), where);
        assertEquals(expected.quartileLow(), selection.quartileLow(), where);
        assertEquals(expected.quartileHigh(), selection.quartileHigh(), where);
        assertEquals(expected.asOfNs(), selection.oldestOriginNs(), where);
        assertEquals(expected.dispersionBps(), Math.min(65_535, selection.dispersionBps()), where);
        assertEquals(expected.sources(), selection.sources(), where);
        assertEquals(expected.lineages(), selection.lineages(), where);
        assertEquals(expected.mask(), selection.contributorMask(), where);
        assertEquals(expected.trustBps(), selection.trustBps(), where);
        assertEquals(expected.trustBps(), selection.effectiveTotal(0) * 10_000 / selection.fullTotal(), where);
        assertEquals(expected.spreadBps(), selection.spreadBps(0), where);
        assertEquals(stream.sources, selection.configuredSources(0), where);
    }

    private void say(final Book book, final int source, final long price, final long originNs, final int volatility)
    {
        builder.envelope(source, originNs).tick(0, originNs, price).found(10_000, originNs, NEVER, volatility);
        book.put(builder.slot(), 0);
    }

    private static OracleConfig trusting()
    {
        final QuorumPolicy nobodyLies = new QuorumPolicy(3, 3, 0, 4_000, 7_500, 0);
        return new SampleOracle().quorum(nobodyLies).independent(5).build();
    }

    private static SampleOracle volatile100Bps(final int fenceMultiple)
    {
        return new SampleOracle().fence(new FencePolicy(30, 1, 0, 5_000)).independent(5)
            .market(SampleOracle.STILL_MARKET.with(new VolatilityPolicy(SECOND, fenceMultiple)));
    }

    @Test
    void contractJ_shouldWidenTheFenceWithVolatilityAndTheRootOfTheTimeSinceTheOldest()
    {
        final Book book = new Book(1, 5);
        final Selection selection = new Selection(volatile100Bps(2).build(), book);
        for (int source = 0; source < 4; source++)
        {
            say(book, source, PRICE, START + source * SECOND / 2, 5_000);
        }
        say(book, 4, PRICE + 10_001, START, 5_000);
        assertEquals(Refusal.NONE, selection.select(0, START + SECOND));
        assertEquals(100, selection.fenceBps(), "twice 50 bps");
        assertEquals(SourceStanding.OUTLIER, selection.standing(4));
        assertEquals(Refusal.NONE, selection.select(0, START + 4 * SECOND));
        assertEquals(200, selection.fenceBps(), "over four times the interval, twice as much");
        assertEquals(SourceStanding.CONTRIBUTES, selection.standing(4));
    }

    @Test
    void contractJ_shouldGoByTheLastVolatilityWhoeversTickBroughtIt()
    {
        final Book book = new Book(2, 5);
        final Selection selection = new Selection(volatile100Bps(2).instruments(2).build(), book);
        for (int source = 0; source < 5; source++)
        {
            say(book, source, PRICE + (source == 4 ? 9_000 : 0), START, 5_000);
        }
        assertEquals(5_000, book.volatilityCentiBps(0));
        assertEquals(0, book.volatilityCentiBps(1));
        assertEquals(Refusal.NONE, selection.select(0, START));
        assertEquals(5, selection.sources());
        say(book, 0, PRICE, START, 0);
        assertEquals(Refusal.NONE, selection.select(0, START));
        assertEquals(30, selection.fenceBps());
        assertEquals(4, selection.sources());
    }

    @Test
    void contractJ_shouldNeverLayAFenceWiderThanHalfOfTheWidestRange()
    {
        final Book book = new Book(1, 5);
        final Selection selection = new Selection(volatile100Bps(100).build(), book);
        for (int source = 0; source < 5; source++)
        {
            say(book, source, source == 4 ? PRICE * 5 / 4 + 1 : PRICE, START, 2_000_000);
        }
        assertEquals(Refusal.NONE, selection.select(0, START));
        assertEquals(2_500, selection.fenceBps());
        assertEquals(4, selection.sources());
    }

    @Test
    void shouldLayNoFenceWhereQuorumFails()
    {
        final Book book = new Book(1, 5);
        final Selection selection = new Selection(volatile100Bps(2).build(), book);
        say(book, 0, PRICE, START, 5_000);
        assertEquals(Refusal.NO_QUORUM, selection.select(0, START));
        assertEquals(0, selection.fenceBps());
        assertEquals(0, selection.weightShareBps(0));
        assertEquals(8_000, selection.staleShareBps(0));
    }

    @Test
    void shouldShareStalenessAmongTheSourcesThatHaveAFeedForTheInstrument()
    {
        final OracleConfigBuilder settings = OracleConfig.builder().signingSeed(new SigningSeed(1, new byte[32]));
        for (int i = 0; i < 2; i++)
        {
            settings.instrument(InstrumentConfig.named(SampleOracle.symbol(i)).asset("test:" + i, 8)
                .currency("USD", 2).quorum(new QuorumPolicy(1, 1, 0, 10_000, 7_500, 0)).build());
        }
        for (int source = 0; source < 4; source++)
        {
            final SourceConfig.Builder each = SourceConfig.named("S" + source).plumbline(source + 1)
                .lineage("L" + source).baseWeight(100 + source).connection("C" + source)
                .signer(SignerConfig.ed25519(0, new byte[32]))
                .feed(FeedConfig.numbered(1, SampleOracle.symbol(source == 3 ? 1 : 0)));
            settings.source(each.build());
        }
        final Book book = new Book(2, 4);
        final Selection selection = new Selection(settings.build(), book);
        assertEquals(Refusal.NO_PRICE, selection.select(0, START));
        assertEquals(10_000, selection.staleShareBps(0));
        say(book, 0, PRICE, START, 0);
        assertEquals(Refusal.NONE, selection.select(0, START));
        assertEquals(3, selection.configuredSources(0));
        assertEquals(1, selection.configuredSources(1));
        assertEquals(6_700, selection.staleShareBps(0), "203 of 303, rounded up");
    }

    @Test
    void shouldWeighTheSpreadsOfThoseThatGaveBothAlone()
    {
        final Book book = new Book(1, 5);
        final Selection selection = new Selection(volatile100Bps(2).build(), book);
        final long[] bids = {PRICE - 100, PRICE - 301, TickColumns.NULL_PRICE, PRICE, Long.MIN_VALUE / 2};
        final long[] asks = {PRICE, PRICE, PRICE, TickColumns.NULL_PRICE, Long.MAX_VALUE};
        for (int source = 0; source < 5; source++)
        {
            builder.envelope(source, START).tick(0, START, PRICE, bids[source], asks[source], Refusal.NONE)
                .found(10_000, START, NEVER);
            book.put(builder.slot(), 0);
        }
        final int[] expected = {1, 4, -1, -1, 65_535};
        for (int source = 0; source < 5; source++)
        {
            assertEquals(expected[source], book.spreadBps(source, 0));
        }
        assertEquals(Refusal.NONE, selection.select(0, START));
        assertEquals(4, selection.spreadBps(0), "the middle one of three, each rounded up");
        say(book, 4, PRICE, START, 0);
        assertEquals(Refusal.NONE, selection.select(0, START));
        assertEquals(0, selection.spreadBps(0), "two of weight 100 do not bear one liar");
        final Selection trusting = new Selection(trusting(), book);
        assertEquals(Refusal.NONE, trusting.select(0, START));
        assertEquals(2, trusting.spreadBps(0), "half-even between 1 and 4");
        book.remove(0, 0);
        book.remove(1, 0);
        assertEquals(-1, book.spreadBps(0, 0), "gone with its price");
        assertEquals(Refusal.NONE, selection.select(0, START));
        assertEquals(0, selection.spreadBps(0));
    }

    @Test
    void shouldAnswerTheSameHoweverOftenItWasAskedBefore()
    {
        final SelectionStream asked = new SelectionStream(7);
        final SelectionStream quiet = new SelectionStream(7);
        final Selection often = new Selection(asked.config, asked.book);
        final Selection once = new Selection(quiet.config, quiet.book);
        int compared = 0;
        for (int step = 0; step < STEPS; step++)
        {
            asked.step();
            quiet.step();
            often.select(0, asked.now);
            often.select(0, asked.now);
            if (step % 97 == 0)
            {
                assertEquals(once.select(0, quiet.now), often.select(0, asked.now));
                assertEquals(once.median(), often.median());
                assertEquals(once.effectiveTotal(0), often.effectiveTotal(0));
                assertEquals(once.fenceBps(), often.fenceBps());
                compared++;
            }
        }
        assertTrue(compared > 10);
    }
}
