// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.crypto.Sha256;
import io.plumbline.oracle.wire.AuthorizeEvent;
import io.plumbline.oracle.wire.CaptureEvent;

/**
 * Names payments: the SHA-256 of the padded merchant and payment id, which stand side by side in every payment command,
 * behind a byte that tells payments from orders and customers. One thread; the returned array is used again by the next
 * call.
 */
final class PaymentKeys
{
    private static final int LENGTH = AuthorizeEvent.MERCHANT.length() + AuthorizeEvent.PAYMENT_ID.length();
    private static final byte[] PAYMENT = {1};

    private final Sha256 sha256 = new Sha256();
    private final byte[] key = new byte[Sha256.LENGTH];

    byte[] keyOf(final byte[] command, final int merchantAt)
    {
        sha256.reset();
        sha256.update(PAYMENT, 0, PAYMENT.length);
        sha256.update(command, merchantAt, LENGTH);
        sha256.finish(key, 0);
        return key;
    }

    /**
     * What an authorization asks for, apart from the payment and from the quote, which its record holds.
     */
    void digestOfAuthorization(final byte[] command, final byte[] into)
    {
        final int from = AuthorizeEvent.ORDER_DIGEST.offset();
        sha256.digest(command, from, AuthorizeEvent.ACCEPTED_DIGEST.offset() + Sha256.LENGTH - from, into, 0);
    }

    /**
     * What a capture says, apart from when, under which correlation, and how deep the payment is buried by now.
     */
    void digestOfCapture(final byte[] command, final int length, final byte[] into)
    {
        sha256.update(command, CaptureEvent.MERCHANT.offset(), LENGTH);
        sha256.update(command, CaptureEvent.AMOUNT, length - CaptureEvent.AMOUNT);
        sha256.finish(into, 0);
    }
}
