// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.verify;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.crypto.KeyRing;
import io.plumbline.oracle.crypto.LowS;
import io.plumbline.oracle.crypto.PendingSignatures;
import io.plumbline.oracle.crypto.Secp256k1Candidates;
import io.plumbline.oracle.crypto.Secp256k1Recovery;
import io.plumbline.oracle.crypto.Secp256k1Signer;
import io.plumbline.oracle.crypto.SignatureKernel;
import io.plumbline.oracle.feed.RedStonePackageDecoder;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.wire.EnvelopeEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * One recoverable secp256k1 signature over a package. Nothing signed names the signer: the address that is recovered
 * must be one of the connection's sources'. The key id beside the signature is not looked at.
 */
final class RedStoneCheck implements SchemeCheck
{
    private final Bindings bindings;
    private final KeyRing ring;
    private final KeyStanding standing;
    private final SignatureKernel kernel;
    private final long highSSources;
    private final Secp256k1Candidates[] candidates;
    private final byte[] address = new byte[Secp256k1Signer.ADDRESS_LENGTH];

    RedStoneCheck(
        final OracleConfig config,
        final Bindings bindings,
        final KeyRing ring,
        final KeyStanding standing,
        final SignatureKernel kernel)
    {
        this.bindings = bindings;
        this.ring = ring;
        this.standing = standing;
        this.kernel = kernel;
        long mask = 0;
        for (int source = 0; source < config.sources().size(); source++)
        {
            mask |= config.sources().get(source).isHighSAllowed() ? 1L << source : 0;
        }
        highSSources = mask;
        candidates = new Secp256k1Candidates[config.connections().size()];
        for (int connection = 0; connection < candidates.length; connection++)
        {
            candidates[connection] = new Secp256k1Candidates(signersOf(bindings.redStoneSources(connection)));
        }
    }

    private List<Secp256k1Signer> signersOf(final long sources)
    {
        final List<Secp256k1Signer> signers = new ArrayList<>();
        for (int key = 0; key < ring.size(); key++)
        {
            final Secp256k1Signer signer = ring.secp256k1(key);
            if (signer != null && ((sources >>> ring.sourceOf(key)) & 1) != 0)
            {
                signers.add(signer);
            }
        }
        return signers;
    }

    @Override
    public Refusal authenticate(
        final EnvelopeEvent envelope, final long nowNs, final Slot slot, final PendingSignatures pending)
    {
        final long sources = bindings.redStoneSources(envelope.connection());
        if (sources == 0)
        {
            return Refusal.SOURCE_NOT_BOUND;
        }
        if (envelope.signatureCount() != 1)
        {
            return envelope.signatureCount() == 0 ? Refusal.THRESHOLD_NOT_MET : Refusal.MALFORMED;
        }
        final byte[] bytes = envelope.buffer();
        final int offset = envelope.signedBytesOffset();
        final int length = envelope.signedBytesLength();
        final Refusal shape = RedStonePackageDecoder.shape(bytes, offset, length);
        if (shape != Refusal.NONE)
        {
            return shape;
        }
        final int at = envelope.signatureOffset(0);
        final boolean isHighSPossible = (sources & highSSources) != 0;
        slot.isRecovered = true;
        final int status = kernel.recoverSecp256k1(
            bytes, offset, length, bytes, at, isHighSPossible, candidates[envelope.connection()], address);
        if (status != Secp256k1Recovery.OK)
        {
            return status == Secp256k1Recovery.HIGH_S ? Refusal.HIGH_S : Refusal.BAD_SIGNATURE;
        }
        final int key = ring.keyByAddress(address, sources);
        if (key == KeyRing.NONE)
        {
            return Refusal.UNKNOWN_SIGNER;
        }
        final int source = ring.sourceOf(key);
        if (((highSSources >>> source) & 1) == 0 && !LowS.isLow(bytes, at))
        {
            return Refusal.HIGH_S;
        }
        slot.source = source;
        slot.key = key;
        return standing.check(key, RedStonePackageDecoder.signedAtNs(bytes, offset, length), nowNs);
    }
}
