// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.PolicyTrial;
import io.plumbline.oracle.Refusal;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * One shadow run: a candidate's terms and what it would have changed. Counted by the stage's thread without allocating;
 * reported to any.
 */
final class Trial
{
    private static final int REFUSALS = Refusal.values().length;
    private static final int PRICES = 0;
    private static final int ORDERS = 1;
    private static final int AUTHORIZATIONS = 2;
    private static final int TOTALS = 3;

    final PolicyTerms terms;
    final long startedAtNs;
    private final AtomicLongArray totals = new AtomicLongArray(TOTALS);
    private final AtomicLongArray byRefusal = new AtomicLongArray(PolicyTrial.Difference.values().length * REFUSALS);
    private final AtomicLongArray addedMinorUnits;

    Trial(final PolicyTerms terms, final long startedAtNs, final int instruments)
    {
        this.terms = terms;
        this.startedAtNs = startedAtNs;
        addedMinorUnits = new AtomicLongArray(instruments);
    }

    /** How many live prices were judged. */
    long prices()
    {
        return totals.getPlain(PRICES);
    }

    void onPrice(final Refusal now, final Refusal otherwise)
    {
        add(totals, PRICES, 1);
        if (now != Refusal.NONE && otherwise == Refusal.NONE)
        {
            count(PolicyTrial.Difference.PRICE_OPENED, now);
        }
    }

    void onOrder(final Refusal now, final Refusal otherwise, final int instrument, final long value)
    {
        add(totals, ORDERS, 1);
        if (now != Refusal.NONE && otherwise == Refusal.NONE)
        {
            count(PolicyTrial.Difference.ORDER_ISSUED, now);
            final long before = addedMinorUnits.getPlain(instrument);
            add(addedMinorUnits, instrument, Math.min(value, Long.MAX_VALUE - before));
        }
        else if (now == Refusal.NONE && otherwise != Refusal.NONE)
        {
            count(PolicyTrial.Difference.ORDER_REFUSED, otherwise);
        }
    }

    void onAuthorize(final Refusal now, final Refusal otherwise)
    {
        add(totals, AUTHORIZATIONS, 1);
        if (now != Refusal.NONE && otherwise == Refusal.NONE)
        {
            count(PolicyTrial.Difference.PAYMENT_AUTHORIZED, now);
        }
        else if (now == Refusal.NONE && otherwise != Refusal.NONE)
        {
            count(PolicyTrial.Difference.PAYMENT_REFUSED, otherwise);
        }
    }

    private void count(final PolicyTrial.Difference difference, final Refusal refusal)
    {
        add(byRefusal, difference.ordinal() * REFUSALS + refusal.ordinal(), 1);
    }

    private static void add(final AtomicLongArray counts, final int at, final long more)
    {
        counts.setRelease(at, counts.getPlain(at) + more);
    }

    PolicyTrial report()
    {
        return new PolicyTrial(terms.policy(), startedAtNs, totals.getAcquire(PRICES), totals.getAcquire(ORDERS),
            totals.getAcquire(AUTHORIZATIONS), copy(byRefusal), copy(addedMinorUnits));
    }

    private static long[] copy(final AtomicLongArray counts)
    {
        final long[] copy = new long[counts.length()];
        for (int i = 0; i < copy.length; i++)
        {
            copy[i] = counts.getAcquire(i);
        }
        return copy;
    }
}
