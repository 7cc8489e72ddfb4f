// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.wire.QuoteFrame;

/**
 * One unsigned quote on its way to a signer outside the engine. Reused; belongs to one thread at a time.
 */
final class SignatureRequest
{
    int kind;
    int instrument;
    long sequence;
    long dueNs;
    final byte[] quote = new byte[QuoteFrame.LENGTH];

    void set(
        final int quoteKind,
        final int quoteInstrument,
        final long quoteSequence,
        final long quoteDueNs,
        final byte[] bytes)
    {
        kind = quoteKind;
        instrument = quoteInstrument;
        sequence = quoteSequence;
        dueNs = quoteDueNs;
        System.arraycopy(bytes, 0, quote, 0, quote.length);
    }
}
