// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.SourceConfig;

/**
 * What is configured of each pair, a source on an instrument: how far ahead its times may lie, how long it may be
 * silent. Immutable; any thread.
 */
final class PairTerms
{
    // skew and grace of each pair, side by side
    private final long[] terms;
    private final int[][] fed;

    PairTerms(final OracleConfig config)
    {
        final int instruments = config.instruments().size();
        final int sources = config.sources().size();
        terms = new long[2 * sources * instruments];
        fed = new int[sources][];
        for (int source = 0; source < sources; source++)
        {
            final SourceConfig settings = config.sources().get(source);
            for (int instrument = 0; instrument < instruments; instrument++)
            {
                final int dense = source * instruments + instrument;
                terms[2 * dense] = Math.min(settings.maxSkewNs(),
                    config.instruments().get(instrument).freshness().futureSkewNs());
                terms[2 * dense + 1] = 2 * settings.expectedIntervalNs();
            }
            fed[source] = new int[settings.feeds().size()];
            for (int i = 0; i < fed[source].length; i++)
            {
                final FeedConfig feed = settings.feeds().get(i);
                fed[source][i] = config.instrumentId(feed.instrument());
                if (feed.expectedIntervalNs() > 0)
                {
                    terms[2 * (source * instruments + fed[source][i]) + 1] = 2 * feed.expectedIntervalNs();
                }
            }
        }
    }

    /** How far ahead of receipt a time may lie; nanoseconds. */
    long skewNs(final int dense)
    {
        return terms[2 * dense];
    }

    /** How long after an accepted tick trust stands; nanoseconds. */
    long graceNs(final int dense)
    {
        return terms[2 * dense + 1];
    }

    /** The instruments a source feeds; not to be written to. */
    int[] fedBy(final int source)
    {
        return fed[source];
    }
}
