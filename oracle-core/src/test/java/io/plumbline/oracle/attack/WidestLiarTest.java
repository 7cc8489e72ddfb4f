// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.config.MarketPolicy;
import io.plumbline.oracle.config.QuotePolicy;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One source stands as far out as the fence lets it, to widen the range, the dispersion and the doubt. Here that
 * can cost money its permission but never its price: live prices stay within the honest range.
 */
final class WidestLiarTest
{
    private static final long PRICE = 6_000_000_000_000L;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void contractG_shouldRefuseOrStayWithinTheHonestRange(final long seed)
    {
        final Random random = new Random(seed);
        final int sources = 3 + (int)(seed % 4);
        final Market market =
            new Plan().instrument(Plan.MAIN, settings -> settings.market(MarketPolicy.DEFAULT)).independent(sources)
                .policy(QuotePolicy.standard("plain").withLimits(75, 0, 50, 0)).open();
        int live = 0;
        for (int round = 0; round < 400; round++)
        {
            market.passMs(200 + random.nextInt(800));
            long low = Long.MAX_VALUE;
            long high = Long.MIN_VALUE;
            for (int source = 1; source < sources; source++)
            {
                final long price = PRICE + PRICE / 10_000 * (random.nextInt(11) - 5) + random.nextInt(1_000);
                market.say(source, price);
                low = Math.min(low, price);
                high = Math.max(high, price);
            }
            final boolean isLying = round / 40 % 3 == 1;
            market.say(0, PRICE + (isLying ? PRICE / 10_000 * (random.nextInt(301) - 150) : 0));
            market.clock();
            final String where = "seed " + seed + " round " + round;
            final boolean isQuoted = market.till.quote(0, 10_000) == Answer.QUOTED;
            assertTrue(market.last().tier.isLive() || !isQuoted, where);
            if (market.last().tier.isLive())
            {
                live++;
                assertTrue(low <= market.last().price && market.last().price <= high, where);
            }
        }
        assertTrue(live > 0, "seed " + seed + ": never live proves nothing");
    }
}
