// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.price;

import static io.plumbline.oracle.price.Numbers.big;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.plumbline.oracle.price.ConversionCase.Outcome;
import io.plumbline.oracle.price.ConversionCase.Way;
import io.plumbline.oracle.price.ConvertedAmount.Status;
import java.math.BigInteger;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract R: what is converted is what exact fractions say, and a rounding never serves the customer. */
final class ConversionDifferentialTest
{
    private static final int ROUNDS = 12_000;
    private static final int PROPERTY_ROUNDS = 6_000;
    /** Each way meets each status so often in a run of one seed. */
    private static final int LEAST_SEEN = 30;
    private static final int ANY_ERROR = Integer.MAX_VALUE;
    private static final BigInteger ONE = big(Bps.ONE);

    private final Map<String, Integer> seen = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(longs = {201, 202, 203, 204, 205, 206})
    void contractR_shouldAgreeWithFractions(final long seed)
    {
        compare(seed, false);
    }

    @ParameterizedTest
    @ValueSource(longs = {211, 212, 213, 214, 215, 216})
    void contractR_shouldAgreeWithFractionsOverTwoLegs(final long seed)
    {
        compare(seed, true);
    }

    private void compare(final long seed, final boolean isTwoLegs)
    {
        final Random random = new Random(seed);
        int wider = 0;
        for (int i = 0; i < ROUNDS; i++)
        {
            final ConversionCase each = ConversionCase.random(random, isTwoLegs);
            final Outcome expected = each.expected();
            if (!expected.equals(each.actual()))
            {
                final ConversionCase least = each.shrunk(smaller -> !smaller.expected().equals(smaller.actual()));
                fail("seed " + seed + ", round " + i + ": " + least + " is " + least.expected() + ", not " +
                    least.actual());
            }
            seen.merge(each.way() + " " + expected.status(), 1, Integer::sum);
            wider += expected.status() == Status.OK && each.top().bitLength() > 256 ? 1 : 0;
        }
        assertTrue(!isTwoLegs || wider > 0, "seed " + seed + " had nothing wider than 256 bits on the way");
        for (final Way way : Way.values())
        {
            for (final Status status : Status.values())
            {
                final boolean isPossible = status != Status.OFF_GRID || !way.isToAsset();
                assertTrue(!isPossible || seen.getOrDefault(way + " " + status, 0) >= LEAST_SEEN,
                    () -> "seed " + seed + " hardly saw " + way + " " + status + ": " + seen);
            }
        }
    }

    @Test
    void shouldShrinkWhatFails()
    {
        final ConversionCase large = new ConversionCase(
            Way.CHARGED, 18, 18, 9, 18, 18, Numbers.TWO_TO_127.subtract(big(1)), Long.MAX_VALUE, 77, 5_000, 100);
        final ConversionCase least = large.shrunk(
            each -> each.amount().compareTo(big(1_000)) >= 0 && each.rate() >= 3 && each.assetDecimals() >= 5);
        assertTrue(least.amount().compareTo(big(2_000)) < 0, least::toString);
        assertTrue(least.rate() < 6 && least.crossRate() == 0 && least.feeBps() == 0, least::toString);
        assertTrue(least.assetDecimals() < 10 && least.payableDecimals() == 0, least::toString);
    }

    /**
     * What was rounded up is worth no less on the way back, by either side, and what was rounded down no more: nobody
     * is credited more than he pays for, and nobody buys for less than he sells.
     */
    @ParameterizedTest
    @ValueSource(longs = {221, 222, 223, 224})
    void contractR_shouldNeverFavourTheCustomerOnARoundTrip(final long seed)
    {
        final Random random = new Random(seed);
        int trips = 0;
        for (int i = 0; i < PROPERTY_ROUNDS; i++)
        {
            final ConversionCase there = unbounded(ConversionCase.random(random, random.nextBoolean()));
            final BigInteger between = there.actual().units();
            for (final Way way : Way.values())
            {
                final ConversionCase back = there.with(way, between);
                if (way.isToAsset() == there.way().isToAsset() || back.actual().status() != Status.OK)
                {
                    continue;
                }
                trips++;
                final int sign = back.actual().units().compareTo(there.amount());
                final String message = "seed " + seed + ": " + there + " by " + between + " back as " + back.way() +
                    " to " + back.actual().units();
                assertTrue(there.way().isUp() ? sign >= 0 : sign <= 0, message);
            }
        }
        assertTrue(trips > PROPERTY_ROUNDS / 2, "seed " + seed + " made so few trips: " + trips);
    }

