// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.feed;

import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.Scheme;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.price.Scales;
import io.plumbline.oracle.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What each source's feeds mean, as the operator configured it: number or name → instrument, exponent, scale.
 * Immutable; any thread; look-ups allocate nothing. Feeds have dense ids over all sources.
 */
public final class FeedMap
{
    /** The source has no such feed. */
    public static final int NONE = -1;

    /** Bytes of a feed's name: UTF-8, padded with zeros on the right. */
    public static final int NAME_LENGTH = 32;

    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final int[] sources;
    private final int[] feedIds;
    private final byte[] names;
    private final int[] instruments;
    private final int[] exponents;
    private final int[] priceScales;
    private final int[] minDigits;
    private final int shift;
    private final int[] byNumber;
    private final int[] byName;

    private FeedMap(final OracleConfig config, final int count)
    {
        sources = new int[count];
        feedIds = new int[count];
        names = new byte[count * NAME_LENGTH];
        instruments = new int[count];
        exponents = new int[count];
        priceScales = new int[count];
        minDigits = new int[count];
        final int bits = Integer.SIZE - Integer.numberOfLeadingZeros(2 * count + 1);
        shift = Long.SIZE - bits;
        byNumber = new int[1 << bits];
        byName = new int[1 << bits];
        Arrays.fill(byNumber, NONE);
        Arrays.fill(byName, NONE);
        fill(config);
    }

    private void fill(final OracleConfig config)
    {
        int feed = 0;
        final List<SourceConfig> all = config.sources();
        for (int source = 0; source < all.size(); source++)
        {
            for (final FeedConfig each : all.get(source).feeds())
            {
                final int id = config.instrumentId(each.instrument());
                final InstrumentConfig instrument = config.instruments().get(id);
                sources[feed] = source;
                feedIds[feed] = each.feedId();
                instruments[feed] = id;
                exponents[feed] = each.exponent();
                priceScales[feed] = instrument.priceScale();
                minDigits[feed] = instrument.minSignificantDigits();
                if (all.get(source).scheme() == Scheme.PLUMBLINE)
                {
                    put(byNumber, numberSlot(source, each.feedId()), feed);
                }
                else
                {
                    final byte[] name = each.feedName().getBytes(StandardCharsets.UTF_8);
                    System.arraycopy(name, 0, names, feed * NAME_LENGTH, name.length);
                    put(byName, nameSlot(source, names, feed * NAME_LENGTH), feed);
                }
                feed++;
            }
        }
    }

    /**
     * Maps the feeds of every source.
     *
     * @param config the configuration.
     * @return the map.
     */
    public static FeedMap of(final OracleConfig config)
    {
        int count = 0;
        for (final SourceConfig source : config.sources())
        {
            count += source.feeds().size();
        }
        return new FeedMap(config, count);
    }

    /**
     * Finds a numbered feed.
     *
     * @param source dense source id.
     * @param feedId the number frames use.
     * @return the dense feed id, or {@link #NONE}.
     */
    public int numbered(final int source, final int feedId)
    {
        final int mask = byNumber.length - 1;
        for (int i = numberSlot(source, feedId); byNumber[i] != NONE; i = (i + 1) & mask)
        {
            final int feed = byNumber[i];
            if (sources[feed] == source && feedIds[feed] == feedId)
            {
                return feed;
            }
        }
        return NONE;
    }

    /**
     * Finds a named feed.
     *
     * @param source dense source id.
     * @param bytes  holds the name's {@link #NAME_LENGTH} bytes.
     * @param at     index of the first.
     * @return the dense feed id, or {@link #NONE}.
     */
    public int named(final int source, final byte[] bytes, final int at)
    {
        final int mask = byName.length - 1;
        for (int i = nameSlot(source, bytes, at); byName[i] != NONE; i = (i + 1) & mask)
        {
            final int feed = byName[i];
            if (sources[feed] == source && Bytes.isEqual(names, feed * NAME_LENGTH, bytes, at, NAME_LENGTH))
            {
                return feed;
            }
        }
        return NONE;
    }

    /**
     * What the feed prices.
     *
     * @param feed dense feed id.
     * @return dense instrument id.
     */
    public int instrument(final int feed)
    {
        return instruments[feed];
    }

    /**
     * The configured power of ten of the signed integer.
     *
     * @param feed dense feed id.
     * @return the exponent; without meaning where the signed bytes carry their own.
     */
    public int exponent(final int feed)
    {
        return exponents[feed];
    }

    /**
     * Brings a signed integer to the scale of the feed's instrument, rounded half-even.
     *
     * @param feed     dense feed id.
     * @param mantissa the signed integer.
     * @param exponent its power of ten.
     * @return the price, {@link Scales#OVERFLOW}, or {@link Scales#PRECISION_LOST} where rounding left too few digits.
     */
    public long rescale(final int feed, final long mantissa, final int exponent)
    {
        return Scales.rescale(mantissa, exponent, priceScales[feed], minDigits[feed]);
    }

    private int numberSlot(final int source, final int feedId)
    {
        return (int)(((((long)source << Integer.SIZE) | (feedId & 0xFFFF_FFFFL)) * SPREAD) >>> shift);
    }

    private int nameSlot(final int source, final byte[] bytes, final int at)
    {
        long hash = source;
        for (int i = 0; i < NAME_LENGTH; i += Long.BYTES)
        {
            hash = Long.rotateLeft((hash ^ Bytes.i64(bytes, at + i)) * SPREAD, 29);
        }
        return (int)((hash * SPREAD) >>> shift);
    }

    private static void put(final int[] table, final int slot, final int feed)
    {
        int i = slot;
        while (table[i] != NONE)
        {
            i = (i + 1) & (table.length - 1);
        }
        table[i] = feed;
    }
}
