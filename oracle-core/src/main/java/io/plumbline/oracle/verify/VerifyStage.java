// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.verify;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.Scheme;
import io.plumbline.oracle.crypto.KeyRing;
import io.plumbline.oracle.crypto.SignatureKernel;
import io.plumbline.oracle.feed.FeedDecoder;
import io.plumbline.oracle.feed.FeedMap;
import io.plumbline.oracle.feed.PlumblineFrameDecoder;
import io.plumbline.oracle.feed.RedStonePackageDecoder;
import io.plumbline.oracle.slot.EngineTime;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.Verdict;
import io.plumbline.oracle.telemetry.ErrorLog;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.AuthorizeEvent;
import io.plumbline.oracle.wire.CaptureEvent;
import io.plumbline.oracle.wire.ClockEvent;
import io.plumbline.oracle.wire.ConnectionEvent;
import io.plumbline.oracle.wire.EnvelopeEvent;
import io.plumbline.oracle.wire.Event;
import io.plumbline.oracle.wire.Events;
import io.plumbline.oracle.wire.ExplainEvent;
import io.plumbline.oracle.wire.OrderEvent;
import io.plumbline.oracle.wire.PolicyEvent;
import io.plumbline.oracle.wire.ProofEvent;
import io.plumbline.oracle.wire.ReleaseEvent;
import io.plumbline.oracle.wire.SignatureEvent;
import io.plumbline.oracle.wire.WireStatus;

/**
 * The first stage: every slot comes out VERIFIED or REFUSED with a code, void ones excepted. One thread; allocates
 * nothing but what the signature kernel does; reads no clock.
 *
 * <p>Its findings are kind and receipt time for every well-formed event, connection and message id for envelopes, and
 * for verified envelopes source, key, hash of the signed bytes, and what the decoder wrote.
 */
public final class VerifyStage
{
    private final StageCounters counters;
    private final KeyRing ring;
    private final Bindings bindings;
    private final KeyStanding standing;
    private final KeyTables tables;
    private final EnvelopeJudge envelopes;
    private final EngineTime time = new EngineTime();
    private final ConnectionEvent connection = new ConnectionEvent();
    private final AdminEvent admin = new AdminEvent();
    private final ClockEvent clock = new ClockEvent();
    private final OrderEvent order = new OrderEvent();
    private final AuthorizeEvent authorize = new AuthorizeEvent();
    private final ProofEvent proof = new ProofEvent();
    private final PolicyEvent policy = new PolicyEvent();
    private final CaptureEvent capture = new CaptureEvent();
    private final ReleaseEvent release = new ReleaseEvent();
    private final SignatureEvent signature = new SignatureEvent();
    private final ExplainEvent explain = new ExplainEvent();

    /**
     * Creates the stage with the decoders of its configuration.
     *
     * @param config   sources, keys, bindings, feeds.
     * @param kernel   checks signatures; this stage's own.
     * @param counters where this stage counts; its only writer.
     * @throws IllegalArgumentException naming source and key, where a key is no proper one.
     */
    public VerifyStage(final OracleConfig config, final SignatureKernel kernel, final StageCounters counters)
    {
        this(
            config,
            kernel,
            counters,
            new PlumblineFrameDecoder(config.environment(), FeedMap.of(config)),
            new RedStonePackageDecoder(FeedMap.of(config)));
    }

    VerifyStage(
        final OracleConfig config,
        final SignatureKernel kernel,
        final StageCounters counters,
        final FeedDecoder plumblineDecoder,
        final FeedDecoder redStoneDecoder)
    {
        this.counters = counters;
        ring = SourceKeys.of(config);
        bindings = new Bindings(config);
        standing = new KeyStanding(ring);
        tables = new KeyTables(ring, standing, kernel);
        final SchemeCheck[] checks = new SchemeCheck[Scheme.values().length];
        checks[Scheme.PLUMBLINE.ordinal()] = new PlumblineCheck(config, bindings, ring, standing);
        checks[Scheme.REDSTONE.ordinal()] = new RedStoneCheck(config, bindings, ring, standing, kernel);
        final FeedDecoder[] decoders = new FeedDecoder[Scheme.values().length];
        decoders[Scheme.PLUMBLINE.ordinal()] = plumblineDecoder;
        decoders[Scheme.REDSTONE.ordinal()] = redStoneDecoder;
        envelopes = new EnvelopeJudge(bindings, kernel, time, checks, decoders, counters);
    }

