// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Capture;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.QuoteCommand;
import io.plumbline.oracle.QuoteReply;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.Release;
import io.plumbline.oracle.config.Layout;
import io.plumbline.oracle.pipeline.Doorway.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Many threads at both doors want one quote, or one payment: it is redeemed once, and everybody hears the same of it.
 */
final class RedemptionRaceTest
{
    private static final int THREADS = 8;
    private static final int ROUNDS = 30;

    private final Racers racers = new Racers(THREADS);

    @AfterEach
    void stop()
    {
        racers.close();
    }

    /** Opens, issues a quote a round, and hears every source once more, so that they may be redeemed. */
    private static List<byte[]> quotes(final EngineRig rig)
    {
        rig.open();
        final List<byte[]> quotes = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++)
        {
            quotes.add(rig.quote(i));
        }
        rig.refresh();
        return quotes;
    }

    /** Every answer has a time of its own. */
    private static Outcome ask(final EngineRig rig, final int doorway, final QuoteCommand command)
    {
        rig.clock.advance(1);
        final Doorway[] doorways = Doorway.values();
        return doorways[doorway % doorways.length].ask(rig.engine.quotes(), command);
    }

    private static Capture capture(final String paymentId, final long amount)
    {
        return new Capture().reset(Fleet.MERCHANT, paymentId).arrived(amount, 0, Fleet.ASSET, Fleet.PAY_TO)
            .transaction("tx", 1);
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void contractP_shouldAuthorizeOneOfManyPaymentsThatPresentOneQuote(final Layout layout)
    {
        try (EngineRig rig = new EngineRig(layout))
        {
            final List<byte[]> quotes = quotes(rig);
            for (int round = 0; round < ROUNDS; round++)
            {
                final int order = round;
                final List<Outcome> first = racers.race(i -> ask(rig, i + order,
                    Fleet.authorization("p" + order + "-" + i, order, quotes.get(order))));
                assertEquals(1,
                    first.stream().filter(it -> it.answer() == Answer.AUTHORIZED).count(), () -> "" + first);
                assertEquals(THREADS - 1,
                    first.stream().filter(it -> it.refusal() == Refusal.ALREADY_REDEEMED).count(), () -> "" + first);
                for (int i = 0; i < THREADS; i++)
                {
                    final Outcome again = ask(rig, i,
                        Fleet.authorization("p" + order + "-" + i, order, quotes.get(order)));
                    assertTrue(first.get(i).isLike(again), () -> first + " and then " + again);
                }
            }
            assertEquals(ROUNDS, rig.engine.counters().count(Metric.QUOTES_AUTHORIZED));
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void contractO_shouldGiveEverybodyWhoAsksForOnePaymentTheOneAnswer(final Layout layout)
    {
        try (EngineRig rig = new EngineRig(layout))
        {
            final List<byte[]> quotes = quotes(rig);
            for (int round = 0; round < ROUNDS; round++)
            {
                final int order = round;
                final List<Outcome> outcomes = racers.race(
                    i -> ask(rig, i + order, Fleet.authorization("p" + order, order, quotes.get(order))));
                assertEquals(Answer.AUTHORIZED, outcomes.get(0).answer());
                outcomes.forEach(each -> assertEquals(outcomes.get(0), each));
            }
            assertEquals(ROUNDS, rig.engine.counters().count(Metric.QUOTES_AUTHORIZED));
        }
    }

    /** One id under two requests: whichever comes first is the payment, the other is told of the conflict. */
    @ParameterizedTest
    @EnumSource(Layout.class)
    void contractO_shouldBindOnePaymentIdToOneQuote(final Layout layout)
    {
        try (EngineRig rig = new EngineRig(layout))
        {
            final List<byte[]> quotes = quotes(rig);
            for (int round = 0; round + 1 < ROUNDS; round += 2)
            {
                final int order = round;
                final List<Outcome> outcomes = racers.race(i -> ask(rig, i + order,
                    Fleet.authorization("p" + order, order + (i & 1), quotes.get(order + (i & 1)))));
                final int winner = outcomes.get(0).answer() == Answer.AUTHORIZED ? 0 : 1;
                for (int i = 0; i < THREADS; i++)
                {
                    if ((i & 1) == winner)
                    {
                        assertEquals(outcomes.get(winner), outcomes.get(i));
                    }
                    else
                    {
                        assertEquals(Refusal.PAYMENT_ID_CONFLICT, outcomes.get(i).refusal());
                    }
                }
                assertEquals(Answer.AUTHORIZED, outcomes.get(winner).answer());
                assertEquals(Answer.AUTHORIZED, ask(rig, 0, Fleet.authorization(
                    "other" + order, order + 1 - winner, quotes.get(order + 1 - winner))).answer());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void contractN_shouldSettleOrReleaseOncePerPayment(final Layout layout)
    {
        try (EngineRig rig = new EngineRig(layout))
        {
            final List<byte[]> quotes = quotes(rig);
            for (int round = 0; round < ROUNDS; round++)
            {
                raceForOutcome(rig, round, quotes.get(round), round % 2 == 0);
            }
            final long ends = rig.engine.counters().count(Metric.PAYMENTS_OVERPAID) +
                rig.engine.counters().count(Metric.PAYMENTS_UNDERPAID) +
                rig.engine.counters().count(Metric.PAYMENTS_RELEASED);
            assertEquals(ROUNDS, ends);
            assertEquals(ROUNDS, rig.engine.counters().count(Metric.QUOTES_AUTHORIZED));
        }
    }

    /** Two of the racers authorize, two capture too much, two too little, two release. */
    private static QuoteCommand deed(final int racer, final int order, final byte[] quote)
    {
        return switch (racer & 3)
        {
            case 0 -> Fleet.authorization("p" + order, order, quote);
            case 1 -> capture("p" + order, 1_000_000_000L);
            case 2 -> capture("p" + order, 1);
            default -> new Release().reset(Fleet.MERCHANT, "p" + order);
        };
    }

    private void raceForOutcome(final EngineRig rig, final int order, final byte[] quote, final boolean isAuthorized)
    {
        if (isAuthorized)
        {
            assertEquals(Answer.AUTHORIZED, ask(rig, 0, deed(0, order, quote)).answer());
        }
        final List<Outcome> first = racers.race(i -> ask(rig, i + order, deed(i, order, quote)));
        final List<Outcome> then = new ArrayList<>();
        for (int i = 0; i < THREADS; i++)
        {
            then.add(ask(rig, i, deed(i, order, quote)));
            final boolean isTooEarly = !isAuthorized && (i & 3) != 0 &&
                first.get(i).refusal() == Refusal.UNKNOWN_OUTCOME;
            assertTrue(isTooEarly || first.get(i).isLike(then.get(i)), () -> first + " and then " + then);
        }
        assertEquals(Answer.AUTHORIZED, then.get(0).answer());
        assertEquals(then.get(0), then.get(4));
        long settled = 0;
        for (int i = 1; i < 4; i++)
        {
            final Outcome outcome = then.get(i);
            settled += outcome.answer() == Answer.REFUSED ? 0 : 1;
            assertTrue(outcome.isLike(then.get(i + 4)), () -> "" + then);
        }
        assertEquals(1, settled, () -> "" + then);
        final boolean isReleased = then.get(3).answer() == Answer.RELEASED;
        for (int i = 1; i < 3; i++)
        {
            final Refusal refusal = then.get(i).refusal();
            assertTrue(refusal == Refusal.NONE ||
                refusal == (isReleased ? Refusal.NOT_AUTHORIZED : Refusal.PAYMENT_ID_CONFLICT), () -> "" + then);
        }
        assertTrue(isReleased || then.get(3).refusal() == Refusal.NOT_AUTHORIZED, () -> "" + then);
        assertEquals(isReleased ? Refusal.QUOTE_DEAD : Refusal.ALREADY_REDEEMED,
            ask(rig, 0, Fleet.authorization("other" + order, order, quote)).refusal());
    }

    /** The caller gives up at any instant, asks again with the same payment id, and hears what was decided first. */
    @Test
    void contractO_shouldAnswerARetryWithTheFirstAnswerThoughItWasLost()
    {
        final long seed = 0x10_57L;
        final SplittableRandom random = new SplittableRandom(seed);
        try (EngineRig rig = new EngineRig(Layout.SPLIT))
        {
            final List<byte[]> quotes = quotes(rig);
            final QuoteReply reply = rig.engine.quotes().newReply();
            for (int order = 0; order < ROUNDS; order++)
            {
                final long decidedAtNs = rig.clock.epochNs();
                final QuoteCommand command = Fleet.authorization("p" + order, order, quotes.get(order));
                final long late = rig.engine.counters().count(Metric.LATE_REPLIES);
                EngineRig.require(rig.engine.quotes().submit(command, reply));
                pause(random.nextInt(200));
                if (reply.abandon())
                {
                    EngineRig.await(() -> rig.engine.counters().count(Metric.LATE_REPLIES) > late);
                }
                rig.clock.advance(1_000);
                final Outcome outcome = ask(rig, order, command);
                assertEquals(Answer.AUTHORIZED, outcome.answer(), "seed " + seed);
                assertEquals(decidedAtNs, outcome.decidedAtNs(), "seed " + seed);
            }
            assertEquals(ROUNDS, rig.engine.counters().count(Metric.QUOTES_AUTHORIZED));
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void contractO_shouldSayOneThingThoughManyLoseTheirReplies(final Layout layout)
    {
        try (EngineRig rig = new EngineRig(layout))
        {
            final List<byte[]> quotes = quotes(rig);
            for (int round = 0; round < ROUNDS; round++)
            {
                final int order = round;
                final List<List<Outcome>> heard = racers.race(i -> insist(rig, order, i, quotes.get(order)));
                final Outcome first = heard.get(0).get(0);
                assertEquals(Answer.AUTHORIZED, first.answer());
                heard.forEach(each -> each.forEach(outcome -> assertEquals(first, outcome)));
            }
            assertEquals(ROUNDS, rig.engine.counters().count(Metric.QUOTES_AUTHORIZED));
        }
    }

    /** Asks and gives up a few times, then waits; what was heard in spite of it counts too. */
    private static List<Outcome> insist(final EngineRig rig, final int order, final int racer, final byte[] quote)
    {
        final SplittableRandom random = new SplittableRandom(order * 31L + racer);
        final List<Outcome> heard = new ArrayList<>();
        final QuoteCommand command = Fleet.authorization("p" + order, order, quote);
        final QuoteReply reply = rig.engine.quotes().newReply();
        for (int attempt = random.nextInt(4); attempt > 0; attempt--)
        {
            rig.clock.advance(1);
            if (rig.engine.quotes().submit(command, reply) == Refusal.NONE)
            {
                pause(random.nextInt(100));
                if (!reply.abandon())
                {
                    heard.add(Doorway.awaited(reply));
                }
            }
        }
        heard.add(ask(rig, racer, command));
        return heard;
    }

    private static void pause(final int spins)
    {
        for (int i = 0; i < spins * 20; i++)
        {
            Thread.onSpinWait();
        }
    }
}
