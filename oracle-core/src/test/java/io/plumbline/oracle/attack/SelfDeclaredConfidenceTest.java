// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static io.plumbline.oracle.attack.Market.assertLive;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.slot.TickColumns;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Weight for who claims to be sure hands the price to who claims the most. Here what a source says about its own
 * confidence, its bid and ask, buys no weight: two markets that differ in nothing else have one price.
 */
final class SelfDeclaredConfidenceTest
{
    private static final long PRICE = 6_000_000_000_000L;

    private static void say(final Market market, final int source, final long price, final long halfSpread)
    {
        final boolean isSilent = halfSpread < 0;
        market.frame(source).tick(0, market.nowNs, price, isSilent ? TickColumns.NULL_PRICE : price - halfSpread,
            isSilent ? TickColumns.NULL_PRICE : price + halfSpread, Refusal.NONE);
        assertEquals(Refusal.NONE, market.run().ticks.refusal[0]);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void contractG_shouldWeighAllTheSameWhateverTheirBidAndAsk(final long seed)
    {
        final Random random = new Random(seed);
        final Market plain = Plan.of(4).open();
        final Market boastful = Plan.of(4).open();
        for (int step = 0; step < 500; step++)
        {
            final String where = "seed " + seed + " step " + step;
            final int source = random.nextInt(4);
            final long price = PRICE + random.nextInt((int)(PRICE / 1_000_000)) * 1_000L * (1 + source);
            final long ms = random.nextInt(200);
            plain.passMs(ms);
            boastful.passMs(ms);
            say(plain, source, price, -1);
            say(boastful, source, price, switch (source)
            {
                case 0 -> 0;
                case 1 -> -1;
                default -> random.nextInt(1_000_000_000);
            });
            assertEquals(plain.last().price, boastful.last().price, where);
            assertEquals(plain.last().tier, boastful.last().tier, where);
            assertEquals(plain.last().quartileLow, boastful.last().quartileLow, where);
            assertEquals(plain.last().quartileHigh, boastful.last().quartileHigh, where);
            assertEquals(plain.last().contributorMask, boastful.last().contributorMask, where);
            for (int each = 0; each < 4; each++)
            {
                assertEquals(plain.trustOf(each), boastful.trustOf(each), where);
            }
        }
    }

    @Test
    void contractG_shouldStayWithTheTwoDoubtfulAgainstTheOneThatIsSure()
    {
        final Market market = Plan.of(3).open();
        say(market, 0, PRICE + PRICE / 500, 0);
        say(market, 1, PRICE, PRICE / 10);
        say(market, 2, PRICE + 1, PRICE / 10);
        assertLive(market.order(), PRICE + 1);
    }

    @Test
    void contractJ_shouldRefuseABidAboveTheAskForThatSourceAlone()
    {
        final Market market = Plan.of(4).open();
        market.sayAll(PRICE);
        market.frame(0).tick(0, market.nowNs, PRICE * 2, PRICE * 2 + 1, PRICE * 2, Refusal.NONE);
        assertEquals(Refusal.CROSSED, market.run().ticks.refusal[0]);
        assertLive(market.order(), PRICE);
    }
}
