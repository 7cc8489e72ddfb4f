// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.RedemptionLog;
import io.plumbline.oracle.config.SignerConfig;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.config.ThreadingConfig;
import io.plumbline.oracle.quote.RestartModel.Arrive;
import io.plumbline.oracle.quote.RestartModel.Ask;
import io.plumbline.oracle.quote.RestartModel.Deed;
import io.plumbline.oracle.quote.RestartModel.Free;
import io.plumbline.oracle.quote.RestartModel.Kept;
import io.plumbline.oracle.quote.RestartModel.Pay;
import io.plumbline.oracle.quote.RestartModel.Quote;
import io.plumbline.oracle.wire.AnswerFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An engine dies at any point of a random stream and starts again on its log: every command that is sent again is
 * answered as the first engine answered it, or as if it had never been sent, and no quote is authorized twice.
 */
final class RedemptionRestartTest
{
    private static final int STEPS = 60;
    private static final ThreadingConfig ROOMY = QuoteBench.PATIENT.withSizes(256, 1_024, 512);

    static OracleConfig config(final RedemptionLog log)
    {
        return OracleConfig.builder().identity(QuoteBench.ENVIRONMENT, QuoteBench.ENGINE_ID)
            .signingSeed(new SigningSeed(QuoteBench.KEY_ID, QuoteBench.SEED)).threading(ROOMY)
            .instrument(InstrumentConfig.named("BTC/USD").asset(QuoteBench.BTC_ASSET, 8).currency("USD", 2)
                .price(QuoteBench.BTC_PRICE_SCALE, 4).build())
            .source(SourceConfig.named("alpha").plumbline(1).baseWeight(100).connection("wire")
                .signer(SignerConfig.ed25519(1, QuoteBench.filled(1))).feed(FeedConfig.numbered(1, "BTC/USD")).build())
            .policy(QuotePolicy.standard("checkout")).redemptionLog(log).build();
    }

    /** One life of the engine, and what the world has seen of it. */
    private static final class Life
    {
        final QuoteBench bench;
        final MemoryLog log;
        final RestartModel model;
        final World world;

        Life(final World world, final MemoryLog log, final RestartModel model)
        {
            this.world = world;
            this.log = log;
            this.model = model;
            bench = new QuoteBench(config(log), QuoteBench.KEY, ++world.epoch);
            bench.nowNs = world.nowNs;
            bench.advance(QuoteBench.SECOND_NS);
        }

        void live(final Deed deed)
        {
            final boolean isFar = world.isFar;
            bench.price.price = isFar ? QuoteBench.BTC_PRICE_E8 / 20 * 21 : QuoteBench.BTC_PRICE_E8;
            final boolean isFarFromQuote = deed instanceof Pay pay &&
                world.everIssued.get(pay.quote()).frame.rate() != bench.price.price;
            final Enum<?> expected = model.expected(deed, world.everIssued, bench.nowNs, isFarFromQuote);
            final int before = log.appends;
            final int kept = log.frames.size();
            final Enum<?> end = bench.send(RestartModel.command(deed, world.everIssued));
            final boolean isChange = RestartModel.isChange(expected);
            assertEquals(isChange ? 1 : 0, log.appends - before, () -> world + " appends for " + deed);
            if (isChange && log.frames.size() == kept)
            {
                assertEquals(Refusal.LOG_FAILED, end, () -> world + " " + deed);
                return;
            }
            final byte[] answer = copyOfAnswer();
            if (expected instanceof Kept)
            {
                assertArrayEquals(model.kept(deed, expected), answer, () -> world + " again: " + deed);
                return;
            }
            assertEquals(expected, end, () -> world + " " + deed);
            final byte[] quote = bench.quoteBytes.clone();
            model.apply(deed, end, answer, quote);
            if (end == Answer.QUOTED)
            {
                world.everIssued.add(model.quotes.get(model.quotes.size() - 1));
            }
            if (end == Answer.AUTHORIZED)
            {
                final Pay pay = (Pay)deed;
                assertTrue(world.authorized.add(pay.quote()), () -> world + " a second time: " + pay);
                assertTrue(world.paid.add(world.everIssued.get(pay.quote()).order), () -> world + " paid: " + pay);
            }
            if (end == Answer.RELEASED)
            {
                world.paid.remove(model.quotes.get(model.payments.get(((Free)deed).id()).quote).order);
            }
        }

        private byte[] copyOfAnswer()
        {
            final byte[] copy = Arrays.copyOfRange(bench.answer.buffer(), bench.answer.offset(),
                bench.answer.offset() + AnswerFrame.LENGTH);
            final AnswerFrame frame = new AnswerFrame();
            frame.wrap(copy, 0, copy.length);
            frame.correlation(0);
            return copy;
        }
    }

    /** What outlives the engine. */
    private static final class World
    {
        final long seed;
        final SplittableRandom random;
        final List<Quote> everIssued = new ArrayList<>();
        /** For which quote a payment id was first used. */
        final Map<String, Integer> meant = new HashMap<>();
        final Set<Integer> authorized = new HashSet<>();
        final Set<Integer> paid = new HashSet<>();
        long nowNs = QuoteBench.START_NS;
        long epoch = QuoteBench.BOOT_EPOCH;
        boolean isFar;

