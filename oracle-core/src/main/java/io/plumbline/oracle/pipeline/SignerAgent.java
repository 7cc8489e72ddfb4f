// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleClock;
import io.plumbline.oracle.crypto.Ed25519Verifier;
import io.plumbline.oracle.crypto.Sha256;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.SignatureEvent;
import org.agrona.concurrent.Agent;

/**
 * Has quotes signed outside the engine, one after the other, and brings the signatures back as events; where no order's
 * quote waits, and after so many quotes, it signs one of the documents merchants asked for. A signature that does not
 * verify counts as failed and never leaves this thread. An event that finds the ring full is offered again at each duty
 * cycle until it is taken or the engine has ended.
 */
final class SignerAgent implements Agent
{
    /** Quotes taken one after the other while a document waits to be signed. */
    private static final int MAX_QUOTES_FIRST = 8;

    private final OutsideSigning signing;
    private final SignatureHandover handover;
    private final ProofHandover proofs;
    private final RingDoor ring;
    private final OracleClock clock;
    private final Sha256 sha256 = new Sha256();
    private final SignatureRequest request = new SignatureRequest();
    private final SignatureEvent event = new SignatureEvent();
    private final byte[] bytes = new byte[SignatureEvent.LENGTH];
    private final byte[] digest = new byte[Sha256.LENGTH];
    private final byte[] signature = new byte[Ed25519Verifier.SIGNATURE_LENGTH];
    private boolean isEventPending;
    /** Quotes taken since the last document. */
    private int quotesTaken;

    SignerAgent(
        final OutsideSigning signing,
        final SignatureHandover handover,
        final ProofHandover proofs,
        final RingDoor ring,
        final OracleClock clock)
    {
        this.signing = signing;
        this.handover = handover;
        this.proofs = proofs;
        this.ring = ring;
        this.clock = clock;
    }

    @Override
    public int doWork()
    {
        if (!isEventPending)
        {
            if (isProofDue() && signProof())
            {
                return 1;
            }
            if (!handover.take(request))
            {
                return signProof() ? 1 : 0;
            }
            quotesTaken = Math.min(quotesTaken + 1, MAX_QUOTES_FIRST);
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

    /** A customer waits for an order's quote; nobody loses by a document that comes a moment later. */
    private boolean isProofDue()
    {
        return quotesTaken >= MAX_QUOTES_FIRST || (quotesTaken > 0 && !handover.hasOrders());
    }

    private boolean signProof()
    {
        final Proof proof = proofs.next();
        if (proof == null)
        {
            return false;
        }
        quotesTaken = 0;
        proof.signed(signing.sign(proof.message(), proof.messageLength(), proof.signature()));
        proofs.done();
        return true;
    }

    private void writeEvent()
    {
        // nobody waits for one that is overdue: the next may still be in time
        final boolean isSigned =
            clock.epochNs() <= request.dueNs && signing.sign(request.quote, QuoteFrame.LENGTH, signature);
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
}