    @ParameterizedTest
    @ValueSource(longs = {231, 232, 233, 234})
    void contractR_shouldGrowWithTheAmountAndFollowTheRate(final long seed)
    {
        final Random random = new Random(seed);
        int pairs = 0;
        for (int i = 0; i < PROPERTY_ROUNDS; i++)
        {
            final ConversionCase small = unbounded(ConversionCase.random(random, random.nextBoolean()));
            final BigInteger more = big(random.nextInt(3)).multiply(small.grid());
            final ConversionCase large = small.with(small.way(), small.amount().add(more));
            if (!Int128.fits(large.amount()) || small.rate() == Long.MAX_VALUE ||
                small.actual().status() != Status.OK || large.actual().status() != Status.OK)
            {
                continue;
            }
            pairs++;
            final String message = "seed " + seed + ": " + small + " and " + more;
            assertTrue(large.actual().units().compareTo(small.actual().units()) >= 0, message);
            final ConversionCase dear = at(small, small.rate() + 1);
            if (dear.actual().status() == Status.OK)
            {
                final int sign = dear.actual().units().compareTo(small.actual().units());
                assertTrue(small.way().isToAsset() ? sign <= 0 : sign >= 0, message + " dearer");
            }
        }
        assertTrue(pairs > PROPERTY_ROUNDS / 8, "seed " + seed + " compared so few: " + pairs);
    }

    @ParameterizedTest
    @ValueSource(longs = {241, 242, 243, 244})
    void contractR_shouldRoundWithinTheBoundAndOntoTheGrid(final long seed)
    {
        final Random random = new Random(seed);
        int rounded = 0;
        int coarse = 0;
        for (int i = 0; i < 2 * PROPERTY_ROUNDS; i++)
        {
            final ConversionCase each = ConversionCase.random(random, random.nextBoolean());
            final Outcome found = each.actual();
            if (found.status() != Status.OK)
            {
                continue;
            }
            final String message = "seed " + seed + ": " + each + " to " + found.units();
            final BigInteger step = each.way().isToAsset() ? each.grid() : BigInteger.ONE;
            assertEquals(BigInteger.ZERO, found.units().mod(step), message);
            final BigInteger gain = each.way().isUp() ?
                found.units().divide(step).multiply(each.bottom()).subtract(each.top()) :
                each.top().subtract(found.units().divide(step).multiply(each.bottom()));
            assertTrue(gain.signum() >= 0, message + " costs the merchant");
            assertTrue(gain.multiply(ONE).compareTo(each.top().multiply(big(Math.max(0, each.maxErrorBps())))) <= 0,
                message + " costs the customer more than the bound");
            rounded += gain.signum();
            coarse += step.equals(BigInteger.ONE) ? 0 : 1;
        }
        assertTrue(rounded > 1_000 && coarse > 500, "seed " + seed + " proved little: " + rounded + ", " + coarse);
    }

    private static ConversionCase unbounded(final ConversionCase of)
    {
        return new ConversionCase(of.way(), of.fiatDecimals(), of.assetDecimals(), of.payableDecimals(),
            of.rateScale(), of.crossScale(), of.amount(), of.rate(), of.crossRate(), of.feeBps(), ANY_ERROR);
    }

    private static ConversionCase at(final ConversionCase of, final long rate)
    {
        return new ConversionCase(of.way(), of.fiatDecimals(), of.assetDecimals(), of.payableDecimals(),
            of.rateScale(), of.crossScale(), of.amount(), rate, of.crossRate(), of.feeBps(), of.maxErrorBps());
    }
}
