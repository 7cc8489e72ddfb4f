// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One recorded message with what an operator has to know beside it. Only the payload is played; signers and feeds are
 * configuration, the time sets the clock.
 *
 * @param title       what the recording calls it.
 * @param payload     the message as it was.
 * @param signers     addresses of the registered signers, 20 bytes as 40 hexadecimal digits.
 * @param feeds       the feeds to price.
 * @param timestampMs when it was signed, milliseconds since 1970-01-01 UTC.
 */
@SuppressWarnings("ArrayRecordComponent") // two captures are never compared
record Capture(String title, byte[] payload, List<String> signers, List<String> feeds, long timestampMs)
{
    private static final Pattern ADDRESS = Pattern.compile("(0x)?[0-9a-fA-F]{40}");
    /** What fits a symbol with the currency behind it. */
    private static final Pattern FEED = Pattern.compile("[!-~]{1,20}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final long MAX_TIMESTAMP_MS = 1L << 42;

    /**
     * Reads every record of a file: a list of them, an object that holds them, or one alone.
     *
     * @throws IOException              if the file is no JSON.
     * @throws IllegalArgumentException naming the record and the field that is wrong.
     */
    static List<Capture> read(final Path file) throws IOException
    {
        final List<Map<?, ?>> records = new ArrayList<>();
        collect(Json.read(file), records);
        if (records.isEmpty())
        {
            throw new IllegalArgumentException(file + " holds no record with a payload");
        }
        final List<Capture> captures = new ArrayList<>();
        for (final Map<?, ?> record : records)
        {
            final String where = file + ", record " + (captures.size() + 1);
            captures.add(capture(record, where));
        }
        return captures;
    }

    private static void collect(final @Nullable Object value, final List<Map<?, ?>> into)
    {
        if (value instanceof Map<?, ?> map)
        {
            if (map.containsKey("payload"))
            {
                into.add(map);
            }
            else
            {
                map.values().forEach(held -> collect(held, into));
            }
        }
        else if (value instanceof List<?> list)
        {
            list.forEach(held -> collect(held, into));
        }
    }

    private static Capture capture(final Map<?, ?> record, final String where)
    {
        final Set<String> signers = new LinkedHashSet<>();
        for (final Object signer : list(map(record, "signer", where), "signers", where))
        {
            if (!(signer instanceof String digits) || !ADDRESS.matcher(digits).matches())
            {
                throw wrong(where, "signer.signers must be addresses of 20 bytes", signer);
            }
            signers.add(digits.substring(digits.length() - 40).toLowerCase(Locale.ROOT));
        }
        final Set<String> feeds = new LinkedHashSet<>();
        long timestampMs = 0;
        for (final Object held : list(map(record, "expected", where), "packages", where))
        {
            if (!(held instanceof Map<?, ?> packet))
            {
                throw wrong(where, "expected.packages must be objects", held);
            }
            timestampMs = Math.max(timestampMs, time(packet, where));
            addFeeds(list(packet, "points", where), feeds, where);
        }
        final Object description = record.get("description");
        final String title = description instanceof String text ? CONTROL.matcher(text).replaceAll("?") : "unnamed";
        return new Capture(title, payload(record, where), List.copyOf(signers), List.copyOf(feeds), timestampMs);
    }

    private static long time(final Map<?, ?> packet, final String where)
    {
        final Object time = packet.get("timestampMilliseconds");
        if (time instanceof Long ms && ms > 0 && ms < MAX_TIMESTAMP_MS)
        {
            return ms;
        }
        throw wrong(where, "timestampMilliseconds must be a time", time);
    }

    private static byte[] payload(final Map<?, ?> record, final String where)
    {
        try
        {
            final String digits = String.valueOf(record.get("payload"));
            return HexFormat.of().parseHex(digits.startsWith("0x") ? digits.substring(2) : digits);
        }
        catch (final IllegalArgumentException e)
        {
            throw new IllegalArgumentException(where + ": payload must be hexadecimal digits", e);
        }
    }

    private static void addFeeds(final List<?> points, final Set<String> feeds, final String where)
    {
        for (final Object point : points)
        {
            final Object feed = point instanceof Map<?, ?> map ? map.get("feedId") : null;
            if (!(feed instanceof String text) || !FEED.matcher(text).matches())
            {
                throw wrong(where, "feedId must have 1 to 20 printable characters", feed);
            }
            feeds.add(text);
        }
    }

    private static Map<?, ?> map(final Map<?, ?> in, final String field, final String where)
    {
        if (in.get(field) instanceof Map<?, ?> map)
        {
            return map;
        }
        throw wrong(where, field + " must be an object", in.get(field));
    }

    private static List<?> list(final Map<?, ?> in, final String field, final String where)
    {
        if (in.get(field) instanceof List<?> list && !list.isEmpty())
        {
            return list;
        }
        throw wrong(where, field + " must be a list that is not empty", in.get(field));
    }

    private static IllegalArgumentException wrong(final String where, final String rule, final @Nullable Object was)
    {
        return new IllegalArgumentException(where + ": " + rule + ", was " + was);
    }
}
