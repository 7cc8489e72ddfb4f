// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.PolicyTrial;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.crypto.Signer;
import io.plumbline.oracle.slot.EngineTime;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.Verdict;
import io.plumbline.oracle.telemetry.BucketHistogram;
import io.plumbline.oracle.telemetry.ErrorLog;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.AuthorizeEvent;
import io.plumbline.oracle.wire.Bytes;
import io.plumbline.oracle.wire.CaptureEvent;
import io.plumbline.oracle.wire.ClockEvent;
import io.plumbline.oracle.wire.CommandEvent;
import io.plumbline.oracle.wire.OrderEvent;
import io.plumbline.oracle.wire.PolicyEvent;
import io.plumbline.oracle.wire.ProofEvent;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.ReleaseEvent;
import io.plumbline.oracle.wire.SignatureEvent;
import io.plumbline.oracle.wire.WireStatus;
import java.util.Optional;

/**
 * The last stage: emits signed reference quotes, issues order quotes, authorizes, captures and releases. A plain
 * class over the slot, one thread; reads prices only from the slot's evaluations and time only from engine time.
 * Allocates nothing after warm-up. Where a signer outside the engine signs, a quote counts only
 * once a signature event has brought its signature in time.
 */
public final class QuoteStage
{
    private final EngineTime time = new EngineTime();
    private final ClockEvent clock = new ClockEvent();
    private final StageCounters counters;
    private final ErrorLog errors = new ErrorLog();
    private final Gate gate;
    private final QuoteRegistry registry;
    private final PolicyBook book;
    private final AdminCommands commands;
    private final Ration ration;
    private final ReferenceEmitter emitter;
    private final Issuer issuer;
    private final Redeemer redeemer;
    private final Settler settler;
    private final ProofWriter proofs;
    private final Answers answers;
    private final Signing orders;
    private final Signing references;
    private final PendingQuotes pending;
    private final SignatureEvent signature = new SignatureEvent();

    /**
     * Makes a stage that signs at once.
     *
     * @param config    instruments, policies and limits.
     * @param signer    what quotes are signed with; its public key is the one users pin.
     * @param bootEpoch tells this run of the engine from earlier ones; greater than theirs.
     * @param outbox    where answers and reference quotes go.
     * @param counters  the stage's own.
     */
    public QuoteStage(
        final OracleConfig config,
        final Signer signer,
        final long bootEpoch,
        final Outbox outbox,
        final StageCounters counters)
    {
        this(config, Signing.by(signer), Signing.by(signer), bootEpoch, outbox, counters);
    }

    /**
     * Makes a stage whose quotes are signed elsewhere.
     *
     * @param config    instruments, policies and limits.
     * @param handover  takes the unsigned quotes; the signatures come as events.
     * @param bootEpoch tells this run of the engine from earlier ones; greater than theirs.
     * @param outbox    where answers and reference quotes go.
     * @param counters  the stage's own.
     */
    public QuoteStage(
        final OracleConfig config,
        final Handover handover,
        final long bootEpoch,
        final Outbox outbox,
        final StageCounters counters)
    {
        this(config, new SignatureRequests(QuoteFrame.KIND_ORDER, handover, counters),
            new SignatureRequests(QuoteFrame.KIND_REFERENCE, handover, counters), bootEpoch, outbox, counters);
    }

    private QuoteStage(
        final OracleConfig config,
        final Signing orders,
        final Signing references,
        final long bootEpoch,
        final Outbox outbox,
        final StageCounters counters)
    {
        this.counters = counters;
        this.orders = orders;
        this.references = references;
        gate = new Gate(config.threading().clockFaultNs(), counters);
        registry = new QuoteRegistry(config.threading().registrySize());
        ration = new Ration(config, registry, counters);
        book = new PolicyBook(config, new ShadowOrders(config, ration), new RedeemJudge()::judgeAnew, counters);
        commands = new AdminCommands(gate, book, registry, outbox, counters);
        final Journal journal = RedemptionJournal.open(config, bootEpoch, registry, ration, errors, counters);
        final QuoteWriter writer = new QuoteWriter(config, bootEpoch);
        answers = new Answers(outbox, counters);
        emitter = new ReferenceEmitter(config, writer, references, gate, outbox, counters);
        pending = new PendingQuotes(book, ration, registry, journal, answers, gate, counters);
        issuer = new Issuer(config, book, ration, registry, writer, orders, pending, journal, answers, gate);
        redeemer = new Redeemer(config, bootEpoch, book, ration, issuer, orders.isAtOnce(), registry, journal,
            answers, gate);
        settler = new Settler(registry, book, ration, journal, answers);
        proofs = new ProofWriter(config, bootEpoch, registry, answers);
    }

