// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.reference;

import static io.plumbline.oracle.reference.ReferenceWorld.INSTRUMENTS;
import static io.plumbline.oracle.reference.ReferenceWorld.KEYS;
import static io.plumbline.oracle.reference.ReferenceWorld.MS;
import static io.plumbline.oracle.reference.ReferenceWorld.SECOND;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.reference.Happening.Said;
import io.plumbline.oracle.slot.TickColumns;
import io.plumbline.oracle.wire.AdminEvent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Streams by seed: mostly good prices of a wandering market, and every way of being wrong in between. */
final class ReferenceStream
{
    /** How a source behaves until its mood changes. */
    private enum Mood
    {
        GOOD, FAR, FROZEN, WANDERING, WIDE, SLOW
    }

    private final Random random;
    private final OracleConfig config;
    private final List<Happening> made = new ArrayList<>();
    private final Mood[] moods;
    private final boolean[] isCounted;
    private final long[] epochs;
    private final long[] sequences;
    private final double[] worth = new double[INSTRUMENTS];
    private final double[] own;
    private long nowNs = SampleOracle.START;
    private long contents;
    private boolean isCalm = true;
    private int silent;

    ReferenceStream(final long seed, final OracleConfig config)
    {
        random = new Random(seed);
        this.config = config;
        final int sources = config.sources().size();
        moods = new Mood[sources];
        isCounted = new boolean[sources];
        epochs = new long[sources * KEYS];
        sequences = new long[sources * KEYS];
        own = new double[sources];
        for (int source = 0; source < sources; source++)
        {
            moods[source] = Mood.GOOD;
            isCounted[source] = random.nextInt(4) != 0;
            own[source] = 1;
        }
        for (int i = 0; i < INSTRUMENTS; i++)
        {
            worth[i] = ReferenceWorld.worth(i);
        }
    }

    List<Happening> make(final int steps)
    {
        while (made.size() < steps)
        {
            walk();
            made.add(next());
        }
        return made;
    }

    private void walk()
    {
        nowNs += random.nextInt(60) * MS + random.nextInt(1_000);
        nowNs += random.nextInt(150) == 0 ? random.nextInt(12) * SECOND : 0;
        isCalm = random.nextInt(200) == 0 ? !isCalm : isCalm;
        if (random.nextInt(120) == 0)
        {
            silent = random.nextInt(1 << INSTRUMENTS);
            silent &= random.nextInt(1 << INSTRUMENTS);
        }
        for (int i = 0; i < INSTRUMENTS; i++)
        {
            worth[i] *= 1 + random.nextGaussian() * (isCalm ? 0.00002 : 0.0008);
            worth[i] *= random.nextInt(1_500) == 0 ? 0.93 + random.nextDouble() * 0.14 : 1;
        }
        final int source = random.nextInt(moods.length);
        if (random.nextInt(25) == 0)
        {
            final Mood[] all = Mood.values();
            moods[source] = random.nextInt(3) != 0 ? Mood.GOOD : all[random.nextInt(all.length)];
            own[source] = 1 + (random.nextDouble() - 0.5) * 0.3;
        }
    }

    private Happening next()
    {
        final int dice = random.nextInt(100);
        if (dice < 10)
        {
            return Happening.clock(nowNs);
        }
        if (dice < 14)
        {
            return Happening.order(random.nextInt(INSTRUMENTS), nowNs);
        }
        if (dice < 15)
        {
            return admin();
        }
        if (dice < 19 && !made.isEmpty())
        {
            return again(made.get(random.nextInt(made.size())));
        }
        return envelope(random.nextInt(moods.length), random.nextInt(12) == 0);
    }

    private Happening admin()
    {
        final int target = random.nextInt(moods.length);
        return switch (random.nextInt(7))
        {
            case 0 -> Happening.admin(AdminEvent.EXCLUDE_SOURCE, target, 0, nowNs);
            case 1, 2, 3 -> Happening.admin(
                AdminEvent.READMIT_SOURCE, random.nextInt(3) == 0 ? target : lastExcluded(), 0, nowNs);
            case 4 -> Happening.admin(AdminEvent.REVOKE_KEY, target, 0, nowNs);
            case 5 -> Happening.admin(AdminEvent.OVERRIDE_TRUST, target, random.nextInt(10_001), nowNs);
            default -> Happening.admin(AdminEvent.OVERRIDE_TRUST, target, 0, nowNs);
        };
    }

    private int lastExcluded()
    {
        for (int i = made.size() - 1; i >= 0; i--)
        {
            if (made.get(i).kind() == Happening.Kind.ADMIN && made.get(i).command() == AdminEvent.EXCLUDE_SOURCE)
            {
                return made.get(i).target();
            }
        }
        return 0;
    }

