// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.lmax.disruptor.RingBuffer;
import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.QuoteReply;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Layout;
import io.plumbline.oracle.config.OracleClock;
import io.plumbline.oracle.config.PolicyScope;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.telemetry.SharedCounters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the desk takes before a command is on the ring, it gives back when the command does not get there.
 */
final class DeskTest
{
    private static final int MORE_THAN_CREDITS = 200;

    /** Most parts named first, of these those that name the product, then the collection, then the region. */
    private static final Comparator<PolicyScope> CLOSEST = Comparator
        .<PolicyScope>comparingLong(it -> Stream.of(it.product(), it.collection(), it.region(), it.riskTier())
            .filter(DeskTest::isNamed).count())
        .thenComparing(it -> isNamed(it.product()))
        .thenComparing(it -> isNamed(it.collection()))
        .thenComparing(it -> isNamed(it.region()));

    @Test
    void shouldRefuseAnInvalidCommandEachTimeItIsSubmitted()
    {
        try (EngineRig rig = new EngineRig(Layout.FUSED))
        {
            rig.open();
            final QuoteReply reply = rig.engine.quotes().newReply();
            final OrderRequest noDigest = Fleet.order(0, 10_000, 1).order(Fleet.MERCHANT, new byte[31]);
            assertEquals(Refusal.INVALID_ARGUMENT, rig.engine.quotes().submit(noDigest, reply));
            final OrderRequest request = Fleet.order(0, 10_000, 1).order("a name with spaces", Fleet.orderDigest(1));
            for (int i = 0; i < MORE_THAN_CREDITS; i++)
            {
                assertEquals(Refusal.INVALID_ARGUMENT, rig.engine.quotes().submit(request, reply));
            }
            assertFalse(reply.abandon(), "nothing is pending");
            assertEquals(Answer.QUOTED, rig.ask(Fleet.order(0, 10_000, 1)).answer());
        }
    }

    @Test
    void shouldGiveBackWhatItTookWhenTheClockThrows()
    {
        final SharedCounters counters = new SharedCounters();
        final EngineStatus status = new EngineStatus();
        final RingBuffer<Slot> ring = RingBuffer.createMultiProducer(Slot::new, 32);
        final ReplyTable table = new ReplyTable(2);
        final Desk desk = new Desk(List.of(), table, new RingDoor(ring, status, counters), status, new BrokenClock(),
            counters);
        final QuoteReply reply = desk.newReply();
        for (int i = 0; i < 3; i++)
        {
            final OrderRequest request = Fleet.order(0, 10_000, i);
            assertThrows(IllegalStateException.class, () -> desk.submit(request, reply));
        }
        assertFalse(reply.abandon(), "nothing is pending");
        assertNotEquals(0, table.reserve());
        assertNotEquals(0, table.reserve());
    }

    @Test
    void shouldTimeOutWithTheExceptionItPromises() throws Exception
    {
        try (EngineRig rig = new EngineRig(Layout.FUSED))
        {
            rig.open();
            rig.kernel.hang();
            rig.offer(0, Fleet.PRICE);
            final Object failure = rig.engine.quotes().submit(Fleet.order(0, 10_000, 1), 1_000_000L)
                .handle((reply, thrown) -> (Object)thrown).toCompletableFuture().get(20, TimeUnit.SECONDS);
            assertInstanceOf(TimeoutException.class, failure);
            rig.kernel.letGo();
            EngineRig.await(() -> rig.engine.counters().count(Metric.LATE_REPLIES) == 1);
        }
    }

    private static String part(final SplittableRandom random, final String... names)
    {
        return names[random.nextInt(names.length)];
    }

    private static boolean isNamed(final String part)
    {
        return !part.equals(PolicyScope.ANY);
    }

    @Test
    void contractW_shouldFindThePolicyThatNamesASaleMostClosely()
    {
        final SplittableRandom random = new SplittableRandom(0x5c09e);
        for (int round = 0; round < 300; round++)
        {
            final List<QuotePolicy> policies = new ArrayList<>();
            final Set<PolicyScope> scopes = new HashSet<>();
            policies.add(QuotePolicy.standard("without"));
            for (int i = 0; i < 12; i++)
            {
                final PolicyScope scope = new PolicyScope(part(random, "a", "b", "*"), part(random, "c", "d", "*"),
                    part(random, "e", "f", "*"), part(random, "g", "h", "*"));
                if (scopes.add(scope))
                {
                    policies.add(QuotePolicy.named("p" + i).scope(scope).build());
                }
            }
            final Desk desk = new Desk(policies, new ReplyTable(1), new RingDoor(RingBuffer.createMultiProducer(
                Slot::new, 8), new EngineStatus(), new SharedCounters()), new EngineStatus(), new BrokenClock(),
                new SharedCounters());
            final String product = part(random, "a", "b");
            final String collection = part(random, "c", "d");
            final String region = part(random, "e", "f");
            final String tier = part(random, "g", "h");
            final int expected = scopes.stream()
                .filter(it -> Set.of("*", product).contains(it.product()) &&
                    Set.of("*", collection).contains(it.collection()) && Set.of("*", region).contains(it.region()) &&
                    Set.of("*", tier).contains(it.riskTier()))
                .max(CLOSEST)
                .map(it -> policies.indexOf(policies.stream().filter(p -> p.scope().equals(Optional.of(it)))
                    .findFirst().orElseThrow()))
                .orElse(-1);
            assertEquals(expected, desk.policyId(product, collection, region, tier), "round " + round);
        }
    }

    private static final class BrokenClock implements OracleClock
    {
        @Override
        public long epochNs()
        {
            throw new IllegalStateException("no time");
        }

        @Override
        public long wallNs()
        {
            return epochNs();
        }
    }
}
