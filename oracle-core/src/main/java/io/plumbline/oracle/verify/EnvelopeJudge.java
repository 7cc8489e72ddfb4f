// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.verify;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Scheme;
import io.plumbline.oracle.crypto.PendingSignatures;
import io.plumbline.oracle.crypto.Sha256;
import io.plumbline.oracle.crypto.SignatureKernel;
import io.plumbline.oracle.feed.FeedDecoder;
import io.plumbline.oracle.slot.EngineTime;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.Verdict;
import io.plumbline.oracle.telemetry.ErrorLog;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.wire.EnvelopeEvent;
import io.plumbline.oracle.wire.WireStatus;

/**
 * Judges envelopes in two steps: everything but the signatures at once, then the signatures of several envelopes
 * together, and the ticks of those that are good. Waiting slots are UNVERIFIED. One thread, no allocation.
 */
final class EnvelopeJudge
{
    private static final int CAPACITY = PendingSignatures.CAPACITY;

    private final StageCounters counters;
    private final Bindings bindings;
    private final SignatureKernel kernel;
    private final EngineTime time;
    private final SchemeCheck[] checks;
    private final FeedDecoder[] decoders;
    private final ErrorLog errors = new ErrorLog();
    private final Sha256 sha256 = new Sha256();
    private final EnvelopeEvent envelope = new EnvelopeEvent();
    private final PendingSignatures pending = new PendingSignatures();

    // the waiting envelopes, in ring order
    private final Slot[] slots = new Slot[CAPACITY];
    private final FeedDecoder[] slotDecoders = new FeedDecoder[CAPACITY];
    private final int[] signedOffsets = new int[CAPACITY];
    private final int[] signedLengths = new int[CAPACITY];
    private final int[] signatureMasks = new int[CAPACITY];
    private int waiting;
    private int waitingSignatures;
    private int brokenSignatures;

    /** Checks and decoders are indexed by {@link Scheme#ordinal()}. */
    EnvelopeJudge(
        final Bindings bindings,
        final SignatureKernel kernel,
        final EngineTime time,
        final SchemeCheck[] checks,
        final FeedDecoder[] decoders,
        final StageCounters counters)
    {
        this.bindings = bindings;
        this.kernel = kernel;
        this.time = time;
        this.checks = checks;
        this.decoders = decoders;
        this.counters = counters;
    }

    ErrorLog errors()
    {
        return errors;
    }

    /** Refuses an envelope, or lets it wait for {@link #flush()}; flushes by itself where there is no room. */
    void begin(final Slot slot)
    {
        if (waiting == CAPACITY)
        {
            flush();
        }
        Refusal refusal;
        try
        {
            refusal = judge(slot);
        }
        catch (final RuntimeException e)
        {
            errors.add(e);
            refusal = Refusal.MALFORMED;
        }
        if (refusal != Refusal.NONE)
        {
            pending.truncate(waitingSignatures);
            condemn(slot, refusal);
        }
    }

    /** Checks what waits and writes every verdict. */
    void flush()
    {
        if (waiting == 0)
        {
            return;
        }
        final int good = verify();
        for (int i = 0; i < waiting; i++)
        {
            finish(i, good);
        }
        waiting = 0;
        waitingSignatures = 0;
        pending.truncate(0);
    }

    private Refusal judge(final Slot slot)
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
        if (pending.size() + envelope.signatureCount() > PendingSignatures.CAPACITY)
        {
            flush();
        }
        final int scheme = Scheme.ofCode(envelope.scheme()).ordinal();
        final Refusal refusal = checks[scheme].authenticate(envelope, nowNs, slot, pending);
        if (refusal == Refusal.NONE)
        {
            slots[waiting] = slot;
            slotDecoders[waiting] = decoders[scheme];
            signedOffsets[waiting] = envelope.signedBytesOffset();
            signedLengths[waiting] = envelope.signedBytesLength();
            signatureMasks[waiting++] = mask(pending.size()) & ~mask(waitingSignatures);
            waitingSignatures = pending.size();
        }
        return refusal;
    }

    private static int mask(final int count)
    {
        return (1 << count) - 1;
    }

    /** A kernel that throws over all of them is asked for each alone, so that it condemns one envelope only. */
    private int verify()
    {
        brokenSignatures = 0;
        try
        {
            return kernel.verifyEd25519(pending);
        }
        catch (final RuntimeException together)
        {
            int good = 0;
            for (int i = 0; i < pending.size(); i++)
            {
                try
                {
                    good |= kernel.verifyEd25519(pending, i) ? 1 << i : 0;
                }
                catch (final RuntimeException alone)
                {
                    errors.add(alone);
                    brokenSignatures |= 1 << i;
                }
            }
            if (brokenSignatures == 0)
            {
                errors.add(together);
            }
            return good;
        }
    }

    private void finish(final int position, final int good)
    {
        final Slot slot = slots[position];
        final int own = signatureMasks[position];
        Refusal refusal;
        if ((brokenSignatures & own) != 0)
        {
            refusal = Refusal.MALFORMED;
        }
        else if ((good & own) != own)
        {
            refusal = Refusal.BAD_SIGNATURE;
        }
        else
        {
            refusal = decode(position, slot);
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

    private Refusal decode(final int position, final Slot slot)
    {
        try
        {
            final int offset = signedOffsets[position];
            final int length = signedLengths[position];
            sha256.digest(slot.bytes, offset, length, slot.signedHash, 0);
            return slotDecoders[position].decode(slot.bytes, offset, length, slot.source, slot);
        }
        catch (final RuntimeException e)
        {
            errors.add(e);
            return Refusal.MALFORMED;
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
}
