// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleClock;
import io.plumbline.oracle.config.QuoteSigner;
import io.plumbline.oracle.crypto.Ed25519PublicKey;
import io.plumbline.oracle.crypto.Ed25519Verifier;
import io.plumbline.oracle.crypto.Sha256;
import io.plumbline.oracle.telemetry.ErrorLog;
import io.plumbline.oracle.telemetry.SharedCounters;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.SignatureEvent;
import java.util.Arrays;
import org.agrona.concurrent.Agent;

/**
 * Has quotes signed outside the engine, one after the other, and brings the signatures back as events. A signature that
 * does not verify counts as failed and never leaves this thread. An event that finds the ring full is offered again at
 * each duty cycle until it is taken or the engine has ended.
 */
final class SignerAgent implements Agent
{
    private final QuoteSigner signer;
    private final Ed25519PublicKey publicKey;
    private final SignatureHandover handover;
    private final RingDoor ring;
    private final OracleClock clock;
    private final SharedCounters counters;
    private final ErrorLog errors;
    private final Ed25519Verifier verifier = new Ed25519Verifier();
    private final Sha256 sha256 = new Sha256();
    private final SignatureRequest request = new SignatureRequest();
    private final SignatureEvent event = new SignatureEvent();
    private final byte[] bytes = new byte[SignatureEvent.LENGTH];
    private final byte[] digest = new byte[Sha256.LENGTH];
    private final byte[] signature = new byte[Ed25519Verifier.SIGNATURE_LENGTH];
    /** What the signer sees; it may keep and change both. */
    private final byte[] message = new byte[QuoteFrame.LENGTH];
    private final byte[] out = new byte[Ed25519Verifier.SIGNATURE_LENGTH];
    private boolean isEventPending;

    SignerAgent(
        final QuoteSigner signer,
        final Ed25519PublicKey publicKey,
        final SignatureHandover handover,
        final RingDoor ring,
        final OracleClock clock,
        final SharedCounters counters,
        final ErrorLog errors)
    {
        this.signer = signer;
        this.publicKey = publicKey;
        this.handover = handover;
        this.ring = ring;
        this.clock = clock;
        this.counters = counters;
        this.errors = errors;
    }

    @Override
    public int doWork()
    {
        if (!isEventPending)
        {
            if (!handover.take(request))
            {
                return 0;
            }
            writeEvent();
            isEventPending = true;
        }
        event.receivedAtNs(clock.epochNs());
        if (ring.offerDraining(bytes, SignatureEvent.LENGTH) == Refusal.RING_FULL)
        {
            return 0;
        }
        isEventPending = false;
        handover.answered();
        return 1;
    }

    @Override
    public String roleName()
    {
        return "plumbline-signer";
    }

    private void writeEvent()
    {
        // nobody waits for one that is overdue: the next may still be in time
        final boolean isSigned = clock.epochNs() <= request.dueNs && sign();
        event.begin(bytes, 0);
        event.kind(request.kind);
        event.instrument(request.instrument);
        event.quoteSequence(request.sequence);
        sha256.digest(request.quote, 0, QuoteFrame.LENGTH, digest, 0);
        event.digest(SignatureEvent.QUOTE_DIGEST, digest, 0);
        if (isSigned)
        {
            event.signature(signature, 0);
        }
        event.finish();
    }

    private boolean sign()
    {
        System.arraycopy(request.quote, 0, message, 0, message.length);
        Arrays.fill(out, (byte)0);
        try
        {
            signer.sign(message, 0, message.length, out, 0);
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
        System.arraycopy(out, 0, signature, 0, signature.length);
        final boolean isGood = verifier.verify(
            publicKey, request.quote, 0, QuoteFrame.LENGTH, signature, 0, Ed25519Verifier.SIGNATURE_LENGTH);
        if (!isGood)
        {
            counters.add(Metric.SIGNATURES_WRONG);
        }
        return isGood;
    }
}
