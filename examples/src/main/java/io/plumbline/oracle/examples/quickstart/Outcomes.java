// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples.quickstart;

import java.util.EnumSet;
import java.util.Set;

/**
 * What has happened at the checkout so far, and the first of each kind as an event. Any thread.
 */
final class Outcomes
{
    private final Events events;
    private final Set<Kind> seen = EnumSet.noneOf(Kind.class);

    Outcomes(final Events events)
    {
        this.events = events;
    }

    synchronized void add(final Kind kind, final int order, final String story)
    {
        if (seen.add(kind))
        {
            events.add("order " + order + ": " + story);
        }
    }

    synchronized boolean isComplete()
    {
        return seen.size() == Kind.values().length;
    }

    synchronized Set<Kind> missing()
    {
        return EnumSet.complementOf(EnumSet.copyOf(seen));
    }

    /**
     * What can become of an order here.
     */
    enum Kind
    {
        SETTLED,
        SAME_ANSWER,
        EXPIRED,
        LATE_PAYMENT,
        ALREADY_REDEEMED,
        BINDING_MISMATCH,
        DRIFT
    }
}
