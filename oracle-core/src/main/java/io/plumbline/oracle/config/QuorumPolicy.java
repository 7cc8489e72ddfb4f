// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * Who must agree before there is a price, for one instrument. Immutable. Weights are in the units of
 * {@link SourceConfig#baseWeight()}.
 *
 * @param minLineages     independent lineages needed, 1 to 64.
 * @param minSources      sources needed, 1 to 64, at least {@code minLineages}.
 * @param byzantineWeight base weight of liars to tolerate (F); 0 tolerates none.
 * @param lineageCapBps   largest share of the admitted base weight one lineage may hold, 1 to 10,000 basis points.
 * @param trustFloorBps   the least trust (τ) a source that is not excluded may have, 1 to 10,000 basis points.
 * @param dwellNs         how long quorum must hold before a closed instrument opens; nanoseconds, 0 to 1 h.
 */
public record QuorumPolicy(
    int minLineages, int minSources, long byzantineWeight, int lineageCapBps, int trustFloorBps, long dwellNs)
{
    /** Three lineages, three sources, one liar of weight 100, a lineage at most 40 %, τ = 0.75, dwell 1 s. */
    public static final QuorumPolicy DEFAULT = new QuorumPolicy(3, 3, 100, 4_000, 7_500, 1_000_000_000L);

    /**
     * Validates every component.
     *
     * @param minLineages     independent lineages needed, 1 to 64.
     * @param minSources      sources needed, 1 to 64, at least {@code minLineages}.
     * @param byzantineWeight base weight of liars to tolerate (F); 0 tolerates none.
     * @param lineageCapBps   largest share of the admitted base weight one lineage may hold, 1 to 10,000 basis points.
     * @param trustFloorBps   the least trust (τ) a source that is not excluded may have, 1 to 10,000 basis points.
     * @param dwellNs         how long quorum must hold before a closed instrument opens; nanoseconds, 0 to 1 h.
     */
    public QuorumPolicy
    {
        Check.range("minLineages", minLineages, 1, 64);
        Check.range("minSources", minSources, minLineages, 64);
        Check.range("byzantineWeight", byzantineWeight, 0, 1_000_000);
        Check.range("lineageCapBps", lineageCapBps, 1, 10_000);
        Check.range("trustFloorBps", trustFloorBps, 1, 10_000);
        Check.range("dwellNs", dwellNs, 0, 3_600_000_000_000L);
        Check.that((long)minLineages * lineageCapBps >= 10_000, "lineageCapBps", lineageCapBps,
            "must let " + minLineages + " lineages hold the whole weight");
    }
}
