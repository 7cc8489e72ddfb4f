// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.Scheme;
import io.plumbline.oracle.crypto.BouncyCastleKernel;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.verify.SignedFrames;
import io.plumbline.oracle.verify.SignedFrames.Signature;
import io.plumbline.oracle.verify.VerifyStage;

/** A market behind the real verify stage: what arrives is signed bytes on a connection. */
final class Gateway
{
    final Market market;
    private final VerifyStage verify;

    Gateway(final OracleConfig config)
    {
        market = new Market(config);
        verify = new VerifyStage(config, new BouncyCastleKernel(), market.counters);
    }

    /** One envelope, received now; why it was refused as a whole, or NONE. */
    Refusal offer(final int connection, final Scheme scheme, final byte[] signed, final Signature signature)
    {
        final Slot slot = SignedFrames.envelope(market.builder.slot(), market.nowNs, connection, scheme, signed,
            signature);
        verify.onSlot(slot);
        return market.run().refusal;
    }
}
