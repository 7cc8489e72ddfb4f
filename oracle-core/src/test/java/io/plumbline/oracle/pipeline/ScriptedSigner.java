// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.crypto.Sha256;
import io.plumbline.oracle.quote.Handover;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.SignatureEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A seeded signer outside the engine: mostly quick, at times slow, at times failing, repeating or losing an event. */
final class ScriptedSigner implements Handover
{
    private static final int PATIENCE = 400;

    private final Random random;
    private final Deque<byte[]> events = new ArrayDeque<>();
    private final Sha256 sha256 = new Sha256();
    private int pauses;

    ScriptedSigner(final long seed)
    {
        random = new Random(seed);
    }

    @Override
    public void request(
        final int kind, final int instrument, final long sequence, final long dueNs, final byte[] quote)
    {
        final byte[] bytes = new byte[SignatureEvent.LENGTH];
        final byte[] digest = new byte[Sha256.LENGTH];
        final byte[] signature = new byte[SignatureEvent.SIGNATURE_LENGTH];
        random.nextBytes(signature);
        sha256.digest(quote, 0, QuoteFrame.LENGTH, digest, 0);
        final SignatureEvent event = new SignatureEvent();
        event.begin(bytes, 0);
        event.kind(kind);
        event.instrument(instrument);
        event.quoteSequence(sequence);
        event.digest(SignatureEvent.QUOTE_DIGEST, digest, 0);
        if (random.nextInt(20) > 0)
        {
            event.signature(signature, 0);
        }
        event.finish();
        if (random.nextInt(50) > 0)
        {
            events.add(bytes);
        }
        if (random.nextInt(50) == 0)
        {
            events.add(bytes.clone());
        }
    }

    /** The next event, received then, or null where the signer is not done with anything. */
    byte @Nullable [] next(final long atNs)
    {
        if (pauses > 0 || events.isEmpty())
        {
            pauses = Math.max(0, pauses - 1);
            return null;
        }
        pauses = random.nextInt(40) == 0 ? random.nextInt(4 * PATIENCE) : random.nextInt(4);
        final byte[] bytes = events.remove();
        final SignatureEvent event = new SignatureEvent();
        event.wrap(bytes, 0, bytes.length);
        event.receivedAtNs(atNs);
        return bytes;
    }
}
