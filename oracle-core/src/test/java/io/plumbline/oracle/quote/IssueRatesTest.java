// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.fixtures.Allocations;
import io.plumbline.oracle.fixtures.Shrinking;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract Q: each customer has the rate of its terms, whatever the others do and however full the table is. */
final class IssueRatesTest
{
    private static final long START_NS = 1_700_000_000_000_000_000L;
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final int MAX_BURST = 1_000_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void contractQ_shouldAgreeWithTheTextbookInATableThatFillsUp(final long seed)
    {
        Shrinking.assertHolds(seed, 6_000, steps -> new Life(4, 4 * 2, 14).run(steps));
        Shrinking.assertHolds(seed, 6_000, steps -> new Life(8, IssueRates.MAX_PROBES, 40).run(steps));
    }

    @ParameterizedTest
    @CsvSource({"1, 8, 3", "2, 8, 5", "3, 16, 1", "4, 64, 12", "5, 64, 20", "6, 256, 128", "7, 256, 100", "8, 512, 40"})
    void contractQ_shouldRefuseOnlyWhereAllPlacesNearbyAreTaken(final long seed, final int capacity, final int probes)
    {
        Shrinking.assertHolds(seed, 8_000, steps -> new Life(capacity, probes, capacity * 3).run(steps));
    }

    /** A table against a map of arrival times. */
    private static final class Life
    {
        private final IssueRates rates;
        private final Map<Integer, BigInteger> arrivals = new HashMap<>();
        private final int places;
        private final int probes;
        private final int customers;
        private long nowNs = START_NS;

        Life(final int capacity, final int probes, final int customers)
        {
            rates = new IssueRates(capacity, probes);
            places = 2 * capacity;
            this.probes = Math.min(probes, places);
            this.customers = customers;
        }

        void run(final List<Long> steps)
        {
            steps.forEach(this::step);
            for (int customer = 0; customer < customers; customer++)
            {
                ask(customer, MAX_BURST, HOUR_NS);
            }
        }

        private void step(final long seed)
        {
            final Random random = new Random(seed);
            switch (random.nextInt(12))
            {
                case 0 -> nowNs += 1 + random.nextInt(3);
                case 1 -> nowNs += random.nextInt(random.nextInt(40) == 0 ? 8 * places : 40);
                case 2 -> rates.sweep(nowNs);
                default ->
                {
                    final int customer = random.nextInt(customers);
                    final int burst = 1 + random.nextInt(4);
                    final long intervalNs = random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(2 * places);
                    if (ask(customer, burst, intervalNs) && intervalNs > 0)
                    {
                        rates.spend(key(customer), nowNs, intervalNs);
                        arrivals.put(customer, arrival(customer).max(BigInteger.valueOf(nowNs))
                            .add(BigInteger.valueOf(intervalNs)));
                    }
                }
            }
        }

        private boolean ask(final int customer, final int burst, final long intervalNs)
        {
            final boolean isAllowed = rates.isAllowed(key(customer), nowNs, burst, intervalNs);
            final BigInteger ahead = arrival(customer).subtract(BigInteger.valueOf(nowNs)).max(BigInteger.ZERO);
            if (intervalNs == 0)
            {
                assertTrue(isAllowed);
                assertEquals(0, rates.aheadNs());
            }
            else if (rates.aheadNs() == IssueRates.NO_PLACE)
            {
                assertFalse(isAllowed);
                assertEquals(0, ahead.signum(), "a customer who is ahead has lost its place");
                assertTrue(isCrowdedAround(customer), "there is a place for customer " + customer);
            }
            else
            {
                assertEquals(ahead, BigInteger.valueOf(rates.aheadNs()), "ahead of customer " + customer);
                final BigInteger limit = BigInteger.valueOf(burst - 1L).multiply(BigInteger.valueOf(intervalNs));
                assertEquals(ahead.compareTo(limit) <= 0, isAllowed, "customer " + customer);
                assertFalse(probes == places && ahead.signum() == 0 && live() == places, "a place where none is left");
            }
            return isAllowed;
        }

        /** Whether so many customers who are not idle have their homes near that they may take up all the places. */
        private boolean isCrowdedAround(final int customer)
        {
            final long near = arrivals.entrySet().stream().filter(e -> isLive(e.getValue())).map(Map.Entry::getKey)
                .filter(other -> Math.floorMod(home(other) - home(customer) + probes - 1, places) < 2 * probes - 1)
                .count();
            return near >= probes;
        }

        private long live()
        {
            return arrivals.values().stream().filter(this::isLive).count();
        }

        private boolean isLive(final BigInteger arrival)
        {
            return arrival.compareTo(BigInteger.valueOf(nowNs)) > 0;
        }

        private BigInteger arrival(final int customer)
        {
            return arrivals.getOrDefault(customer, BigInteger.ZERO);
        }

        /** Most at the very end of the table, so that runs are long and wrap round. */
        private int home(final int customer)
        {
            return customer % 3 == 0 ? customer * 7 % places : places - 1 - customer % 4;
        }

        private byte[] key(final int customer)
        {
            return IssueRatesTest.key(home(customer), customer);
        }
    }

