// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * What one of a source's feeds means. Immutable. Symbol and scale come from here, never from unsigned hints beside a
 * message.
 *
 * @param feedId     the number Plumbline frames use; 0 for schemes that name feeds by text.
 * @param feedName   the text RedStone packages use (UTF-8, at most 31 bytes); empty for schemes that use numbers.
 * @param instrument the symbol of the instrument it prices.
 * @param exponent   power of ten of the signed integer where the signed bytes do not carry it; 0 where they do.
 * @param expectedIntervalNs how often it is expected; nanoseconds, 1 ms to 1 day, or 0 for the source's interval.
 */
public record FeedConfig(int feedId, String feedName, String instrument, int exponent, long expectedIntervalNs)
{
    /**
     * Validates every component.
     *
     * @param feedId     the number Plumbline frames use; 0 for schemes that name feeds by text.
     * @param feedName   the text RedStone packages use (UTF-8, at most 31 bytes); empty for schemes that use numbers.
     * @param instrument the symbol of the instrument it prices.
     * @param exponent   power of ten of the signed integer where the signed bytes do not carry it; 0 where they do.
     * @param expectedIntervalNs how often it is expected; nanoseconds, 1 ms to 1 day, or 0 for the source's interval.
     */
    public FeedConfig
    {
        Check.present("feedName", feedName);
        Check.ascii("instrument", instrument, 24);
        Check.that(feedName.chars().noneMatch(Character::isISOControl), "feedName", feedName,
            "must hold no control character");
        Check.range("exponent", exponent, -36, 36);
        Check.that(expectedIntervalNs == 0 ||
            (expectedIntervalNs >= 1_000_000L && expectedIntervalNs <= 86_400_000_000_000L), "expectedIntervalNs",
            expectedIntervalNs, "must be 0, or 1 ms to 1 day");
        Check.that(feedName.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= 31, "feedName", feedName,
            "must have at most 31 bytes");
    }

    /**
     * A feed of Plumbline's own frame; its exponent stands in the signed bytes.
     *
     * @param feedId     the number frames use.
     * @param instrument the symbol it prices.
     * @return the feed.
     */
    public static FeedConfig numbered(final int feedId, final String instrument)
    {
        return new FeedConfig(feedId, "", instrument, 0, 0);
    }

    /**
     * A feed named by text whose scale is not signed.
     *
     * @param feedName   the text packages use, at most 31 bytes.
     * @param instrument the symbol it prices.
     * @param decimals   decimals of the signed integer, 0 to 36.
     * @return the feed.
     */
    public static FeedConfig named(final String feedName, final String instrument, final int decimals)
    {
        Check.that(!feedName.isEmpty(), "feedName", feedName, "must not be empty");
        return new FeedConfig(0, feedName, instrument, -decimals, 0);
    }

    /**
     * The same feed with a cadence of its own.
     *
     * @param intervalNs how often it is expected; nanoseconds, 1 ms to 1 day.
     * @return a new feed.
     */
    public FeedConfig every(final long intervalNs)
    {
        return new FeedConfig(feedId, feedName, instrument, exponent, intervalNs);
    }
}
