// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.config.OracleClock;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuoteSigner;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.crypto.Ed25519PublicKey;
import io.plumbline.oracle.crypto.Ed25519SigningKey;
import io.plumbline.oracle.quote.Handover;
import io.plumbline.oracle.quote.Outbox;
import io.plumbline.oracle.quote.QuoteStage;
import io.plumbline.oracle.telemetry.ErrorLog;
import io.plumbline.oracle.telemetry.SharedCounters;
import io.plumbline.oracle.telemetry.StageCounters;
import java.util.Arrays;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.jspecify.annotations.Nullable;

/**
 * What an engine's quotes are signed with: a key of its own, on the last stage's thread, or a signer outside, on a
 * thread of its own. Made, started and ended by the threads that launch and close the engine.
 */
final class QuoteKey
{
    private static final long MIN_IDLE_NS = 1_000;
    private static final long MAX_IDLE_NS = 100_000;
    private static final long POLL_MS = 1;

    private final @Nullable Ed25519SigningKey own;
    private final @Nullable QuoteSigner signer;
    private final Ed25519PublicKey publicKey;
    private final SignatureHandover handover = new SignatureHandover(Handover.MAX_REQUESTS);
    private final ProofSigner proofs;
    private final SharedCounters counters = new SharedCounters();
    private final ErrorLog errors = new ErrorLog();
    private @Nullable AgentThread thread;

    /**
     * Takes the key over from the configuration.
     */
    QuoteKey(final OracleConfig config)
    {
        signer = config.quoteSigner().orElse(null);
        own = config.signingSeed()
            .map(seed -> signingKey(seed, config.crypto().isSigningVerified())).orElse(null);
        publicKey = own == null ? publicKeyOf(config.quoteSigner().orElseThrow()) : own.publicKey();
        // a key signs on one thread: documents are signed on another than quotes
        final Ed25519SigningKey another = config.signingSeed()
            .map(seed -> signingKey(seed, config.crypto().isSigningVerified())).orElse(null);
        proofs = new ProofSigner(config.issuer(), another, counters, errors);
    }

    private static Ed25519PublicKey publicKeyOf(final QuoteSigner signer)
    {
        final byte @Nullable [] encoded = signer.publicKey();
        if (encoded == null)
        {
            throw new IllegalArgumentException("quoteSigner: publicKey must be set, was null");
        }
        return Ed25519PublicKey.of(encoded);
    }

    private static Ed25519SigningKey signingKey(final SigningSeed from, final boolean isVerified)
    {
        final byte[] seed = from.copySeed();
        try
        {
            return Ed25519SigningKey.ofSeed(seed, isVerified);
        }
        finally
        {
            Arrays.fill(seed, (byte)0);
        }
    }

    /**
     * The stage that gives quotes signed with this key.
     */
    QuoteStage stage(
        final OracleConfig config, final long bootEpoch, final Outbox outbox, final StageCounters stageCounters)
    {
        return own == null ? new QuoteStage(config, handover, bootEpoch, outbox, stageCounters) :
            new QuoteStage(config, own, bootEpoch, outbox, stageCounters);
    }

    /**
     * Tells a signer outside the engine where its signatures go.
     */
    void connect(final RingDoor ring, final OracleClock clock)
    {
        if (signer != null)
        {
            thread = new AgentThread("plumbline-signer", new BackoffIdleStrategy(10, 10, MIN_IDLE_NS, MAX_IDLE_NS),
                new SignerAgent(new OutsideSigning(signer, publicKey, counters, errors), handover, proofs.handover(),
                    ring, clock));
        }
    }

    void start()
    {
        if (thread != null)
        {
            thread.start();
        }
    }

    /**
     * Waits until what was published has been handled, and what was handed to the signer too.
     *
     * @return false when the time ran out or the engine failed first.
     */
    boolean drain(final StageThreads threads, final EngineStatus status, final long timeoutNs)
        throws InterruptedException
    {
        final long deadlineNs = OracleThread.monotonicNs() + timeoutNs;
        handover.close();
        if (!threads.drain(timeoutNs))
        {
            return false;
        }
        if (signer == null)
        {
            return true;
        }
        while (!handover.isIdle())
        {
            if (status.phase() == EngineStatus.Phase.FAILED || OracleThread.monotonicNs() - deadlineNs >= 0)
            {
                return false;
            }
            Thread.sleep(POLL_MS);
        }
        return threads.drain(deadlineNs - OracleThread.monotonicNs());
    }

    /**
     * Waits until the documents that wait for a signer outside the engine have been signed and given out.
     *
     * @param outbound what has left the engine must have been read first.
     */
    void drainProofs(final OutboundRing outbound, final EngineStatus status, final long timeoutNs)
        throws InterruptedException
    {
        final long deadlineNs = OracleThread.monotonicNs() + timeoutNs;
        while (signer != null && (!outbound.isEmpty() || !proofs.isIdle()) &&
            status.phase() != EngineStatus.Phase.FAILED && OracleThread.monotonicNs() - deadlineNs < 0)
        {
            Thread.sleep(POLL_MS);
        }
    }

    /**
     * Ends the signer's thread; one that hangs is interrupted and, after a while, left behind.
     */
    void end()
    {
        if (thread != null)
        {
            thread.end();
        }
    }

    /**
     * Zeroes the engine's own key, and counts the documents that were not signed; after the reply agent's thread has
     * ended.
     */
    void destroy()
    {
        proofs.end();
        if (own != null)
        {
            own.destroy();
        }
    }

    /**
     * What signs the documents merchants ask for.
     */
    ProofSigner proofs()
    {
        return proofs;
    }

    Ed25519PublicKey publicKey()
    {
        return publicKey;
    }

    SharedCounters counters()
    {
        return counters;
    }

    ErrorLog errors()
    {
        return errors;
    }
}
