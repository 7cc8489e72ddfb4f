// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.config.QuoteSigner;
import io.plumbline.oracle.crypto.Ed25519PublicKey;
import io.plumbline.oracle.crypto.Ed25519Verifier;
import io.plumbline.oracle.telemetry.ErrorLog;
import io.plumbline.oracle.telemetry.SharedCounters;
import io.plumbline.oracle.wire.QuoteFrame;
import java.util.Arrays;

/**
 * Has one message signed by a signer outside the engine, and proves what comes of it: a signature that does not verify
 * counts as failed and is never used. The signer's thread.
 */
final class OutsideSigning
{
    private final QuoteSigner signer;
    private final Ed25519PublicKey publicKey;
    private final SharedCounters counters;
    private final ErrorLog errors;
    private final Ed25519Verifier verifier = new Ed25519Verifier();
    /** What the signer sees of a quote; it may keep and change both. */
    private final byte[] quote = new byte[QuoteFrame.LENGTH];
    private final byte[] out = new byte[Ed25519Verifier.SIGNATURE_LENGTH];

    OutsideSigning(
        final QuoteSigner signer,
        final Ed25519PublicKey publicKey,
        final SharedCounters counters,
        final ErrorLog errors)
    {
        this.signer = signer;
        this.publicKey = publicKey;
        this.counters = counters;
        this.errors = errors;
    }

    /**
     * Has a message signed; allocates for one that has not the length of a quote.
     *
     * @param source the message, from index 0.
     * @param into   takes the signature, from index 0.
     * @return whether a good signature stands there.
     */
    boolean sign(final byte[] source, final int length, final byte[] into)
    {
        final byte[] message = length == quote.length ? quote : new byte[length];
        System.arraycopy(source, 0, message, 0, length);
        Arrays.fill(out, (byte)0);
        try
        {
            signer.sign(message, 0, length, out, 0);
        }
        catch (final Throwable e)
        {
            counters.add(Metric.SIGNER_ERRORS);
            errors.add(e);
            return false;
        }
        finally
        {
            // an interruption that the signer leaves behind must not end this thread
            final boolean unused = Thread.interrupted();
        }
        System.arraycopy(out, 0, into, 0, out.length);
        final boolean isGood = verifier.verify(publicKey, source, 0, length, into, 0, out.length);
        if (!isGood)
        {
            counters.add(Metric.SIGNATURES_WRONG);
        }
        return isGood;
    }
}
