// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.reference;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.slot.Evaluation;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** One instrument's record, figure by figure. */
final class ReferenceRecord
{
    int instrument;
    Tier tier = Tier.CLOSED;
    Mode mode = Mode.NORMAL;
    Refusal refusal = Refusal.NO_PRICE;
    Refusal primaryRefusal = Refusal.NO_PRICE;
    boolean isImpliedHigh;
    long price;
    long rangeLow;
    long rangeHigh;
    long quartileLow;
    long quartileHigh;
    long asOfNs;
    long evaluatedAtNs;
    long validUntilNs = Long.MAX_VALUE;
    long confidenceBps;
    long dispersionBps;
    long staleShareBps;
    long spreadBps;
    long tierSpreadBps;
    long volatilityBps;
    long trustBps;
    int sources;
    int lineages;
    long mask;
    Map<Integer, Long> trustBySource = Map.of();
    boolean hasEvidence;
    byte[] digest = new byte[32];

    ReferenceRecord copy()
    {
        final ReferenceRecord copy = new ReferenceRecord();
        copy.instrument = instrument;
        copy.tier = tier;
        copy.mode = mode;
        copy.refusal = refusal;
        copy.primaryRefusal = primaryRefusal;
        copy.isImpliedHigh = isImpliedHigh;
        copy.price = price;
        copy.rangeLow = rangeLow;
        copy.rangeHigh = rangeHigh;
        copy.quartileLow = quartileLow;
        copy.quartileHigh = quartileHigh;
        copy.asOfNs = asOfNs;
        copy.evaluatedAtNs = evaluatedAtNs;
        copy.validUntilNs = validUntilNs;
        copy.confidenceBps = confidenceBps;
        copy.dispersionBps = dispersionBps;
        copy.staleShareBps = staleShareBps;
        copy.spreadBps = spreadBps;
        copy.tierSpreadBps = tierSpreadBps;
        copy.volatilityBps = volatilityBps;
        copy.trustBps = trustBps;
        copy.sources = sources;
        copy.lineages = lineages;
        copy.mask = mask;
        copy.hasEvidence = hasEvidence;
        copy.digest = digest.clone();
        return copy;
    }

    void prove(final byte[] newDigest)
    {
        digest = newDigest;
        hasEvidence = true;
    }

    void forgetEvidence()
    {
        digest = new byte[32];
        hasEvidence = false;
    }

    /** Where the engine's record differs, figure by figure; empty where it does not. */
    String differences(final Evaluation actual)
    {
        final List<String> found = new ArrayList<>();
        compare(found, "instrument", instrument, actual.instrument);
        compare(found, "tier", tier, actual.tier);
        compare(found, "mode", mode, actual.mode);
        compare(found, "refusal", refusal, actual.refusal);
        compare(found, "primaryRefusal", primaryRefusal, actual.primaryRefusal);
        compare(found, "isImpliedHigh", isImpliedHigh, actual.isImpliedHigh);
        compare(found, "price", price, actual.price);
        compare(found, "rangeLow", rangeLow, actual.rangeLow);
        compare(found, "rangeHigh", rangeHigh, actual.rangeHigh);
        compare(found, "quartileLow", quartileLow, actual.quartileLow);
        compare(found, "quartileHigh", quartileHigh, actual.quartileHigh);
        compare(found, "asOf", asOfNs, actual.asOfNs);
        compare(found, "evaluatedAt", evaluatedAtNs, actual.evaluatedAtNs);
        compare(found, "validUntil", validUntilNs, actual.validUntilNs);
        compare(found, "confidence", confidenceBps, (long)actual.confidenceBps);
        compare(found, "dispersion", dispersionBps, (long)actual.dispersionBps);
        compare(found, "staleShare", staleShareBps, (long)actual.staleShareBps);
        compare(found, "spread", spreadBps, (long)actual.spreadBps);
        compare(found, "tierSpread", tierSpreadBps, (long)actual.tierSpreadBps);
        compare(found, "volatility", volatilityBps, (long)actual.volatilityBps);
        compare(found, "trust", trustBps, (long)actual.trustBps);
        compare(found, "sources", sources, actual.sources);
        compare(found, "lineages", lineages, actual.lineages);
        compare(found, "mask", mask, actual.contributorMask);
        compare(found, "hasEvidence", hasEvidence, actual.hasEvidence);
        compare(found, "digest", HexFormat.of().formatHex(digest), HexFormat.of().formatHex(actual.evidenceDigest));
        return String.join(", ", found);
    }

    private static void compare(
        final List<String> found, final String name, final Object expected, final Object actual)
    {
        if (!expected.equals(actual))
        {
            found.add(name + " " + expected + " but was " + actual);
        }
    }
}
