// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static io.plumbline.oracle.attack.Market.SECOND;
import static io.plumbline.oracle.attack.Market.assertLive;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.FallbackPolicy;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Rights;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.slot.Evaluation;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Without data the last rate is used again and nobody is told. Here it is a tier of its own that says so: it may be
 * looked at, no money moves on it, and it ends at a hard age.
 */
final class LastGoodRightsTest
{
    private static final long PRICE = 6_000_000_000_000L;

    private static Market opened()
    {
        final Market market = Plan.of(5).policy(QuotePolicy.standard("plain")).open();
        for (int i = 0; i < 30; i++)
        {
            market.sayAll(PRICE + i % 2);
            market.clock();
            market.passMs(200);
        }
        market.sayAll(PRICE);
        assertLive(market.clock(), PRICE);
        return market;
    }

    @Test
    void contractL_shouldShowTheLastPriceButMoveNoMoneyOnIt()
    {
        final Market market = opened();
        assertEquals(Answer.QUOTED, market.till.quote(0, 10_000));
        final byte[] quote = market.till.lastQuote();
        market.passMs(5_001);
        final Evaluation record = market.clock();
        assertEquals(Tier.LAST_GOOD, record.tier);
        assertEquals(PRICE, record.price);
        assertEquals(0, record.confidenceBps);
        assertEquals(Refusal.NO_QUORUM, record.refusal);
        assertEquals(Refusal.NO_QUORUM, market.till.quote(0, 10_000));
        assertEquals(Refusal.NOT_FRESH, market.till.authorize("p", quote));
        market.sayAll(PRICE + 1);
        market.clock();
        assertEquals(Answer.AUTHORIZED, market.till.authorize("p", quote), "nothing was bound by the refusal");
    }

    @Test
    void contractL_shouldEndAtItsHardAge()
    {
        final Market market = opened();
        final long judgedNs = market.nowNs;
        market.passMs(5_001);
        while (market.nowNs <= judgedNs + 60 * SECOND)
        {
            assertEquals(Tier.LAST_GOOD, market.clock().tier);
            assertEquals(judgedNs + 60 * SECOND + 1, market.last().validUntilNs);
            market.passMs(999);
        }
        market.nowNs = judgedNs + 60 * SECOND + 1;
        assertEquals(Tier.CLOSED, market.clock().tier);
        assertEquals(0, market.last().price);
        assertEquals(Refusal.NO_QUORUM, market.till.quote(0, 10_000));
    }

    @Test
    void contractL_shouldNotBeGivenRightsToMoneyByConfiguration()
    {
        final Rights display = Rights.DISPLAY;
        for (final Rights rights : List.of(Rights.FULL,
            new Rights(true, false, true, false, 10_000, 10_000, 10_000),
            new Rights(false, true, true, false, 10_000, 10_000, 10_000)))
        {
            assertThrows(IllegalArgumentException.class,
                () -> new FallbackPolicy(List.of(), List.of(), display, display, rights));
        }
    }
}
