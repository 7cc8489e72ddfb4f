// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import static io.plumbline.oracle.fixtures.SampleOracle.SECOND;
import static io.plumbline.oracle.fixtures.SampleOracle.START;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.FencePolicy;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.VolatilityPolicy;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.slot.SlotBuilder;
import io.plumbline.oracle.slot.TickColumns;
import java.util.Random;

/**
 * A book of one instrument and a seeded stream of what can happen to it, calm most of the time: prices that are equal,
 * near or far off on either side, trust that changes or starts to fall, silence, withdrawals, and mere questions. The
 * slow reference's book is kept beside.
 */
final class SelectionStream
{
    private static final int FLOOR_BPS = 7_500;
    private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 12, 16, 33, 64};

    final OracleConfig config;
    final Book book;
    final MedianReference reference;
    final int sources;
    long now = START;
    private final Random random;
    private final SlotBuilder builder = new SlotBuilder();
    private long centre = 1_000_000;

    SelectionStream(final long seed)
    {
        random = new Random(seed);
        sources = SIZES[(int)(seed % SIZES.length)];
        final int minLineages = 1 + random.nextInt(Math.min(3, sources));
        final int leastBps = (10_000 + minLineages - 1) / minLineages;
        final int capBps = leastBps + random.nextInt(10_001 - leastBps);
        final SampleOracle oracle = new SampleOracle()
            .quorum(new QuorumPolicy(
                minLineages, minLineages, sources < 3 ? 0 : random.nextInt(60), capBps, FLOOR_BPS, 0))
            .fence(new FencePolicy(10 + random.nextInt(60), 1 + random.nextInt(4), 5, 5_000))
            .market(SampleOracle.STILL_MARKET.with(new VolatilityPolicy(SECOND / 4, random.nextInt(4))));
        for (int source = 0; source < sources; source++)
        {
            oracle.source(source < minLineages || random.nextBoolean() ? "L" + source : "L0",
                random.nextInt(5) == 0 ? 1 + random.nextInt(100_000) : 100);
        }
        config = oracle.build();
        book = new Book(1, sources);
        reference = new MedianReference(config);
    }

    /** Lets something happen; not always is there a change of the book. */
    void step()
    {
        centre = Math.max(100_000, centre + random.nextInt(201) - 100);
        now += random.nextInt(200) == 0 ? random.nextInt(8) * SECOND : random.nextInt(30) * 1_000_000L / sources;
        for (int changes = random.nextInt(12) == 0 ? 2 : 1; changes > 0; changes--)
        {
            final int source = random.nextInt(sources);
            switch (random.nextInt(20))
            {
                case 0, 1 ->
                {
                    // nothing was said, yet somebody asks
                }
                case 2 -> rarelyRemove(source);
                default -> say(source);
            }
        }
    }

    private void rarelyRemove(final int source)
    {
        if (random.nextInt(5) == 0)
        {
            book.remove(source, 0);
            reference.book.remove(source);
        }
    }

    private void say(final int source)
    {
        final long price = price();
        final long bid = random.nextInt(4) == 0 ? TickColumns.NULL_PRICE : price - random.nextInt(900);
        final long ask = random.nextInt(9) == 0 ? TickColumns.NULL_PRICE : price + random.nextInt(900);
        final long originNs = now - (random.nextInt(4) == 0 ? random.nextInt(1_000) * 1_000_000L : 0);
        final long decayFromNs = random.nextInt(100) == 0 ? now - random.nextInt(2_000) * 1_000_000L : now + 2 * SECOND;
        if (random.nextInt(60) == 0)
        {
            reference.volatilityCentiBps = random.nextBoolean() ? 0 : random.nextInt(2_000_000);
        }
        reference.book.put(source, new MedianReference.Said(source, price, originNs, trustBps(), decayFromNs,
            MedianReference.spreadBps(bid, ask, price)));
        builder.envelope(source, now).content(now + source).tick(0, now, price, bid, ask, Refusal.NONE)
            .found(reference.book.get(source).trustBps(), originNs, decayFromNs, reference.volatilityCentiBps);
        book.put(builder.slot(), 0);
    }

    private long price()
    {
        return switch (random.nextInt(90))
        {
            case 0 -> centre * 2;
            case 1 -> centre / 2;
            case 2 -> centre + centre / 100;
            case 3 -> centre - centre / 100;
            case 4, 5, 6, 7, 8, 9 -> centre;
            default -> centre + random.nextInt(401) - 200;
        };
    }

    private int trustBps()
    {
        return switch (random.nextInt(80))
        {
            case 0 -> 0;
            case 1 -> random.nextInt(FLOOR_BPS);
            case 2, 3 -> FLOOR_BPS;
            case 4, 5, 6, 7 -> FLOOR_BPS + random.nextInt(10_001 - FLOOR_BPS);
            default -> 10_000;
        };
    }
}
