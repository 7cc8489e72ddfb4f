// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.reference;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.median.MedianStage;
import io.plumbline.oracle.reference.Finding.Findings;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.TickColumns;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.trust.TrustStage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The engine's stages and the reference side by side, fed the same events and compared after each. */
final class JudgementRun
{
    /** What a stream reached. */
    static final class Reached
    {
        final Set<Refusal> refusals = EnumSet.noneOf(Refusal.class);
        final Set<Enum<?>> others = new HashSet<>();
    }

    private final TrustStage trust;
    private final MedianStage median;
    private final ReferenceTrust referenceTrust;
    private final ReferenceJudgement reference;
    private final Slot slot = new Slot();
    private final List<Evaluation> published = new ArrayList<>();
    private final List<long[]> publishedTrust = new ArrayList<>();
    private final Reached reached;

    JudgementRun(final OracleConfig config, final Reached reached)
    {
        this.reached = reached;
        trust = new TrustStage(config, new StageCounters());
        median = new MedianStage(config, new StageCounters(), this::keep);
        referenceTrust = new ReferenceTrust(config);
        reference = new ReferenceJudgement(config);
    }

    private void keep(final Evaluation evaluation, final long[] trustWords)
    {
        final Evaluation copy = new Evaluation();
        copy.copyFrom(evaluation);
        published.add(copy);
        publishedTrust.add(trustWords.clone());
    }

    /** Plays one event; where the two first differ, or empty. */
    String step(final Happening event)
    {
        published.clear();
        publishedTrust.clear();
        event.fill(slot);
        trust.onSlot(slot);
        final Findings findings = referenceTrust.on(event);
        final String byTrust = compare(findings);
        if (!byTrust.isEmpty())
        {
            return byTrust;
        }
        if (trust.stateHash() != referenceTrust.stateHash())
        {
            return "trust's state differs; the reference has" + referenceTrust.describe();
        }
        reached.others.addAll(referenceTrust.causesSeen());
        median.onSlot(slot);
        final ReferenceJudgement.Outcome outcome = reference.on(event, findings);
        note(outcome.published());
        note(outcome.answered());
        final String byRecords =
            compare("record", outcome.published(), published) + compareTrust(outcome.published());
        if (!byRecords.isEmpty())
        {
            return byRecords;
        }
        final List<Evaluation> answers = new ArrayList<>();
        for (int i = 0; i < slot.evaluationCount; i++)
        {
            answers.add(slot.evaluations[i]);
        }
        final String byAnswers = compare("answer", outcome.answered(), answers);
        if (!byAnswers.isEmpty())
        {
            return byAnswers;
        }
        return median.stateHash() == reference.stateHash() ? "" :
            "median's state differs; the reference has" + reference.describe();
    }

    private void note(final List<ReferenceRecord> records)
    {
        for (final ReferenceRecord record : records)
        {
            reached.refusals.add(record.refusal);
            reached.refusals.add(record.primaryRefusal);
            reached.others.add(record.tier);
            reached.others.add(record.mode);
        }
    }

    private String compare(final Findings expected)
    {
        final TickColumns ticks = slot.ticks;
        for (int i = 0; i < expected.ticks().size(); i++)
        {
            final Finding finding = expected.ticks().get(i);
            reached.refusals.add(finding.refusal());
            final boolean isAccepted = finding.refusal() == Refusal.NONE;
            final Finding actual = new Finding(ticks.refusal[i], isAccepted ? ticks.trustBps[i] : 0,
                isAccepted ? ticks.decayFromNs[i] : 0, isAccepted ? ticks.originNs[i] : 0,
                isAccepted ? ticks.volatilityCentiBps[i] : 0, ticks.isWithdrawn[i]);
            if (!finding.equals(actual))
            {
                return "tick " + i + ": expected " + finding + " but was " + actual + " with" +
                    referenceTrust.describe();
            }
        }
        final boolean isSame = expected.changedSource() == slot.changedSource &&
            expected.excludedUntilNs() == slot.excludedUntilNs;
        return isSame ? "" : "source-wide: expected " + expected.changedSource() + " until " +
            expected.excludedUntilNs() + " but was " + slot.changedSource + " until " + slot.excludedUntilNs;
    }

    /** The trust of each source that goes with a record. */
    private String compareTrust(final List<ReferenceRecord> expected)
    {
        for (int i = 0; i < expected.size(); i++)
        {
            final long[] words = publishedTrust.get(i);
            for (int source = 0; source < 4 * words.length; source++)
            {
                final long actual = (words[source / 4] >>> (16 * (source % 4))) & 0xffff;
                final long wanted = expected.get(i).trustBySource.getOrDefault(source, 0L);
                if (wanted != actual)
                {
                    return "trust of source " + source + " on " + expected.get(i).instrument + ": expected " +
                        wanted + " but was " + actual + reference.describe();
                }
            }
        }
        return "";
    }

    private String compare(final String what, final List<ReferenceRecord> expected, final List<Evaluation> actual)
    {
        final List<Integer> ids = actual.stream().map(e -> e.instrument).toList();
        final List<Integer> wanted = expected.stream().map(r -> r.instrument).toList();
        if (!wanted.equals(ids))
        {
            return what + "s of " + wanted + " but was of " + ids;
        }
        for (int i = 0; i < actual.size(); i++)
        {
            final String differences = expected.get(i).differences(actual.get(i));
            if (!differences.isEmpty())
            {
                return what + " of " + ids.get(i) + ": " + differences + reference.describe();
            }
        }
        return "";
    }
}
