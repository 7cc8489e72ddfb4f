// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What must hold among the sources of one oracle. */
final class SourceChecks
{
    private SourceChecks()
    {
    }

    /**
     * The connections in the order sources first name them.
     *
     * @throws IllegalArgumentException naming the first field that clashes with another's.
     */
    static List<String> connections(
        final List<SourceConfig> sources, final InstrumentGraph graph, final List<InstrumentConfig> instruments)
    {
        final Map<String, Integer> seen = new LinkedHashMap<>();
        final Set<String> names = new HashSet<>();
        final Set<Integer> providerIds = new HashSet<>();
        for (final SourceConfig source : sources)
        {
            Check.that(names.add(source.name()), "source", source.name(), "must be unique");
            Check.that(source.scheme() != Scheme.PLUMBLINE || providerIds.add(source.providerId()), "providerId",
                source.providerId(), "of " + source.name() + " must be unique");
            final Set<String> feedKeys = new HashSet<>();
            for (final FeedConfig feed : source.feeds())
            {
                Check.that(graph.id(feed.instrument()) >= 0, "feed instrument", feed.instrument(), "of " +
                    source.name() + " is not configured");
                Check.that(graph.legs(graph.id(feed.instrument())).isEmpty(), "feed instrument", feed.instrument(),
                    "of " + source.name() + " is derived from others");
                Check.that(feedKeys.add(feed.feedId() + "/" + feed.feedName()), "feed", feed, "of " + source.name() +
                    " must be unique");
                Check.that(feedKeys.add("for " + feed.instrument()), "feed", feed, "of " + source.name() +
                    " must be its only one for the instrument");
                Check.that(source.scheme() == Scheme.PLUMBLINE == feed.feedName().isEmpty(), "feedName",
                    feed.feedName(), "of " + source.name() + " must suit scheme " + source.scheme());
            }
            final Set<Integer> fed = new HashSet<>();
            source.feeds().forEach(feed -> fed.add(graph.id(feed.instrument())));
            for (int instrument = 0; instrument < instruments.size(); instrument++)
            {
                final int each = instrument;
                Check.that(IntStream.of(graph.secondaries(each)).noneMatch(secondary -> isFed(graph, each, fed) &&
                    isFed(graph, secondary, fed)), "feeds", instruments.get(each).symbol(),
                    "and a secondary of it must not both be fed by " + source.name());
            }
            source.connections().forEach(c -> seen.putIfAbsent(c, seen.size()));
        }
        return List.copyOf(seen.keySet());
    }

    /** Whether an instrument, or a leg of it, is among those fed. */
    private static boolean isFed(final InstrumentGraph graph, final int instrument, final Set<Integer> fed)
    {
        return graph.roots(instrument).stream().anyMatch(fed::contains);
    }
}