    /** An earlier envelope once more: the same, or as another message, or with another content. */
    private Happening again(final Happening earlier)
    {
        if (earlier.kind() != Happening.Kind.ENVELOPE)
        {
            return Happening.clock(nowNs);
        }
        final boolean isOther = random.nextInt(4) == 0;
        final List<Said> ticks = new ArrayList<>(earlier.ticks());
        if (isOther)
        {
            ticks.replaceAll(t ->
                new Said(t.instrument(), t.observedAtNs(), t.price() + 1, t.bid(), t.ask(), t.decoded()));
        }
        return new Happening(Happening.Kind.ENVELOPE, nowNs, earlier.source(), earlier.key(), earlier.isCounted(),
            earlier.epoch(), earlier.sequence(), earlier.signedAtNs(), isOther ? ++contents : earlier.content(),
            random.nextBoolean() ? earlier.message() : ++contents, ticks, 0, 0, 0);
    }

    private Happening envelope(final int source, final boolean isOdd)
    {
        final int keyOf = random.nextInt(40) == 0 ? 1 : 0;
        final int key = source * KEYS + keyOf;
        final int odd = isOdd ? random.nextInt(9) : -1;
        long signedAtNs = nowNs - random.nextInt(20) * MS;
        signedAtNs += odd == 0 ? random.nextInt(3_000) * MS : 0;
        signedAtNs -= odd == 1 ? random.nextInt(3_000) * MS : 0;
        long epoch = epochs[key];
        long sequence = ++sequences[key];
        switch (odd)
        {
            case 2 -> sequence = sequences[key] += random.nextInt(3_000);
            case 3 -> epoch = epochs[key] += random.nextInt(10) == 0 ? 1 : 0;
            case 4 -> epoch = Math.max(0, epoch - random.nextInt(2));
            case 5 -> sequence = Math.max(1, sequence - random.nextInt(5));
            default ->
            {
                // the next in turn
            }
        }
        final List<Said> ticks = new ArrayList<>();
        final List<Integer> priced = instruments(source);
        Collections.shuffle(priced, random);
        final int count = 1 + random.nextInt(Math.min(4, priced.size()));
        for (int i = 0; i < count; i++)
        {
            ticks.add(said(source, priced.get(i), signedAtNs, odd));
        }
        return new Happening(Happening.Kind.ENVELOPE, nowNs, source, key, isCounted[source],
            isCounted[source] ? epoch : 0, isCounted[source] ? sequence : signedAtNs, signedAtNs, ++contents,
            ++contents, ticks, 0, 0, 0);
    }

    private List<Integer> instruments(final int source)
    {
        final List<Integer> ids = new ArrayList<>();
        config.sources().get(source).feeds().forEach(feed -> ids.add(config.instrumentId(feed.instrument())));
        final List<Integer> spoken = new ArrayList<>(ids);
        spoken.removeIf(id -> (silent >>> id & 1) != 0);
        return spoken.isEmpty() ? ids : spoken;
    }

    private Said said(final int source, final int instrument, final long signedAtNs, final int odd)
    {
        double value = worth[instrument] * (1 + random.nextGaussian() * 0.0002);
        long observedNs = Math.min(signedAtNs, nowNs) - random.nextInt(30) * MS;
        switch (moods[source])
        {
            case FAR -> value = worth[instrument] * own[source];
            case FROZEN -> value = ReferenceWorld.worth(instrument);
            case WANDERING -> value = worth[instrument] * (own[source] *= 1 + random.nextGaussian() * 0.002);
            case WIDE -> value = worth[instrument] * (1 + random.nextGaussian() * 0.01);
            case SLOW -> observedNs -= random.nextInt(6_000) * MS;
            default ->
            {
                // as the market has it
            }
        }
        if (odd == 6)
        {
            value *= Math.pow(10, random.nextInt(7) - 3);
        }
        if (odd == 7)
        {
            value = worth[random.nextBoolean() ? ReferenceWorld.TETHER : ReferenceWorld.COIN];
        }
        observedNs += random.nextInt(150) == 0 ? random.nextInt(3_000) * MS : 0;
        final long price = BigDecimal.valueOf(value).movePointRight(ReferenceWorld.scale(instrument))
            .setScale(0, RoundingMode.HALF_EVEN).longValueExact();
        return quoted(instrument, observedNs, price, odd);
    }

    private Said quoted(final int instrument, final long observedNs, final long price, final int odd)
    {
        if (odd == 8)
        {
            final Refusal decoded = switch (random.nextInt(5))
            {
                case 0 -> Refusal.PRICE_OVERFLOW;
                case 1 -> Refusal.PRECISION_LOST;
                case 2 -> Refusal.PRICE_ABSENT;
                default -> Refusal.NONE;
            };
            final boolean isAbsent = decoded != Refusal.NONE || random.nextInt(3) == 0;
            return new Said(instrument, observedNs, isAbsent ? 0 : price, price + 5, price - 5, decoded);
        }
        if (random.nextInt(3) == 0)
        {
            return Said.of(instrument, observedNs, price);
        }
        final long half = price * random.nextInt(isCalm ? 10 : 80) / 20_000;
        return new Said(instrument, observedNs, price, price - half, random.nextInt(10) == 0 ?
            TickColumns.NULL_PRICE : price + half, Refusal.NONE);
    }
}
