// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.verify;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.Scheme;
import io.plumbline.oracle.crypto.KeyRing;
import io.plumbline.oracle.crypto.Sha256;
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
import io.plumbline.oracle.wire.OrderEvent;
import io.plumbline.oracle.wire.ReleaseEvent;
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
    private final Bindings bindings;
    private final KeyStanding standing;
    private final SchemeCheck plumblineCheck;
    private final SchemeCheck redStoneCheck;
    private final FeedDecoder plumblineDecoder;
    private final FeedDecoder redStoneDecoder;
    private final ErrorLog errors = new ErrorLog();
    private final EngineTime time = new EngineTime();
    private final Sha256 sha256 = new Sha256();
    private final EnvelopeEvent envelope = new EnvelopeEvent();
    private final ConnectionEvent connection = new ConnectionEvent();
    private final AdminEvent admin = new AdminEvent();
    private final ClockEvent clock = new ClockEvent();
    private final OrderEvent order = new OrderEvent();
    private final AuthorizeEvent authorize = new AuthorizeEvent();
    private final CaptureEvent capture = new CaptureEvent();
    private final ReleaseEvent release = new ReleaseEvent();

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
        this.plumblineDecoder = plumblineDecoder;
        this.redStoneDecoder = redStoneDecoder;
        final KeyRing ring = SourceKeys.of(config);
        bindings = new Bindings(config);
        standing = new KeyStanding(ring);
        plumblineCheck = new PlumblineCheck(config, bindings, ring, standing, kernel);
        redStoneCheck = new RedStoneCheck(config, bindings, ring, standing, kernel);
    }

    /**
     * Judges one event, in ring order. The stage's thread.
     *
     * @param slot with the event's canonical bytes; its findings are written, a void slot is left alone.
     */
    public void onSlot(final Slot slot)
    {
        if (slot.verdict == Verdict.VOID)
        {
            return;
        }
        slot.kind = Events.templateId(slot.bytes, 0, slot.length);
        if (slot.kind == EnvelopeEvent.TEMPLATE_ID)
        {
            onEnvelope(slot);
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
     * Exceptions that condemned an envelope. Any thread.
     *
     * @return the stage's own log.
     */
    public ErrorLog errors()
    {
        return errors;
    }

    private void onEnvelope(final Slot slot)
    {
        Refusal refusal;
        try
        {
            refusal = judgeEnvelope(slot);
        }
        catch (final RuntimeException e)
        {
            errors.add(e);
            refusal = Refusal.MALFORMED;
        }
        if (refusal == Refusal.NONE)
        {
            slot.verdict = Verdict.VERIFIED;
            counters.add(Metric.FRAMES_VERIFIED);
            counters.add(Metric.TICKS_UNMAPPED, slot.unmappedTicks);
        }
        else
        {
            condemn(slot, refusal);
        }
    }

    /** What a check or a decoder had written before it refused goes too: the slot must not name a source. */
    private void condemn(final Slot slot, final Refusal refusal)
    {
        slot.source = Slot.NONE;
        slot.key = Slot.NONE;
        slot.sessionEpoch = 0;
        slot.sequence = 0;
        slot.isCounted = false;
        slot.signedAtNs = 0;
        slot.unmappedTicks = 0;
        slot.refuse(refusal);
        counters.add(refusal);
        counters.add(Metric.FRAMES_REFUSED);
    }

    private Refusal judgeEnvelope(final Slot slot)
    {
        if (envelope.wrap(slot.bytes, 0, slot.length) != WireStatus.OK)
        {
            return Refusal.MALFORMED;
        }
        slot.receivedAtNs = envelope.receivedAtNs();
        slot.messageId = envelope.messageId();
        final long nowNs = time.advance(slot);
        if (!bindings.isConnection(envelope.connection()))
        {
            return Refusal.UNKNOWN_CONNECTION;
        }
        slot.connection = envelope.connection();
        if (!Scheme.isCode(envelope.scheme()))
        {
            return Refusal.UNKNOWN_KIND;
        }
        final boolean isPlumbline = Scheme.ofCode(envelope.scheme()) == Scheme.PLUMBLINE;
        final SchemeCheck check = isPlumbline ? plumblineCheck : redStoneCheck;
        final Refusal refusal = check.authenticate(envelope, nowNs, slot);
        if (refusal != Refusal.NONE)
        {
            return refusal;
        }
        final int offset = envelope.signedBytesOffset();
        final int length = envelope.signedBytesLength();
        sha256.digest(slot.bytes, offset, length, slot.signedHash, 0);
        final FeedDecoder decoder = isPlumbline ? plumblineDecoder : redStoneDecoder;
        return decoder.decode(slot.bytes, offset, length, slot.source, slot);
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
            case AdminEvent.TEMPLATE_ID -> judgeAdmin(slot);
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
        final Refusal refusal = wrap(admin, slot);
        return refusal == Refusal.NONE && admin.command() == AdminEvent.REVOKE_KEY ?
            standing.revoke(admin.target(), admin.argument()) : refusal;
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
