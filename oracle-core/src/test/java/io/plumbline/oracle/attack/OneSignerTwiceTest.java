// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static io.plumbline.oracle.attack.Market.assertLive;
import static io.plumbline.oracle.attack.Market.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.SignerConfig;
import org.junit.jupiter.api.Test;

/**
 * A quorum that counts packages lets one signer vote as often as it signs. Here the voter is the source: two
 * packages by one signer, or by two keys of one source, are one vote, and the later one counts.
 */
final class OneSignerTwiceTest
{
    private static final long PRICE = 6_000_000_000_000L;

    @Test
    void contractF_shouldCountTwoPackagesBySameSignerOnce()
    {
        final Market market = Plan.of(4).open();
        market.say(0, PRICE);
        market.say(1, PRICE);
        for (int i = 0; i < 10; i++)
        {
            market.passMs(1);
            assertEquals(Refusal.NONE, market.say(1, PRICE + i));
            assertRefused(market.order(), Refusal.NO_QUORUM);
        }
        market.say(2, PRICE + 20);
        assertLive(market.last(), PRICE + 9);
        assertEquals(3, market.last().sources);
    }

    @Test
    void contractF_shouldCountTwoKeysOfOneSourceOnce()
    {
        final Market market = new Plan().instrument(Plan.MAIN).independent(2)
            .source(settings -> settings.signer(SignerConfig.ed25519(2, new byte[32]))).open();
        final int firstKey = 2;
        market.say(0, PRICE);
        for (int i = 0; i < 4; i++)
        {
            market.passMs(1);
            market.frame(2).key(firstKey + i % 2).tick(0, market.nowNs, PRICE + i);
            assertEquals(Refusal.NONE, market.run().ticks.refusal[0]);
            assertRefused(market.order(), Refusal.NO_QUORUM);
        }
        market.say(1, PRICE + 9);
        assertLive(market.last(), PRICE + 3);
        assertEquals(3, market.last().sources);
    }

    @Test
    void contractF_shouldNotLetALoudSourceOutweighTheQuietOnes()
    {
        final Market market = Plan.of(3).open();
        market.say(1, PRICE);
        market.say(2, PRICE);
        for (int i = 0; i < 500; i++)
        {
            market.passMs(1);
            market.say(0, PRICE + PRICE / 1_000);
        }
        assertLive(market.order(), PRICE);
    }
}
