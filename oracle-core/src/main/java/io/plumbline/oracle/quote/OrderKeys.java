// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.crypto.Sha256;
import io.plumbline.oracle.wire.OrderEvent;

/**
 * Names orders and customers by a SHA-256 of their padded fields, behind a byte that tells one kind of name from the
 * others. Order events and quotes name the same order, or customer, alike. One thread; a returned array is used again
 * by the next call of its method.
 */
final class OrderKeys
{
    private static final int MERCHANT_LENGTH = OrderEvent.MERCHANT.length();
    private static final int CUSTOMER_LENGTH = OrderEvent.CUSTOMER.length();
    private static final byte[] ORDER = {2};
    private static final byte[] CUSTOMER = {3};

    private final Sha256 sha256 = new Sha256();
    private final byte[] orderKey = new byte[Sha256.LENGTH];
    private final byte[] customerKey = new byte[Sha256.LENGTH];

    /**
     * An order, by merchant and order digest.
     */
    byte[] ofOrder(final Order order)
    {
        return hash(ORDER, order.buffer, order.merchantAt, MERCHANT_LENGTH, order.orderDigestAt, Sha256.LENGTH,
            orderKey);
    }

    /**
     * The customer of an order; all of a merchant's without a name are one.
     */
    byte[] ofCustomer(final Order order)
    {
        return hash(CUSTOMER, order.buffer, order.merchantAt, MERCHANT_LENGTH, order.customerAt, CUSTOMER_LENGTH,
            customerKey);
    }

    private byte[] hash(
        final byte[] kind,
        final byte[] bytes,
        final int firstAt,
        final int firstLength,
        final int secondAt,
        final int secondLength,
        final byte[] into)
    {
        sha256.reset();
        sha256.update(kind, 0, kind.length);
        sha256.update(bytes, firstAt, firstLength);
        sha256.update(bytes, secondAt, secondLength);
        sha256.finish(into, 0);
        return into;
    }
}
