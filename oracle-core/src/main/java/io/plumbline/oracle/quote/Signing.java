// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.crypto.Signer;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.SignatureEvent;

/**
 * How written quotes of one kind get their signatures: at once, by a key of the engine's own, or later, by events. One
 * thread.
 */
interface Signing
{
    /**
     * Whether every quote is signed at once.
     */
    boolean isAtOnce();

    /**
     * Whether one more quote may be given now.
     */
    boolean hasRoom();

    /**
     * Whether the oldest quote that was handed over has not come back for longer than that: what is handed over now
     * would wait as long.
     */
    boolean isBehind(long nowNs, long toleranceNs);

    /**
     * Signs a quote, or hands it over to be signed.
     *
     * @param nowNs      engine time, at which the quote is issued.
     * @param maxDelayNs how long it may wait for its signature.
     * @param instrument of a reference quote, 0 for an order quote.
     * @param quote      canonical bytes, with room for the signature behind them.
     * @return whether the signature stands behind the bytes now; else it comes as an event.
     */
    boolean sign(long nowNs, long maxDelayNs, int instrument, long sequence, byte[] quote);

    /**
     * Takes back the request that an event answers.
     *
     * @param event of this kind.
     * @return false where no request is out for these very bytes, and nothing has changed.
     */
    boolean take(SignatureEvent event);

    /**
     * Signs at once.
     */
    static Signing by(final Signer signer)
    {
        return new Signing()
        {
            @Override
            public boolean isAtOnce()
            {
                return true;
            }

            @Override
            public boolean hasRoom()
            {
                return true;
            }

            @Override
            public boolean isBehind(final long nowNs, final long toleranceNs)
            {
                return false;
            }

            @Override
            public boolean sign(
                final long nowNs,
                final long maxDelayNs,
                final int instrument,
                final long sequence,
                final byte[] quote)
            {
                signer.sign(quote, 0, QuoteFrame.LENGTH, quote, QuoteFrame.LENGTH);
                return true;
            }

            @Override
            public boolean take(final SignatureEvent event)
            {
                return false;
            }
        };
    }
}
