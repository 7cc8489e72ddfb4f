// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.slot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class EngineTimeTest
{
    private final EngineTime time = new EngineTime();
    private final SlotBuilder builder = new SlotBuilder();

    @Test
    void contractA_shouldBeTheRunningMaximumOfReceipts()
    {
        assertEquals(100, time.advance(builder.clock(100).slot()));
        assertEquals(100, time.advance(builder.clock(40).slot()));
        assertEquals(101, time.advance(builder.clock(101).verdict(Verdict.REFUSED).slot()));
        assertEquals(101, time.nowNs());
    }

    @Test
    void contractA_shouldTakeNoTimeFromVoidSlots()
    {
        final Slot slot = builder.clock(100).slot();
        slot.reset();
        slot.verdict = Verdict.VOID;
        assertEquals(0, time.advance(slot));
    }
}
