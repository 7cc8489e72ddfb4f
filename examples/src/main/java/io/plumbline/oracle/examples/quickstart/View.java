// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples.quickstart;

import io.plumbline.oracle.Counters;
import io.plumbline.oracle.ExplainReply;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Oracle;
import io.plumbline.oracle.ReferencePrice;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SourceExplanation;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.LongSupplier;

/**
 * What can be seen of the world at a moment, from outside the engine. The director's thread.
 */
final class View
{
    private final Oracle oracle;
    private final List<Publisher> publishers;
    private final LongSupplier refusedAtTheDoor;
    private final LongSupplier referenceQuotes;
    private final ReferencePrice[] prices = new ReferencePrice[World.ASSETS.size()];
    private final Refusal[] whyNot = new Refusal[prices.length];

    View(
        final Oracle oracle,
        final List<Publisher> publishers,
        final LongSupplier refusedAtTheDoor,
        final LongSupplier referenceQuotes)
    {
        this.oracle = oracle;
        this.publishers = publishers;
        this.refusedAtTheDoor = refusedAtTheDoor;
        this.referenceQuotes = referenceQuotes;
        for (int i = 0; i < prices.length; i++)
        {
            prices[i] = new ReferencePrice();
        }
        refresh();
    }

    /** Reads every price anew. */
    void refresh()
    {
        for (int i = 0; i < prices.length; i++)
        {
            whyNot[i] = oracle.prices().read(i, prices[i]);
        }
    }

    boolean isOpen()
    {
        for (final Refusal refusal : whyNot)
        {
            if (refusal != Refusal.NONE)
            {
                return false;
            }
        }
        return true;
    }

    ReferencePrice price(final int instrument)
    {
        return prices[instrument];
    }

    Refusal whyNot(final int instrument)
    {
        return whyNot[instrument];
    }

    boolean isContributor(final int source, final int instrument)
    {
        return prices[instrument].isContributor(source);
    }

    /** On how many instruments a source's price is admitted. */
    int contributions(final int source)
    {
        int count = 0;
        for (int i = 0; i < prices.length; i++)
        {
            count += isContributor(source, i) ? 1 : 0;
        }
        return count;
    }

    int trustBps(final int source, final int instrument)
    {
        return prices[instrument].trustBps(source);
    }

    /** What the oracle answers when it is asked why a source is out: the causes it holds against it. */
    String whyOut(final int source, final int instrument)
    {
        final ExplainReply reply = oracle.explanations().explain(instrument).toCompletableFuture().join();
        if (reply.refusal() != Refusal.NONE)
        {
            return reply.refusal().sentence();
        }
        final SourceExplanation told = reply.explanation().sources().get(source);
        return told.standing() + " for " + told.causes();
    }

    Publisher.Role role(final int source)
    {
        return publishers.get(source).role();
    }

    String health()
    {
        return oracle.health().name();
    }

    long count(final Metric metric)
    {
        return oracle.counters().count(metric);
    }

    long count(final Refusal refusal)
    {
        return oracle.counters().count(refusal);
    }

    long framesRefused()
    {
        return count(Metric.FRAMES_REFUSED) + refusedAtTheDoor.getAsLong();
    }

    long referenceQuotes()
    {
        return referenceQuotes.getAsLong();
    }

    /** The refusals that commands were answered with, and how often. */
    String refusals()
    {
        final Counters counters = oracle.counters();
        final StringJoiner text = new StringJoiner(", ");
        text.setEmptyValue("none");
        for (final Refusal refusal : Refusal.values())
        {
            if (refusal.stage() == Refusal.Stage.QUOTE && counters.count(refusal) > 0)
            {
                text.add(refusal + " " + counters.count(refusal));
            }
        }
        return text.toString();
    }
}
