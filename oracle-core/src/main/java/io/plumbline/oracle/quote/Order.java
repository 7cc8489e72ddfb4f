// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.wire.DigestField;
import io.plumbline.oracle.wire.OrderEvent;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.TextField;

/**
 * What is asked for, wherever it stands: in an order, or in an earlier quote that is re-priced. A view, reused; one
 * thread; allocates nothing.
 */
final class Order
{
    int instrument;
    int policy;
    int side;
    int amountIn;
    long amountHigh;
    long amountLow;
    /** Where the parties stand; positions are absolute. */
    byte[] buffer = {};
    int merchantAt;
    int customerAt;
    int payerAt;
    int payToAt;
    int orderDigestAt;

    void set(final OrderEvent order)
    {
        instrument = order.instrument();
        policy = order.policy();
        side = order.side();
        amountIn = order.amountIn();
        amountHigh = order.amountHigh();
        amountLow = order.amountLow();
        at(order.buffer(), order.offset(), OrderEvent.MERCHANT, OrderEvent.CUSTOMER, OrderEvent.PAYER,
            OrderEvent.PAY_TO, OrderEvent.ORDER_DIGEST);
    }

    /**
     * Asks for the same again. The record must outlive the use.
     */
    void set(final QuoteRecord record)
    {
        final QuoteFrame quote = record.frame;
        instrument = record.instrument;
        policy = record.policy;
        side = quote.side();
        amountIn = quote.amountIn();
        final boolean isFiat = amountIn == OrderEvent.AMOUNT_IN_FIAT;
        amountHigh = isFiat ? quote.fiatAmountHigh() : quote.assetAmountHigh();
        amountLow = isFiat ? quote.fiatAmountLow() : quote.assetAmountLow();
        at(quote.buffer(), quote.offset(), QuoteFrame.MERCHANT, QuoteFrame.CUSTOMER, QuoteFrame.PAYER,
            QuoteFrame.PAY_TO, QuoteFrame.ORDER_DIGEST);
    }

    private void at(
        final byte[] bytes,
        final int offset,
        final TextField merchant,
        final TextField customer,
        final TextField payer,
        final TextField payTo,
        final DigestField orderDigest)
    {
        buffer = bytes;
        merchantAt = offset + merchant.offset();
        customerAt = offset + customer.offset();
        payerAt = offset + payer.offset();
        payToAt = offset + payTo.offset();
        orderDigestAt = offset + orderDigest.offset();
    }
}
