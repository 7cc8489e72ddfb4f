// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import io.plumbline.oracle.config.QuotePolicy;

/**
 * What a policy's looser terms, judged beside those in force, would have changed so far. Immutable; any thread. Made
 * while the engine runs on: figures that belong together may be an event apart.
 */
public final class PolicyTrial
{
    /** In what the candidate came to another end than the terms in force. */
    public enum Difference
    {
        /** An order was refused that the candidate would have quoted; by the refusal. */
        ORDER_ISSUED,

        /** An order was quoted that the candidate would have refused; by the candidate's refusal. */
        ORDER_REFUSED,

        /** A payment was refused that the candidate would have authorized; by the refusal. */
        PAYMENT_AUTHORIZED,

        /** A payment was authorized that the candidate would have refused; by the candidate's refusal. */
        PAYMENT_REFUSED,

        /** A price bore not even the smallest order, and under the candidate it would have; by the refusal. */
        PRICE_OPENED
    }

    private static final int REFUSALS = Refusal.values().length;

    private final QuotePolicy candidate;
    private final long startedAtNs;
    private final long prices;
    private final long orders;
    private final long authorizations;
    private final long[] byRefusal;
    private final long[] addedMinorUnits;

    /**
     * Collects a report; the arrays are kept, not copied.
     *
     * @param candidate       the terms on trial.
     * @param startedAtNs     engine time of the change that began the trial.
     * @param prices          live prices judged.
     * @param orders          orders judged.
     * @param authorizations  authorizations judged.
     * @param byRefusal       a count for each difference and refusal, in the order of the ordinals.
     * @param addedMinorUnits value of the orders that would have been quoted in addition, by dense instrument id.
     */
    public PolicyTrial(
        final QuotePolicy candidate,
        final long startedAtNs,
        final long prices,
        final long orders,
        final long authorizations,
        final long[] byRefusal,
        final long[] addedMinorUnits)
    {
        this.candidate = candidate;
        this.startedAtNs = startedAtNs;
        this.prices = prices;
        this.orders = orders;
        this.authorizations = authorizations;
        this.byRefusal = byRefusal;
        this.addedMinorUnits = addedMinorUnits;
    }

    /** {@return the terms on trial} */
    public QuotePolicy candidate()
    {
        return candidate;
    }

    /** {@return engine time at which the trial began, nanoseconds} */
    public long startedAtNs()
    {
        return startedAtNs;
    }

    /** {@return how many live prices were judged by both} */
    public long prices()
    {
        return prices;
    }

    /** {@return how many orders were judged by both} */
    public long orders()
    {
        return orders;
    }

    /** {@return how many authorizations were judged by both} */
    public long authorizations()
    {
        return authorizations;
    }

    /**
     * How often the two came to different ends.
     *
     * @param difference in what.
     * @param refusal    by which refusal.
     * @return 0 and up.
     */
    public long count(final Difference difference, final Refusal refusal)
    {
        return byRefusal[difference.ordinal() * REFUSALS + refusal.ordinal()];
    }

    /**
     * How often the two came to different ends, by whatever refusal.
     *
     * @param difference in what.
     * @return 0 and up.
     */
    public long count(final Difference difference)
    {
        long sum = 0;
        for (final Refusal refusal : Refusal.values())
        {
            sum += count(difference, refusal);
        }
        return sum;
    }

    /**
     * The value of the orders on an instrument that would have been quoted in addition.
     *
     * @param instrument dense id.
     * @return minor units of its currency; saturates.
     */
    public long addedMinorUnits(final int instrument)
    {
        return addedMinorUnits[instrument];
    }
}
