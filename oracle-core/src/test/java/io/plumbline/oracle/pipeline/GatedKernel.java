// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.crypto.BouncyCastleKernel;
import io.plumbline.oracle.crypto.Ed25519PublicKey;
import io.plumbline.oracle.crypto.Secp256k1Candidates;
import io.plumbline.oracle.crypto.SignatureKernel;
import java.util.concurrent.CountDownLatch;

/**
 * A kernel that can be made to hang or to die inside the first stage.
 */
final class GatedKernel implements SignatureKernel
{
    private final SignatureKernel kernel = new BouncyCastleKernel();
    private final CountDownLatch entered = new CountDownLatch(1);
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile boolean isDeadly;

    void hang()
    {
        gate = new CountDownLatch(1);
    }

    void letGo()
    {
        gate.countDown();
    }

    void die()
    {
        isDeadly = true;
    }

    void awaitEntered() throws InterruptedException
    {
        entered.await();
    }

    @Override
    public boolean verifyEd25519(
        final Ed25519PublicKey key,
        final byte[] message,
        final int offset,
        final int length,
        final byte[] signature,
        final int signatureOffset)
    {
        pass();
        return kernel.verifyEd25519(key, message, offset, length, signature, signatureOffset);
    }

    @Override
    public int recoverSecp256k1(
        final byte[] message,
        final int offset,
        final int length,
        final byte[] rsv,
        final int rsvOffset,
        final boolean isHighSAllowed,
        final Secp256k1Candidates candidates,
        final byte[] outAddress)
    {
        pass();
        return kernel.recoverSecp256k1(message, offset, length, rsv, rsvOffset, isHighSAllowed, candidates, outAddress);
    }

    private void pass()
    {
        if (gate.getCount() > 0)
        {
            entered.countDown();
        }
        boolean isInterrupted = false;
        while (gate.getCount() > 0)
        {
            try
            {
                gate.await();
            }
            catch (final InterruptedException e)
            {
                // a stage that hangs does not hear an interrupt either
                isInterrupted = true;
            }
        }
        if (isInterrupted)
        {
            Thread.currentThread().interrupt();
        }
        if (isDeadly)
        {
            throw new AssertionError("this stage dies here");
        }
    }
}
