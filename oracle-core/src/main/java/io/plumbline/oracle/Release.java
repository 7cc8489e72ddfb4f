// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import io.plumbline.oracle.wire.ReleaseEvent;

/**
 * Gives an authorized payment up: the reservation ends, the quote stays spent. Owned by one thread, reusable. Answers
 * RELEASED each time; refusals: UNKNOWN_OUTCOME, NOT_AUTHORIZED once it was captured, LOG_FAILED.
 */
public final class Release extends QuoteCommand
{
    private final ReleaseEvent event;

    /**
     * An empty release.
     */
    public Release()
    {
        this(new ReleaseEvent());
    }

    private Release(final ReleaseEvent event)
    {
        super(ReleaseEvent.LENGTH, event);
        this.event = event;
    }

    /**
     * Fills the command; forgets what stood here.
     *
     * @param merchant  as authorized.
     * @param paymentId as authorized.
     * @return this.
     */
    public Release reset(final String merchant, final String paymentId)
    {
        restart();
        event.text(ReleaseEvent.MERCHANT, merchant);
        event.text(ReleaseEvent.PAYMENT_ID, paymentId);
        return this;
    }
}
