// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.wire.QuoteFrame;

/** Digests of orders, each another one; the returned arrays are used again by the next call. */
final class OrderDigests
{
    private final byte[] next = QuoteBench.ORDER_DIGEST.clone();
    private final byte[] presented = QuoteBench.ORDER_DIGEST.clone();
    private int orders;

    /** The first is {@link QuoteBench#ORDER_DIGEST}. */
    byte[] next()
    {
        for (int i = 0; i < Integer.BYTES; i++)
        {
            next[i] = (byte)(QuoteBench.ORDER_DIGEST[i] ^ (orders >> (8 * i)));
        }
        orders++;
        return next;
    }

    /** Of the order a quote was issued for, as far as it can be read. */
    byte[] of(final byte[] signedQuote)
    {
        final int at = QuoteFrame.ORDER_DIGEST.offset();
        if (signedQuote.length < at + presented.length)
        {
            return QuoteBench.ORDER_DIGEST;
        }
        System.arraycopy(signedQuote, at, presented, 0, presented.length);
        return presented;
    }
}
