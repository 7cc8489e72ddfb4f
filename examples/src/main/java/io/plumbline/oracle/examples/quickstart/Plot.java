// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples.quickstart;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.examples.Figures;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Two stories that run side by side: one publisher lies, another dies. Each goes from step to step when its time has
 * come and the oracle has shown what it makes of the step before, so that a slow machine only makes them longer.
 */
final class Plot
{
    private static final int LIE_BPS = 400;
    private static final int BTC = 0;
    private static final int FORGERIES = 3;

    private final long lengthNs;
    private final View view;
    private final Events events;
    private final Publisher liar;
    private final Publisher victim;
    private final Deque<Step> lie = new ArrayDeque<>();
    private final Deque<Step> death = new ArrayDeque<>();
    private long elapsedNs;

    Plot(final long lengthNs, final View view, final List<Publisher> publishers, final Events events)
    {
        this.lengthNs = lengthNs;
        this.view = view;
        this.events = events;
        liar = publishers.get(World.LIAR);
        victim = publishers.get(World.VICTIM);
        writeLie();
        writeDeath();
    }

    private void writeLie()
    {
        final String name = World.SOURCES.get(World.LIAR);
        final String symbol = World.ASSETS.get(BTC).symbol();
        lie.add(new Step(() -> isPast(20), () ->
        {
            events.add(name + " begins to lie: " + symbol + " +" + LIE_BPS / 100 + " %");
            liar.lie(LIE_BPS);
        }));
        lie.add(new Step(() -> !view.isContributor(World.LIAR, BTC), () ->
            events.add("the oracle drops " + name + " from " + symbol + ": too far from the others; the price stays " +
                Figures.price(view.price(BTC).price(), World.SCALE))));
        lie.add(new Step(() -> view.trustBps(World.LIAR, BTC) == 0, () ->
            events.add("the oracle has lost its trust in " + name + " and shuts it out of " + symbol +
                "; its other prices still count")));
        lie.add(new Step(() -> true, () ->
            events.add("asked why, it explains: " + name + " is " + view.whyOut(World.LIAR, BTC))));
        lie.add(new Step(() -> isPast(40), () ->
        {
            events.add(name + " is honest again, and has to wait");
            liar.play(Publisher.Role.HONEST);
        }));
        lie.add(new Step(() -> view.isContributor(World.LIAR, BTC), () ->
            events.add(name + " may speak on " + symbol + " again, with " +
                Figures.wholePercent(view.trustBps(World.LIAR, BTC)) + " % trust")));
    }

    private void writeDeath()
    {
        final String name = World.SOURCES.get(World.VICTIM);
        death.add(new Step(() -> isPast(35), () ->
        {
            events.add(name + " dies: its connection is gone");
            victim.play(Publisher.Role.DOWN);
        }));
        death.add(new Step(() -> view.contributions(World.VICTIM) == 0, () ->
            events.add("the oracle goes on without " + name + ": its last prices are too old")));
        death.add(new Step(() -> isPast(50), () ->
        {
            events.add("somebody has " + name + "'s token, but not its key, and sends prices in its name");
            victim.play(Publisher.Role.IMPOSTOR);
        }));
        death.add(new Step(() -> view.count(Refusal.BAD_SIGNATURE) >= FORGERIES, () ->
            events.add("the oracle refuses each of them: " + Refusal.BAD_SIGNATURE)));
        death.add(new Step(() -> isPast(60), () ->
        {
            events.add(name + " is back, in a new session");
            victim.play(Publisher.Role.HONEST);
        }));
        death.add(new Step(() -> view.contributions(World.VICTIM) == World.ASSETS.size(), () ->
            events.add("the oracle counts on " + name + " again")));
    }

    private boolean isPast(final int percent)
    {
        return elapsedNs >= lengthNs / 100 * percent;
    }

    /**
     * Goes one step at most in each story.
     */
    void advance(final long newElapsedNs)
    {
        elapsedNs = newElapsedNs;
        advance(lie);
        advance(death);
    }

    private static void advance(final Deque<Step> story)
    {
        final Step next = story.peek();
        if (next != null && next.when.getAsBoolean())
        {
            story.remove();
            next.then.run();
        }
    }

    boolean isOver()
    {
        return lie.isEmpty() && death.isEmpty() && elapsedNs >= lengthNs;
    }

    private record Step(BooleanSupplier when, Runnable then)
    {
    }
}
