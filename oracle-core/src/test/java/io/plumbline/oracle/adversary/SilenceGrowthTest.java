// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.adversary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.BreakerPolicy;
import io.plumbline.oracle.config.FencePolicy;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.config.VolatilityPolicy;
import io.plumbline.oracle.fixtures.SampleOracle;
import org.junit.jupiter.api.Test;

/**
 * After hours of silence a price comes back far away. What silence adds to the jump limit is capped, by whatever part
 * of the rule it is added, so that the breaker does not wear off by waiting.
 */
class SilenceGrowthTest
{
    private static final long PRICE = 1_000_000_000;

    @Test
    void contractK_shouldNotWearOffByWaiting()
    {
        final Arena arena = new Arena(new SampleOracle().fence(new FencePolicy(100, 5, 0, 300))
            .market(SampleOracle.STILL_MARKET.with(VolatilityPolicy.DEFAULT).with(BreakerPolicy.DEFAULT))
            .independent(4).build());
        for (int i = 0; i < 200; i++)
        {
            arena.pass(Arena.SECOND);
            arena.everybody(0, PRICE + i % 2 * PRICE / 1_000);
        }
        assertEquals(Tier.PRIMARY, arena.record().tier);
        arena.pass(4 * 3_600 * Arena.SECOND);
        for (int source = 0; source < 4; source++)
        {
            arena.say(source, PRICE * 3 / 2);
            assertEquals(source < 2 ? Refusal.NO_QUORUM : Refusal.BREAKER_JUMP, arena.record().refusal,
                "after " + source);
        }
    }
}
