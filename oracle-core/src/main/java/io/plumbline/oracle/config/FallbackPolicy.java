// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

import java.util.HashSet;
import java.util.List;

/**
 * What an instrument falls back to when its own price is absent, and what each tier permits. Immutable; any thread.
 *
 * @param secondaries     symbols of instruments of the same asset, currency and scale, each with sources of its own,
 *                        legs included; may be empty, at most 8.
 * @param routes          symbols of instruments of the same asset, currency and scale whose median is the index; empty,
 *                        or 3 to 16, no instrument with sources being reached by half of them or more.
 * @param secondaryRights what SECONDARY permits.
 * @param indexRights     what INDEX permits.
 * @param lastGoodRights  what LAST_GOOD permits; neither issue nor authorization.
 */
public record FallbackPolicy(
    List<String> secondaries,
    List<String> routes,
    Rights secondaryRights,
    Rights indexRights,
    Rights lastGoodRights)
{
    /** Nothing to fall back to but the last good price, for display. */
    public static final FallbackPolicy NONE = new FallbackPolicy(List.of(), List.of());

    private static final int MAX_SECONDARIES = 8;
    private static final int MIN_ROUTES = 3;
    private static final int MAX_ROUTES = 16;

    /**
     * Validates every component.
     *
     * @param secondaries     symbols of instruments of the same asset, currency and scale, each with sources of its
     *                        own, legs included; may be empty, at most 8.
     * @param routes          symbols of instruments of the same asset, currency and scale whose median is the index;
     *                        empty, or 3 to 16, no instrument with sources being reached by half of them or more.
     * @param secondaryRights what SECONDARY permits.
     * @param indexRights     what INDEX permits.
     * @param lastGoodRights  what LAST_GOOD permits; neither issue nor authorization.
     */
    public FallbackPolicy
    {
        secondaries = List.copyOf(secondaries);
        routes = List.copyOf(routes);
        Check.range("secondaries", secondaries.size(), 0, MAX_SECONDARIES);
        Check.that(routes.isEmpty() || (routes.size() >= MIN_ROUTES && routes.size() <= MAX_ROUTES), "routes", routes,
            "must be none, or 3 to 16");
        Check.that(new HashSet<>(secondaries).size() == secondaries.size(), "secondaries", secondaries,
            "must differ");
        Check.that(new HashSet<>(routes).size() == routes.size(), "routes", routes, "must differ");
        Check.present("secondaryRights", secondaryRights);
        Check.present("indexRights", indexRights);
        Check.present("lastGoodRights", lastGoodRights);
        Check.that(!lastGoodRights.canIssue() && !lastGoodRights.canAuthorize(), "lastGoodRights", lastGoodRights,
            "must not permit money");
    }

    /**
     * With the default rights: SECONDARY issues at half the time and drift and a quarter of the order, and earlier
     * quotes need approval anew; INDEX authorizes at half the drift and a quarter of the order; LAST_GOOD is for
     * display.
     *
     * @param secondaries symbols, at most 8.
     * @param routes      symbols, none or 3 to 16.
     */
    public FallbackPolicy(final List<String> secondaries, final List<String> routes)
    {
        this(secondaries, routes, new Rights(true, true, true, true, 5_000, 5_000, 2_500),
            new Rights(false, true, true, false, 10_000, 5_000, 2_500), Rights.DISPLAY);
    }

    /**
     * What a tier permits.
     *
     * @param tier the tier.
     * @return FULL for PRIMARY, NONE for CLOSED.
     */
    public Rights rightsOf(final Tier tier)
    {
        return switch (tier)
        {
            case PRIMARY -> Rights.FULL;
            case SECONDARY -> secondaryRights;
            case INDEX -> indexRights;
            case LAST_GOOD -> lastGoodRights;
            case CLOSED -> Rights.NONE;
        };
    }
}
