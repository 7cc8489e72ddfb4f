// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.plumbline.oracle.ReferencePrice;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Layout;
import io.plumbline.oracle.config.Tier;
import org.junit.jupiter.api.Test;

/**
 * A refused read leaves nothing behind that could be taken for a price.
 */
final class ReadTest
{
    @Test
    void shouldPermitNothingBeforeTheFirstRead()
    {
        assertIsNoPrice(new ReferencePrice());
    }

    @Test
    void shouldNotLeaveAnotherInstrumentsPriceBehind()
    {
        try (EngineRig rig = new EngineRig(Layout.FUSED))
        {
            rig.open();
            final ReferencePrice price = new ReferencePrice();
            assertEquals(Refusal.NONE, rig.engine.prices().read(0, price));
            assertEquals(Refusal.UNKNOWN_INSTRUMENT, rig.engine.prices().read(1, price));
            assertIsNoPrice(price);
            assertEquals(Refusal.NONE, rig.engine.prices().read(0, price));
            assertEquals(Refusal.UNKNOWN_INSTRUMENT, rig.engine.prices().read(-1, price));
            assertIsNoPrice(price);
        }
    }

    @Test
    void shouldForgetTheLastReadWhereNothingWasPublished()
    {
        final ReferenceTable table = new ReferenceTable(1);
        final ReferencePrice price = new ReferencePrice();
        price.words()[0] = Fleet.PRICE;
        price.words()[8] = 0;
        assertEquals(Tier.PRIMARY, price.tier());
        assertFalse(table.read(0, price));
        assertIsNoPrice(price);
    }

    private static void assertIsNoPrice(final ReferencePrice price)
    {
        assertEquals(Tier.CLOSED, price.tier());
        assertEquals(Refusal.NO_PRICE, price.refusal());
        assertEquals(0, price.price());
        assertEquals(0, price.validUntilNs());
        assertEquals(0, price.sources());
    }
}
