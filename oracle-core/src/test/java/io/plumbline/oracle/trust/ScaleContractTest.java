// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import static io.plumbline.oracle.fixtures.SampleOracle.SECOND;
import static io.plumbline.oracle.trust.TrustBench.first;
import static io.plumbline.oracle.trust.TrustBench.trust;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.TrustCause;
import io.plumbline.oracle.config.FencePolicy;
import io.plumbline.oracle.config.TrustPolicy;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.wire.AdminEvent;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScaleContractTest
{
    private static final long PRICE = 100_000;
    private static final FencePolicy STILL = new FencePolicy(30, 5, 0, 100);
    private static final long QUARANTINE = TrustPolicy.DEFAULT.quarantineNs();

    private static TrustBench of(final int sources)
    {
        return new TrustBench(new SampleOracle().fence(STILL).independent(sources).build());
    }

    @ParameterizedTest
    @ValueSource(longs = {PRICE * 10, PRICE / 10, PRICE * 100, PRICE / 100, PRICE * 1_000_000_000_000L, PRICE * 12,
        PRICE * 8, PRICE * 80, 12_000, 8_000, 1})
    void contractE_shouldQuarantineAtOnceAPriceAPowerOfTenAway(final long price)
    {
        final TrustBench bench = of(1);
        bench.say(0, PRICE);
        final Slot slot = bench.say(0, price);
        assertEquals(Refusal.SCALE_JUMP, first(slot));
        assertTrue(slot.ticks.isWithdrawn[0], "its earlier price leaves the book");
        assertEquals(0, trust(slot));
        assertEquals(Slot.NONE, slot.changedSource, "out on this instrument alone");
        assertEquals(TrustCause.SCALE_JUMP.bit(), bench.causes(0));
        assertEquals(1, bench.falls(0));
        assertEquals(bench.now + QUARANTINE, bench.held(0).outUntilNs[0]);
        assertEquals(Refusal.SOURCE_EXCLUDED, first(bench.say(0, PRICE)));
        assertEquals(1, bench.counters.count(Metric.SOURCES_EXCLUDED));
        assertEquals(1, bench.counters.count(Metric.TRUST_FALLS));
    }

    @ParameterizedTest
    @ValueSource(longs = {PRICE * 7, PRICE * 13, 12_001, 7_999, PRICE / 5, PRICE * 79, PRICE * 2, PRICE + 1})
    void contractE_shouldAcceptWhatIsNotAPowerOfTenAway(final long price)
    {
        final TrustBench bench = of(1);
        bench.say(0, PRICE);
        assertEquals(Refusal.NONE, first(bench.say(0, price)));
    }

    @Test
    void contractE_shouldNotCallTheMarketsOwnMoveAJumpOfScale()
    {
        final TrustBench bench = of(5);
        bench.sayAll(0, 5, PRICE);
        bench.on(bench.builder.admin(AdminEvent.READMIT_SOURCE, 1, bench.now));
        bench.on(bench.builder.admin(AdminEvent.READMIT_SOURCE, 2, bench.now));
        bench.on(bench.builder.admin(AdminEvent.READMIT_SOURCE, 3, bench.now));
        bench.sayAll(1, 4, PRICE / 10);
        assertEquals(Refusal.NONE, first(bench.say(0, PRICE / 10)), "the peers say so too");
        assertEquals(Refusal.SCALE_JUMP, first(bench.say(4, PRICE * 10)), "and not this");
    }

    @Test
    void contractE_shouldFollowAnHonestCrashToANinth()
    {
        final TrustBench bench = of(7);
        long price = PRICE;
        for (int round = 0; price > PRICE / 9; round++)
        {
            bench.now += SECOND / 10;
            for (int i = 0; i < 7; i++)
            {
                assertEquals(Refusal.NONE, first(bench.say((round + i) % 7, price + i)));
            }
            price = price * 8 / 10;
        }
        for (int source = 0; source < 4; source++)
        {
            bench.on(bench.builder.admin(AdminEvent.READMIT_SOURCE, source, bench.now));
            bench.say(source, PRICE);
        }
        assertEquals(Refusal.NONE, first(bench.say(4, PRICE)), "back at once, as the others say");
        assertEquals(0, bench.counters.count(Metric.SOURCES_EXCLUDED));
    }

    @Test
    void contractE_shouldNotTakeOnePeerLineageForConfirmation()
    {
        final TrustBench bench = new TrustBench(new SampleOracle().fence(STILL)
            .source("a", 100).source("b", 100).source("b", 100).source("b", 100).build());
        bench.say(0, PRICE);
        bench.sayAll(1, 4, PRICE * 10);
        assertEquals(Refusal.SCALE_JUMP, first(bench.say(0, PRICE * 10)));
    }

    @Test
    void contractE_shouldRememberTheScaleThroughSilenceAndQuarantineUntilAnOperatorLetsTheSourceIn()
    {
        final TrustBench bench = of(1);
        bench.say(0, PRICE);
        bench.now += 100_000 * SECOND;
        for (int n = 0; n < 3; n++)
        {
            assertEquals(Refusal.SCALE_JUMP, first(bench.say(0, PRICE * 10)));
            assertEquals(bench.now + (QUARANTINE << n), bench.held(0).outUntilNs[0]);
            bench.now += QUARANTINE << n;
        }
        assertEquals(Refusal.NONE, first(bench.say(0, PRICE)), "as it was before");
        assertEquals(Refusal.SCALE_JUMP, first(bench.say(0, PRICE * 10)));
        bench.on(bench.builder.admin(AdminEvent.READMIT_SOURCE, 0, bench.now));
        assertEquals(Refusal.NONE, first(bench.say(0, PRICE * 10)), "the operator knows of the new scale");
        assertEquals(0, bench.causes(0));
        assertEquals(0, bench.falls(0));
    }

    @Test
    void contractE_shouldForgetTheScaleThatARevokedKeySigned()
    {
        final TrustBench bench = of(1);
        bench.say(0, PRICE * 10);
        bench.on(bench.builder.admin(AdminEvent.REVOKE_KEY, 0, bench.now));
        assertEquals(Refusal.NONE, first(bench.say(0, PRICE)));
    }

    @Test
    void contractE_shouldNotVoteWithAPriceOutOfScale()
    {
        final TrustBench bench = of(4);
        bench.sayAll(0, 4, PRICE);
        final long before = bench.held(0).clusterPrice;
        bench.now += 2 * SECOND;
        bench.say(3, PRICE * 100);
        assertEquals(before, bench.held(0).clusterPrice, "no sample after what is refused");
        bench.sayAll(1, 3, PRICE + 20);
        bench.now += SECOND;
        bench.say(0, PRICE + 20);
        assertEquals(PRICE + 20, bench.held(0).clusterPrice, "of three");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void contractE_shouldFindJumpsAsExactlyAsBigNumbersDo(final long seed)
    {
        final Random random = new Random(seed);
        final int tolerance = 1 + random.nextInt(4_000);
        final ScaleWatch watch = new ScaleWatch(1, tolerance);
        int jumps = 0;
        for (int i = 0; i < 50_000; i++)
        {
            final long last = 1 + (random.nextLong(Long.MAX_VALUE) >>> random.nextInt(63));
            final long price = Math.max(1, near(random, last, tolerance));
            watch.accepted(0, last);
            final boolean isJump = isJump(last, price, tolerance);
            assertEquals(isJump, watch.isJump(0, price), "seed " + seed + ": " + last + " -> " + price);
            jumps += isJump ? 1 : 0;
        }
        assertTrue(jumps > 1_000, "seed " + seed);
    }

    /** Often a power of ten away, at the very bound or one off. */
    private static long near(final Random random, final long last, final int tolerance)
    {
        if (random.nextInt(4) == 0)
        {
            return 1 + (random.nextLong(Long.MAX_VALUE) >>> random.nextInt(63));
        }
        final BigInteger power = BigInteger.TEN.pow(random.nextInt(19));
        final BigInteger at = random.nextBoolean() ? BigInteger.valueOf(last).multiply(power) :
            BigInteger.valueOf(last).divide(power);
        final BigInteger bound = at.multiply(BigInteger.valueOf(10_000 + (random.nextBoolean() ? 1 : -1) * tolerance))
            .divide(BigInteger.valueOf(10_000)).add(BigInteger.valueOf(random.nextInt(3) - 1));
        return bound.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    private static boolean isJump(final long last, final long price, final int tolerance)
    {
        for (int k = 1; k <= 18; k++)
        {
            final BigInteger power = BigInteger.TEN.pow(k);
            if (isWithin(BigInteger.valueOf(price), BigInteger.valueOf(last).multiply(power), tolerance) ||
                isWithin(BigInteger.valueOf(price).multiply(power), BigInteger.valueOf(last), tolerance))
            {
                return true;
            }
        }
        return false;
    }

    private static boolean isWithin(final BigInteger a, final BigInteger reference, final int tolerance)
    {
        return a.subtract(reference).abs().multiply(BigInteger.valueOf(10_000))
            .compareTo(reference.multiply(BigInteger.valueOf(tolerance))) <= 0;
    }
}