    /**
     * Whether money may flow; any thread may read it.
     *
     * @return the gate.
     */
    public Gate gate()
    {
        return gate;
    }

    /**
     * Age of the price at issue, of every order quote; any thread may read it.
     *
     * @return written by this stage, nanoseconds.
     */
    public BucketHistogram quoteAges()
    {
        return answers.priceAges();
    }

    /**
     * What a policy's candidate would have changed so far; any thread.
     *
     * @param policy dense id.
     * @return empty where none is on trial.
     */
    public Optional<PolicyTrial> trial(final int policy)
    {
        return book.shadow().report(policy);
    }

    /**
     * What a redemption log threw; any thread may read it.
     *
     * @return written by this stage.
     */
    public ErrorLog errors()
    {
        return errors;
    }

    /**
     * Handles one event.
     *
     * @param slot with the findings of the stages before.
     */
    public void onSlot(final Slot slot)
    {
        final long nowNs = time.advance(slot);
        if (slot.verdict != Verdict.VERIFIED)
        {
            onRefused(slot, nowNs);
            return;
        }
        if (slot.kind == ClockEvent.TEMPLATE_ID)
        {
            onClock(slot, nowNs);
            return;
        }
        gate.onEvent(nowNs);
        switch (slot.kind)
        {
            case OrderEvent.TEMPLATE_ID -> issuer.onOrder(slot, nowNs);
            case AuthorizeEvent.TEMPLATE_ID -> redeemer.onAuthorize(slot, nowNs);
            case CaptureEvent.TEMPLATE_ID -> settler.onCapture(slot, nowNs);
            case ReleaseEvent.TEMPLATE_ID -> settler.onRelease(slot, nowNs);
            case ProofEvent.TEMPLATE_ID -> proofs.onProof(slot, nowNs);
            case AdminEvent.TEMPLATE_ID -> commands.onAdmin(slot, nowNs);
            case PolicyEvent.TEMPLATE_ID -> commands.onPolicy(slot, nowNs);
            case SignatureEvent.TEMPLATE_ID -> onSignature(slot, nowNs);
            default ->
            {
                // envelopes and connections concern earlier stages alone
            }
        }
    }

    /** A command whose bytes were tampered with is answered too: somebody holds a credit for it. */
    private void onRefused(final Slot slot, final long nowNs)
    {
        final boolean isCommand = slot.kind == ProofEvent.TEMPLATE_ID ||
            (slot.kind >= OrderEvent.TEMPLATE_ID && slot.kind <= ReleaseEvent.TEMPLATE_ID);
        if (slot.verdict == Verdict.REFUSED && isCommand && slot.length >= CommandEvent.CORRELATION + Long.BYTES)
        {
            answers.begin(Bytes.i64(slot.bytes, CommandEvent.CORRELATION), nowNs);
            answers.refuse(slot.refusal);
        }
    }

    private void onClock(final Slot slot, final long nowNs)
    {
        if (clock.wrap(slot.bytes, 0, slot.length) == WireStatus.OK)
        {
            counters.add(Metric.CLOCK_EVENTS);
            gate.onClock(nowNs, clock.receivedAtNs(), clock.wallNs());
            pending.onClock(nowNs);
            ration.onClock(nowNs);
            book.shadow().onPrices(slot);
            if (gate.closedBy() == Refusal.NONE)
            {
                emitter.onClock(slot, nowNs);
            }
        }
    }

    private void onSignature(final Slot slot, final long nowNs)
    {
        if (signature.wrap(slot.bytes, 0, slot.length) != WireStatus.OK)
        {
            return;
        }
        if (signature.kind() == QuoteFrame.KIND_ORDER)
        {
            if (orders.take(signature))
            {
                pending.onSignature(signature, nowNs);
                return;
            }
        }
        else if (references.take(signature))
        {
            emitter.onSignature(signature, nowNs);
            return;
        }
        counters.add(Metric.SIGNATURES_STRAY);
    }
}
