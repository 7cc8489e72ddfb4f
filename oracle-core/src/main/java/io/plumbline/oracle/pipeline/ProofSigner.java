// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.crypto.Ed25519SigningKey;
import io.plumbline.oracle.telemetry.ErrorLog;
import io.plumbline.oracle.telemetry.SharedCounters;
import org.jspecify.annotations.Nullable;

/**
 * Has the documents signed that merchants asked for: at once with a key of its own, or on the thread of the signer
 * outside the engine. Every document taken comes back, in order, signed or not. The reply agent's thread; the signer's
 * where said.
 */
final class ProofSigner
{
    private final String issuer;
    private final @Nullable Ed25519SigningKey own;
    private final ProofHandover handover = new ProofHandover(ProofHandover.SIZE);
    private final SharedCounters counters;
    private final ErrorLog errors;

    /**
     * Makes a signer with nothing to do.
     *
     * @param own this object's alone, destroyed by it at its end; null where a signer outside signs.
     */
    ProofSigner(
        final String issuer,
        final @Nullable Ed25519SigningKey own,
        final SharedCounters counters,
        final ErrorLog errors)
    {
        this.issuer = issuer;
        this.own = own;
        this.counters = counters;
        this.errors = errors;
    }

    /**
     * Takes a document that has left the engine.
     *
     * @return NONE where it will come {@link #back()}; SIGNER_BUSY where as many wait as may, SIGNER_FAILED where it
     *     cannot be signed.
     */
    Refusal accept(final OutboundSlot slot)
    {
        final Proof proof = handover.free();
        if (proof == null)
        {
            return failed(Refusal.SIGNER_BUSY);
        }
        try
        {
            proof.set(slot, issuer);
        }
        catch (final IllegalArgumentException e)
        {
            errors.add(e);
            return failed(Refusal.SIGNER_FAILED);
        }
        handover.handOver();
        if (own != null)
        {
            proof.signed(isSignedBy(own, proof));
            handover.done();
        }
        return Refusal.NONE;
    }

    private boolean isSignedBy(final Ed25519SigningKey key, final Proof proof)
    {
        try
        {
            key.sign(proof.message(), 0, proof.messageLength(), proof.signature(), 0);
            return true;
        }
        catch (final IllegalStateException e)
        {
            errors.add(e);
            return false;
        }
    }

    /**
     * The oldest document that has come back; its place is kept until {@link #taken()}.
     *
     * @return null where none has.
     */
    @Nullable Proof back()
    {
        return handover.back();
    }

    /**
     * Counts a document that has come back, before its answer is given.
     */
    void count(final Proof proof)
    {
        if (proof.isSigned())
        {
            counters.add(Metric.PROOFS_SIGNED);
        }
        else
        {
            failed(Refusal.SIGNER_FAILED);
        }
    }

    /**
     * Frees the place of the document that has come back.
     */
    void taken()
    {
        handover.taken();
    }

    private Refusal failed(final Refusal why)
    {
        counters.add(Metric.PROOFS_FAILED);
        return counters.add(why);
    }

    /**
     * Where the thread of a signer outside the engine takes documents from and leaves them.
     */
    ProofHandover handover()
    {
        return handover;
    }

    /**
     * Whether every document taken has been given out. Any thread.
     */
    boolean isIdle()
    {
        return handover.out() == 0;
    }

    /**
     * Counts what will not be signed any more, and zeroes the key; once the reply agent's thread has ended.
     */
    void end()
    {
        for (long left = handover.out(); left > 0; left--)
        {
            counters.add(Metric.PROOFS_FAILED);
        }
        if (own != null)
        {
            own.destroy();
        }
    }
}
