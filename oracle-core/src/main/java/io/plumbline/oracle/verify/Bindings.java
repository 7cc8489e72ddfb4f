// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.verify;

import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.Scheme;
import io.plumbline.oracle.config.SourceConfig;
import java.util.Arrays;
import java.util.List;

/** Which sources may arrive on which connection, and the source of a provider id. Immutable; allocates nothing. */
final class Bindings
{
    static final int NONE = -1;

    private final long[] plumblineSources;
    private final long[] redStoneSources;
    private final int[] providerIds;
    private final int[] providers;

    Bindings(final OracleConfig config)
    {
        final List<String> connections = config.connections();
        final List<SourceConfig> sources = config.sources();
        plumblineSources = new long[connections.size()];
        redStoneSources = new long[connections.size()];
        final int[] ids = new int[sources.size()];
        final int[] owners = new int[sources.size()];
        int count = 0;
        for (int source = 0; source < sources.size(); source++)
        {
            final SourceConfig each = sources.get(source);
            final boolean isPlumbline = each.scheme() == Scheme.PLUMBLINE;
            final long[] masks = isPlumbline ? plumblineSources : redStoneSources;
            for (final String connection : each.connections())
            {
                masks[connections.indexOf(connection)] |= 1L << source;
            }
            if (isPlumbline)
            {
                ids[count] = each.providerId();
                owners[count++] = source;
            }
        }
        providerIds = Arrays.copyOf(ids, count);
        providers = Arrays.copyOf(owners, count);
    }

    boolean isConnection(final int connection)
    {
        return connection >= 0 && connection < redStoneSources.length;
    }

    boolean isPlumblineBound(final int connection, final int source)
    {
        return ((plumblineSources[connection] >>> source) & 1) != 0;
    }

    long redStoneSources(final int connection)
    {
        return redStoneSources[connection];
    }

    /** At most 64 providers: a scan is as good as a table. */
    int sourceOf(final int providerId)
    {
        for (int i = 0; i < providerIds.length; i++)
        {
            if (providerIds[i] == providerId)
            {
                return providers[i];
            }
        }
        return NONE;
    }
}
