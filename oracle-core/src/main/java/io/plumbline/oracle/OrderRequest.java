// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.wire.OrderEvent;

/**
 * Asks for an order quote: an amount of the currency or of the asset, bound to its parties. Owned by one thread,
 * reusable. Refusals: SUSPENDED, CLOCK_FAULT, UNKNOWN_POLICY, UNKNOWN_INSTRUMENT, INVALID_ARGUMENT, those of the price
 * (NO_QUORUM, BYZANTINE_MARGIN, WIDE_RANGE, ...), TOO_FEW_LINEAGES, LOW_CONFIDENCE, NETWORK_FEE, ORDER_TOO_LARGE,
 * ORDER_TOO_SMALL, AMOUNT_OVERFLOW, those that ration quotes (ORDER_PAID, REPRICE_LIMIT, ISSUE_RATE, ...),
 * REGISTRY_FULL, LOG_FAILED.
 */
public final class OrderRequest extends QuoteCommand
{
    private final OrderEvent event;

    /**
     * An empty request.
     */
    public OrderRequest()
    {
        this(new OrderEvent());
    }

    private OrderRequest(final OrderEvent event)
    {
        super(OrderEvent.LENGTH, event);
        this.event = event;
    }

    /**
     * Starts a request; forgets what stood here.
     *
     * @param instrument dense id of the instrument.
     * @param policy     dense id of the quote policy.
     * @param side       which way the asset flows.
     * @return this.
     */
    public OrderRequest reset(final int instrument, final int policy, final Side side)
    {
        restart();
        event.instrument(instrument);
        event.policy(policy);
        event.side(side.code());
        return this;
    }

    /**
     * Sets the order's value in the currency; the asset amount follows. Takes the place of an amount set before.
     *
     * @param minorUnits of the instrument's currency, more than 0.
     * @return this.
     */
    public OrderRequest fiatAmount(final long minorUnits)
    {
        return fiatAmount(minorUnits, minorUnits >> 63);
    }

    /**
     * Sets the order's value in the currency; the asset amount follows. Takes the place of an amount set before.
     *
     * @param low  low 64 bits of the minor units, more than 0.
     * @param high high 64 bits, with the sign.
     * @return this.
     */
    public OrderRequest fiatAmount(final long low, final long high)
    {
        event.amountIn(OrderEvent.AMOUNT_IN_FIAT);
        event.amount(low, high);
        return this;
    }

    /**
     * Sets the order's amount in the asset; the value in the currency follows. Takes the place of an amount set before.
     *
     * @param low  low 64 bits of the base units, more than 0 and on the payable grid.
     * @param high high 64 bits, with the sign.
     * @return this.
     */
    public OrderRequest assetAmount(final long low, final long high)
    {
        event.amountIn(OrderEvent.AMOUNT_IN_ASSET);
        event.amount(low, high);
        return this;
    }

    /**
     * Sets who may redeem the quote and what for.
     *
     * @param merchant    the audience, printable ASCII, 1 to 32 characters.
     * @param orderDigest 32 bytes that stand for the order.
     * @return this.
     */
    public OrderRequest order(final String merchant, final byte[] orderDigest)
    {
        event.text(OrderEvent.MERCHANT, merchant);
        event.digest(OrderEvent.ORDER_DIGEST, orderDigest, 0);
        return this;
    }

    /**
     * Sets the other parties; each may be empty.
     *
     * @param customer printable ASCII, at most 32 characters.
     * @param payer    account that must pay, at most 96 characters; empty binds no payer.
     * @param payTo    destination of the payment, at most 96 characters.
     * @return this.
     */
    public OrderRequest parties(final String customer, final String payer, final String payTo)
    {
        event.text(OrderEvent.CUSTOMER, customer);
        event.text(OrderEvent.PAYER, payer);
        event.text(OrderEvent.PAY_TO, payTo);
        return this;
    }
}
