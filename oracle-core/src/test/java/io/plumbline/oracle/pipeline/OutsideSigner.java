// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.config.QuoteSigner;
import io.plumbline.oracle.crypto.Ed25519SigningKey;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A signer outside the engine that can be made to hang, to throw, and to sign with another key. */
final class OutsideSigner implements QuoteSigner
{
    /** What a test has it do instead of signing, on its own thread. */
    interface Deed
    {
        void run() throws Exception;
    }

    static final int KEY_ID = 77;

    final Ed25519SigningKey key = Ed25519SigningKey.ofSeed(filled(3));
    final AtomicInteger calls = new AtomicInteger();
    volatile @Nullable Thread thread;
    private final Ed25519SigningKey foreignKey = Ed25519SigningKey.ofSeed(filled(4));
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile CountDownLatch entered = new CountDownLatch(0);
    private volatile boolean isDeaf;
    private volatile boolean isForeign;
    private volatile @Nullable Deed before;
    private volatile boolean isScribbling;

    private static byte[] filled(final int value)
    {
        final byte[] seed = new byte[32];
        Arrays.fill(seed, (byte)value);
        return seed;
    }

    /** From now on it hangs; a deaf one does not hear an interrupt either. */
    void hang(final boolean deaf)
    {
        isDeaf = deaf;
        entered = new CountDownLatch(1);
        gate = new CountDownLatch(1);
    }

    void awaitEntered() throws InterruptedException
    {
        entered.await();
    }

    void letGo()
    {
        gate.countDown();
    }

    void foreign(final boolean foreign)
    {
        isForeign = foreign;
    }

    void scribble()
    {
        isScribbling = true;
    }

    /** From now on it does this before it signs. */
    void before(final @Nullable Deed deed)
    {
        before = deed;
    }

    @Override
    public int keyId()
    {
        return KEY_ID;
    }

    @Override
    public byte[] publicKey()
    {
        return key.publicKey().toBytes();
    }

    @Override
    public void sign(final byte[] message, final int offset, final int length, final byte[] out, final int outOffset)
        throws Exception
    {
        thread = Thread.currentThread();
        calls.incrementAndGet();
        pass();
        final Deed deed = before;
        if (deed != null)
        {
            deed.run();
        }
        (isForeign ? foreignKey : key).sign(message, offset, length, out, outOffset);
        if (isScribbling)
        {
            Arrays.fill(message, (byte)0x5a);
        }
    }

    private void pass() throws InterruptedException
    {
        while (gate.getCount() > 0)
        {
            entered.countDown();
            try
            {
                gate.await();
            }
            catch (final InterruptedException e)
            {
                if (!isDeaf)
                {
                    throw e;
                }
            }
        }
    }
}