        World(final long seed)
        {
            this.seed = seed;
            random = new SplittableRandom(seed);
        }

        Deed next()
        {
            final int dice = random.nextInt(10);
            if (everIssued.isEmpty() || dice < 3)
            {
                return new Ask(random.nextInt(12));
            }
            final String id = "p" + random.nextInt(20);
            if (dice < 7)
            {
                final int newest = everIssued.size() - 1;
                final int quote = random.nextBoolean() ? newest : random.nextInt(newest + 1);
                meant.putIfAbsent(id, quote);
                return new Pay(id, quote);
            }
            final int quote = meant.getOrDefault(id, 0);
            final long due = everIssued.get(quote).frame.assetAmountLow();
            return dice < 9 ? new Arrive(id, due * (1 + random.nextInt(3)) / 2) : new Free(id);
        }

        @Override
        public String toString()
        {
            return "seed " + seed + ", epoch " + epoch + ":";
        }
    }

    /** Lives through a stream, or through what there is of it until the log fails. */
    private static List<Deed> stream(final World world, final Life life, final boolean isCrashing)
    {
        final List<Deed> deeds = new ArrayList<>();
        final long epoch = world.epoch;
        for (int i = 0; i < STEPS && world.epoch == epoch; i++)
        {
            if (world.random.nextInt(6) == 0)
            {
                world.isFar = !world.isFar;
            }
            if (world.random.nextInt(3) == 0)
            {
                life.bench.advance(world.random.nextLong(8 * QuoteBench.SECOND_NS));
            }
            life.bench.advance(1_000_000);
            final Deed deed = world.next();
            deeds.add(deed);
            life.live(deed);
            if (isCrashing && life.log.appends > life.log.frames.size())
            {
                break;
            }
        }
        world.nowNs = life.bench.nowNs;
        return deeds;
    }

    /** Everything is sent again, first to redeem, then to order too; then the stream goes on. */
    private static void liveOn(final World world, final MemoryLog log, final RestartModel model, final List<Deed> deeds)
    {
        world.isFar = world.random.nextBoolean();
        final Life life = new Life(world, log, model);
        deeds.stream().filter(it -> !(it instanceof Ask)).forEach(life::live);
        deeds.forEach(life::live);
        world.isFar = !world.isFar;
        deeds.forEach(life::live);
        stream(world, life, false);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void contractP_shouldAnswerEveryRetryAsBeforeOrAsNeverAskedWhereverItWasCutOff(final long seed)
    {
        boolean isCutOff = true;
        int frames = 0;
        while (isCutOff)
        {
            final World world = new World(seed);
            final int cut = frames;
            final MemoryLog log = new MemoryLog().failingAt(append -> append == cut);
            final Life life = new Life(world, log, new RestartModel());
            final List<Deed> deeds = stream(world, life, true);
            isCutOff = log.appends > log.frames.size();
            final MemoryLog left = new MemoryLog(log.frames);
            liveOn(world, left, life.model, deeds);
            liveOn(world, new MemoryLog(left.frames), life.model, deeds);
            frames++;
        }
        assertTrue(frames > STEPS / 4, "frames: " + frames);
    }

    /** A log that fails once, or again and again, costs the command at hand and nothing else. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void contractP_shouldChangeNothingWhereTheLogFails(final long seed)
    {
        int failures = 0;
        for (int n = 0; n < STEPS; n++)
        {
            final World world = new World(seed);
            final int failing = n;
            final SplittableRandom random = new SplittableRandom(seed * 31 + n);
            final IntPredicate fails =
                n < STEPS / 2 ? append -> append == failing : append -> random.nextInt(4) == 0;
            final MemoryLog log = new MemoryLog().failingAt(fails);
            final Life life = new Life(world, log, new RestartModel());
            final List<Deed> deeds = stream(world, life, false);
            failures += log.appends - log.frames.size();
            assertEquals(log.appends - log.frames.size(), life.bench.counters.count(Refusal.LOG_FAILED));
            assertEquals(log.exceptions > 0, !life.bench.stage.errors().records().isEmpty());
            deeds.forEach(life::live);
            world.nowNs = life.bench.nowNs;
            liveOn(world, new MemoryLog(log.frames), life.model, deeds);
        }
        assertTrue(failures > STEPS, "failures: " + failures);
    }

    @Test
    void contractP_shouldKnowNoEarlierEpochWithoutALog()
    {
        final QuoteBench first = new QuoteBench(config(new MemoryLog()), QuoteBench.KEY, 7);
        first.clock();
        final byte[] quote = first.issue(10_000);
        final byte[] paid = first.issue(10_000);
        first.advance(QuoteBench.SECOND_NS);
        assertEquals(Answer.AUTHORIZED, first.authorize("p1", paid));
        final QuoteBench second = new QuoteBench(config(new MemoryLog()), QuoteBench.KEY, 8);
        second.advance(2 * QuoteBench.SECOND_NS);
        assertEquals(Refusal.WRONG_ENGINE, second.authorize("p1", paid));
        assertEquals(Refusal.WRONG_ENGINE, second.authorize("p2", quote));
        assertEquals(Refusal.UNKNOWN_OUTCOME, second.capture("p1", 1, 0));
    }
}