    /**
     * Judges one event, in ring order. The stage's thread.
     *
     * @param slot with the event's canonical bytes; its findings are written, a void slot is left alone.
     */
    public void onSlot(final Slot slot)
    {
        begin(slot);
        flush();
    }

    /**
     * Judges one event, in ring order, but for an envelope's signatures: they may wait for {@link #flush}, the slot
     * being UNVERIFIED until then. The slot must hold still meanwhile. The stage's thread.
     *
     * @param slot as for {@link #onSlot}.
     */
    public void begin(final Slot slot)
    {
        if (slot.verdict == Verdict.VOID)
        {
            return;
        }
        slot.kind = Events.templateId(slot.bytes, 0, slot.length);
        if (slot.kind == EnvelopeEvent.TEMPLATE_ID)
        {
            envelopes.begin(slot);
            return;
        }
        final Refusal refusal = judge(slot);
        if (refusal == Refusal.NONE)
        {
            slot.verdict = Verdict.VERIFIED;
        }
        else
        {
            slot.refuse(refusal);
            counters.add(refusal);
        }
    }

    /**
     * Checks the signatures that wait, together, and writes their envelopes' findings. The stage's thread.
     */
    public void flush()
    {
        envelopes.flush();
    }

    /**
     * The registered keys. Any thread.
     *
     * @return the ring, immutable.
     */
    public KeyRing keys()
    {
        return ring;
    }

    /**
     * Exceptions that condemned an envelope. Any thread.
     *
     * @return the stage's own log.
     */
    public ErrorLog errors()
    {
        return envelopes.errors();
    }

    private Refusal judge(final Slot slot)
    {
        return switch (slot.kind)
        {
            case ClockEvent.TEMPLATE_ID -> wrap(clock, slot);
            case ConnectionEvent.TEMPLATE_ID -> judgeConnection(slot);
            case OrderEvent.TEMPLATE_ID -> wrap(order, slot);
            case AuthorizeEvent.TEMPLATE_ID -> wrap(authorize, slot);
            case CaptureEvent.TEMPLATE_ID -> wrap(capture, slot);
            case ReleaseEvent.TEMPLATE_ID -> wrap(release, slot);
            case SignatureEvent.TEMPLATE_ID -> wrap(signature, slot);
            case ExplainEvent.TEMPLATE_ID -> wrap(explain, slot);
            case AdminEvent.TEMPLATE_ID -> judgeAdmin(slot);
            case ProofEvent.TEMPLATE_ID -> wrap(proof, slot);
            case PolicyEvent.TEMPLATE_ID -> wrap(policy, slot);
            default -> Refusal.UNKNOWN_KIND;
        };
    }

    private Refusal judgeConnection(final Slot slot)
    {
        final Refusal refusal = wrap(connection, slot);
        if (refusal != Refusal.NONE)
        {
            return refusal;
        }
        if (!bindings.isConnection(connection.connection()))
        {
            return Refusal.UNKNOWN_CONNECTION;
        }
        slot.connection = connection.connection();
        return Refusal.NONE;
    }

    private Refusal judgeAdmin(final Slot slot)
    {
        flush();
        final Refusal refusal = wrap(admin, slot);
        if (refusal != Refusal.NONE)
        {
            return refusal;
        }
        return switch (admin.command())
        {
            case AdminEvent.REVOKE_KEY -> revoke();
            case AdminEvent.INSTALL_TABLE -> installTable();
            default -> Refusal.NONE;
        };
    }

    private Refusal revoke()
    {
        final Refusal refusal = standing.revoke(admin.target(), admin.argument());
        if (refusal == Refusal.NONE)
        {
            tables.onRevoked(ring.key(admin.target(), (int)admin.argument()));
        }
        return refusal;
    }

    /** A replay finds no table: nothing was built for it, and no verdict depends on one. */
    private Refusal installTable()
    {
        if (admin.target() >= ring.size())
        {
            return Refusal.UNKNOWN_COMMAND;
        }
        if (tables.install(admin.target()))
        {
            counters.add(Metric.KEY_TABLES_INSTALLED);
        }
        return Refusal.NONE;
    }

    private Refusal wrap(final Event event, final Slot slot)
    {
        if (event.wrap(slot.bytes, 0, slot.length) != WireStatus.OK)
        {
            return Refusal.MALFORMED;
        }
        slot.receivedAtNs = event.receivedAtNs();
        time.advance(slot);
        return Refusal.NONE;
    }
}
