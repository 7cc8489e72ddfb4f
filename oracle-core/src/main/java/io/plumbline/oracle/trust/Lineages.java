// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import io.plumbline.oracle.config.OracleConfig;
import java.util.HashMap;
import java.util.Map;

/**
 * The configured lineages by dense id, in the order sources first name them. Immutable; any thread. Who is
 * independent of whom is the operator's word, never the source's.
 */
public final class Lineages
{
    private final int[] idBySource;
    private final int count;

    /**
     * Numbers the lineages.
     *
     * @param config whose sources name them.
     */
    public Lineages(final OracleConfig config)
    {
        final Map<String, Integer> ids = new HashMap<>();
        idBySource = new int[config.sources().size()];
        for (int source = 0; source < idBySource.length; source++)
        {
            final String lineage = config.sources().get(source).lineage();
            final int next = ids.size();
            idBySource[source] = ids.computeIfAbsent(lineage, name -> next);
        }
        count = ids.size();
    }

    /**
     * The lineage of a source.
     *
     * @param source dense id.
     * @return dense lineage id, 0 to {@link #count} - 1.
     */
    public int of(final int source)
    {
        return idBySource[source];
    }

    /**
     * How many lineages there are.
     *
     * @return 1 to 64.
     */
    public int count()
    {
        return count;
    }
}