    private static byte[] key(final int home, final int customer)
    {
        final byte[] key = new byte[32];
        key[0] = (byte)home;
        key[1] = (byte)(home >>> 8);
        key[30] = (byte)(customer >>> 8);
        key[31] = (byte)customer;
        return key;
    }

    @Test
    void contractQ_shouldGiveTheBurstAtOnceAndThenOneAnInterval()
    {
        final IssueRates rates = new IssueRates(8);
        final byte[] key = key(1, 1);
        for (int i = 0; i < 5; i++)
        {
            assertTrue(rates.isAllowed(key, START_NS, 5, 100));
            assertEquals(100L * i, rates.aheadNs());
            rates.spend(key, START_NS, 100);
        }
        assertFalse(rates.isAllowed(key, START_NS + 99, 5, 100));
        assertEquals(401, rates.aheadNs());
        assertTrue(rates.isAllowed(key, START_NS + 100, 5, 100));
        assertEquals(400, rates.aheadNs());
        rates.spend(key, START_NS + 100, 100);
        assertFalse(rates.isAllowed(key, START_NS + 199, 5, 100));
        assertTrue(rates.isAllowed(key, START_NS + 200, 5, 100));
        assertTrue(rates.isAllowed(key(1, 2), START_NS + 100, 1, 100));
    }

    @Test
    void contractQ_shouldNotOverflowAtTheWidestTerms()
    {
        final IssueRates rates = new IssueRates(8);
        final byte[] key = key(1, 1);
        for (int i = 0; i < MAX_BURST; i++)
        {
            assertTrue(rates.isAllowed(key, START_NS, MAX_BURST, HOUR_NS));
            rates.spend(key, START_NS, HOUR_NS);
        }
        assertFalse(rates.isAllowed(key, START_NS, MAX_BURST, HOUR_NS));
        assertEquals(MAX_BURST * HOUR_NS, rates.aheadNs());
        assertTrue(rates.isAllowed(key, START_NS + HOUR_NS, MAX_BURST, HOUR_NS));
        for (int i = 0; i < 2 * MAX_BURST; i++)
        {
            rates.spend(key, START_NS, HOUR_NS);
        }
        assertFalse(rates.isAllowed(key, START_NS, MAX_BURST, HOUR_NS));
        assertEquals(Long.MAX_VALUE - START_NS, rates.aheadNs());
    }

    @Test
    void contractQ_shouldRefuseWhomItCannotRemember()
    {
        final IssueRates rates = new IssueRates(4);
        for (int customer = 0; customer < 8; customer++)
        {
            assertTrue(rates.isAllowed(key(5, customer), START_NS, 2, 100));
            rates.spend(key(5, customer), START_NS, 100 + customer);
        }
        assertFalse(rates.isAllowed(key(5, 8), START_NS + 99, 2, 100));
        assertEquals(IssueRates.NO_PLACE, rates.aheadNs());
        assertThrows(IllegalStateException.class, () -> rates.spend(key(5, 8), START_NS + 99, 100));
        assertTrue(rates.isAllowed(key(5, 8), START_NS + 100, 2, 100));
        rates.spend(key(5, 8), START_NS + 100, 100);
        for (int customer = 1; customer < 9; customer++)
        {
            assertTrue(rates.isAllowed(key(5, customer), START_NS + 100, 2, 100));
            assertEquals(customer == 8 ? 100 : customer, rates.aheadNs());
        }
    }

    @Test
    void contractT_shouldBoundTheWorkOfASweepAndLoseNobodyByIt()
    {
        final IssueRates rates = new IssueRates(256);
        final int customers = IssueRates.MAX_PROBES;
        for (int customer = 0; customer < customers; customer++)
        {
            rates.spend(key(3, customer), START_NS, 100 + (customer & 1) * 1_000);
        }
        final long nowNs = START_NS + 100;
        int most = 0;
        int last = 1;
        for (int sweep = 0; last > 0 || sweep < 16; sweep++)
        {
            assertTrue(sweep < 200, "swept to the end");
            last = 0;
            for (int part = 0; part < 512 / IssueRates.SWEPT; part++)
            {
                rates.sweep(nowNs);
                last = Math.max(last, rates.shifted());
            }
            most = Math.max(most, last);
            for (int customer = 1; customer < customers; customer += 2)
            {
                assertTrue(rates.isAllowed(key(3, customer), nowNs, 2, 1_000));
                assertEquals(1_000, rates.aheadNs());
            }
        }
        assertEquals(IssueRates.SHIFTED, most);
    }

    @Test
    void contractT_shouldAllocateNothing()
    {
        final IssueRates rates = new IssueRates(32);
        final byte[][] keys = new byte[96][];
        for (int i = 0; i < keys.length; i++)
        {
            keys[i] = key(64 - i % 5, i);
        }
        final long[] nowAndSum = {START_NS, 0};
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < 5_000; i++)
            {
                final byte[] key = keys[i * 31 % keys.length];
                nowAndSum[0] += 7;
                if (rates.isAllowed(key, nowAndSum[0], 3, 100))
                {
                    rates.spend(key, nowAndSum[0], 100);
                    nowAndSum[1]++;
                }
                if ((i & 7) == 0)
                {
                    rates.sweep(nowAndSum[0]);
                }
            }
        });
        assertTrue(nowAndSum[1] > 0);
    }
}
