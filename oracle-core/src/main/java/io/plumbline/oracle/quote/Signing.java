// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.crypto.Signer;
import io.plumbline.oracle.wire.QuoteFrame;

/**
 * How a written quote gets its signature: at once, by a key of the engine's own, or later, by an event. One thread.
 */
interface Signing
{
    /**
     * Whether every quote is signed at once.
     */
    boolean isAtOnce();

    /**
     * Whether one more quote of this kind may be given now.
     */
    boolean hasRoom(int kind);

    /**
     * Signs a quote, or hands it over to be signed.
     *
     * @param instrument of a reference quote, 0 for an order quote.
     * @param quote      canonical bytes, with room for the signature behind them.
     * @return whether the signature stands behind the bytes now; else it comes as an event.
     */
    boolean sign(int kind, int instrument, long sequence, byte[] quote);

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
            public boolean hasRoom(final int kind)
            {
                return true;
            }

            @Override
            public boolean sign(final int kind, final int instrument, final long sequence, final byte[] quote)
            {
                signer.sign(quote, 0, QuoteFrame.LENGTH, quote, QuoteFrame.LENGTH);
                return true;
            }
        };
    }
}
