// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.SignerConfig;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.SourceConfig;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FeedMapTest
{
    private static final int SOURCES = 12;
    private static final int INSTRUMENTS = 6;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void contractE_shouldFindWhatAMapFindsPerSourceAndFeed(final long seed)
    {
        final Random random = new Random(seed);
        final Map<String, Integer> numbered = new HashMap<>();
        final Map<String, Integer> named = new HashMap<>();
        final Map<String, Integer> exponents = new HashMap<>();
        final OracleConfigBuilder oracle = OracleConfig.builder().signingSeed(new SigningSeed(1, new byte[32]));
        for (int i = 0; i < INSTRUMENTS; i++)
        {
            oracle.instrument(InstrumentConfig.named("I" + i).asset("a", 8).currency("USD", 2).build());
        }
        for (int source = 0; source < SOURCES; source++)
        {
            final boolean isNamed = random.nextBoolean();
            final SourceConfig.Builder config = SourceConfig.named("s" + source).connection("c");
            final SourceConfig.Builder signed = isNamed ?
                config.redStone().signer(SignerConfig.address(1, new byte[20])) :
                config.plumbline(source).signer(SignerConfig.ed25519(1, new byte[32]));
            final int shift = random.nextInt(20);
            final int instruments = 1 + random.nextInt(INSTRUMENTS);
            for (int i = 0; i < instruments; i++)
            {
                final int id = feedId(shift + i);
                signed.feed(isNamed ? FeedConfig.named(name(id), "I" + i, i) : FeedConfig.numbered(id, "I" + i));
                (isNamed ? named : numbered).put(source + "/" + id, i);
                exponents.put(source + "/" + id, isNamed ? -i : 0);
            }
            oracle.source(signed.build());
        }
        final FeedMap feeds = FeedMap.of(oracle.build());
        for (int source = 0; source < SOURCES; source++)
        {
            for (int i = 0; i < 30; i++)
            {
                final int id = feedId(i);
                final String key = source + "/" + id;
                final byte[] bytes = Arrays.copyOf(("__" + name(id)).getBytes(StandardCharsets.UTF_8), 50);
                check(feeds, numbered.get(key), exponents.get(key), feeds.numbered(source, id), seed);
                check(feeds, named.get(key), exponents.get(key), feeds.named(source, bytes, 2), seed);
                bytes[33] = 1;
                assertEquals(FeedMap.NONE, feeds.named(source, bytes, 2), "all 32 bytes count, seed " + seed);
            }
        }
    }

    private static void check(
        final FeedMap feeds, final Integer instrument, final Integer exponent, final int feed, final long seed)
    {
        assertEquals(instrument == null, feed == FeedMap.NONE, "seed " + seed);
        if (instrument != null)
        {
            assertEquals(instrument, feeds.instrument(feed), "seed " + seed);
            assertEquals(exponent, feeds.exponent(feed), "seed " + seed);
        }
    }

    private static int feedId(final int i)
    {
        return (i - 12) * 65_536;
    }

    private static String name(final int id)
    {
        return "a longer name than a word " + (char)('A' + id / 65_536 + 12);
    }
}
