// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.verify;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.crypto.KeyRing;
import io.plumbline.oracle.crypto.PendingSignatures;
import io.plumbline.oracle.feed.PlumblineFrameDecoder;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.wire.EnvelopeEvent;
import io.plumbline.oracle.wire.TickFrame;
import io.plumbline.oracle.wire.WireStatus;

/**
 * m of n Ed25519 keys over the same frame. The provider id chooses the source, whose keys alone count; one bad
 * signature condemns the envelope, and the key the frame itself names must be among those that signed.
 */
final class PlumblineCheck implements SchemeCheck
{
    private final Bindings bindings;
    private final KeyRing ring;
    private final KeyStanding standing;
    private final int[] thresholds;
    private final TickFrame frame = new TickFrame();
    private final int[] signers = new int[EnvelopeEvent.MAX_SIGNATURES];

    PlumblineCheck(
        final OracleConfig config,
        final Bindings bindings,
        final KeyRing ring,
        final KeyStanding standing)
    {
        this.bindings = bindings;
        this.ring = ring;
        this.standing = standing;
        thresholds = new int[config.sources().size()];
        for (int source = 0; source < thresholds.length; source++)
        {
            thresholds[source] = config.sources().get(source).threshold();
        }
    }

    @Override
    public Refusal authenticate(
        final EnvelopeEvent envelope, final long nowNs, final Slot slot, final PendingSignatures pending)
    {
        final WireStatus status =
            frame.wrap(envelope.buffer(), envelope.signedBytesOffset(), envelope.signedBytesLength());
        if (status != WireStatus.OK)
        {
            return PlumblineFrameDecoder.refusalOf(status);
        }
        final int source = bindings.sourceOf(frame.providerId());
        if (source == Bindings.NONE)
        {
            return Refusal.UNKNOWN_PROVIDER;
        }
        if (!bindings.isPlumblineBound(envelope.connection(), source))
        {
            return Refusal.SOURCE_NOT_BOUND;
        }
        final int key = ring.key(source, frame.keyId());
        if (key == KeyRing.NONE)
        {
            return Refusal.UNKNOWN_KEY;
        }
        Refusal refusal = checkSigners(envelope, source, nowNs);
        if (refusal == Refusal.NONE)
        {
            refusal = checkQuorum(envelope.signatureCount(), source, key);
        }
        if (refusal == Refusal.NONE)
        {
            addSignatures(envelope, pending);
        }
        slot.source = source;
        slot.key = key;
        return refusal;
    }

    private Refusal checkSigners(final EnvelopeEvent envelope, final int source, final long nowNs)
    {
        for (int i = 0; i < envelope.signatureCount(); i++)
        {
            if (envelope.buffer()[envelope.signatureOffset(i) + EnvelopeEvent.SIGNATURE_LENGTH - 1] != 0)
            {
                return Refusal.MALFORMED;
            }
            final int key = ring.key(source, envelope.keyId(i));
            if (key == KeyRing.NONE)
            {
                return Refusal.UNKNOWN_KEY;
            }
            final Refusal refusal = standing.check(key, frame.signedAtNs(), nowNs);
            if (refusal != Refusal.NONE)
            {
                return refusal;
            }
            if (isSigner(key, i))
            {
                return Refusal.DUPLICATE_SIGNER;
            }
            signers[i] = key;
        }
        return Refusal.NONE;
    }

    private Refusal checkQuorum(final int count, final int source, final int frameKey)
    {
        return count >= thresholds[source] && isSigner(frameKey, count) ? Refusal.NONE : Refusal.THRESHOLD_NOT_MET;
    }

    private void addSignatures(final EnvelopeEvent envelope, final PendingSignatures pending)
    {
        for (int i = 0; i < envelope.signatureCount(); i++)
        {
            pending.add(
                ring.ed25519(signers[i]),
                frame.buffer(),
                frame.offset(),
                frame.length(),
                envelope.buffer(),
                envelope.signatureOffset(i));
        }
    }

    private boolean isSigner(final int key, final int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (signers[i] == key)
            {
                return true;
            }
        }
        return false;
    }
}
