// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.crypto.BouncyCastleKernel;
import io.plumbline.oracle.crypto.Ed25519PublicKey;
import io.plumbline.oracle.crypto.Ed25519SigningKey;
import io.plumbline.oracle.crypto.Secp256k1Recovery;
import io.plumbline.oracle.crypto.SignatureKernel;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One op = one signature over 128 bytes checked by the kernel the engine launches with: 256 prepared messages in turn,
 * by 16 keys that were decoded beforehand. {@code secp256k1Recover} includes keccak-256 of the message; its signatures
 * are arbitrary valid pairs, since recovery does the same work whoever signed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class CryptoBenchmark
{
    private static final int MESSAGES = 256;
    private static final int KEYS = 16;
    private static final int MESSAGE_LENGTH = 128;
    private static final int ED25519_LENGTH = 64;
    private static final int S_AT = 32;
    private static final int V_AT = 64;

    private final SignatureKernel kernel = new BouncyCastleKernel();
    private final byte[][] messages = new byte[MESSAGES][MESSAGE_LENGTH];
    private final byte[][] ed25519 = new byte[MESSAGES][ED25519_LENGTH];
    private final byte[][] secp256k1 = new byte[MESSAGES][Secp256k1Recovery.SIGNATURE_LENGTH];
    private final Ed25519PublicKey[] keys = new Ed25519PublicKey[KEYS];
    private final byte[] address = new byte[20];
    private int at;

    /** Makes messages and signatures. */
    @Setup
    public void prepare()
    {
        final Random random = new Random(20_261_120L);
        final Ed25519SigningKey[] signers = new Ed25519SigningKey[KEYS];
        for (int i = 0; i < KEYS; i++)
        {
            final byte[] seed = new byte[Ed25519SigningKey.SEED_LENGTH];
            random.nextBytes(seed);
            signers[i] = Ed25519SigningKey.ofSeed(seed);
            keys[i] = signers[i].publicKey();
        }
        for (int i = 0; i < MESSAGES; i++)
        {
            random.nextBytes(messages[i]);
            signers[i % KEYS].sign(messages[i], 0, MESSAGE_LENGTH, ed25519[i], 0);
            drawRecoverable(random, i);
        }
    }

    /** About every second r is the abscissa of a point; s is drawn from the lower half of the group order. */
    private void drawRecoverable(final Random random, final int i)
    {
        do
        {
            random.nextBytes(secp256k1[i]);
            secp256k1[i][S_AT] &= 0x3f;
            secp256k1[i][V_AT] = (byte)random.nextInt(2);
        }
        while (recover(i) != Secp256k1Recovery.OK);
    }

    private int recover(final int i)
    {
        return kernel.recoverSecp256k1(messages[i], 0, MESSAGE_LENGTH, secp256k1[i], 0, false, address);
    }

    /**
     * Verifies.
     *
     * @return true, or the run fails.
     */
    @Benchmark
    public boolean ed25519Verify()
    {
        at = at + 1 & MESSAGES - 1;
        if (!kernel.verifyEd25519(keys[at % KEYS], messages[at], 0, MESSAGE_LENGTH, ed25519[at], 0))
        {
            throw new IllegalStateException("a good signature was refused");
        }
        return true;
    }

    /**
     * Recovers.
     *
     * @return the address.
     */
    @Benchmark
    public byte[] secp256k1Recover()
    {
        at = at + 1 & MESSAGES - 1;
        if (recover(at) != Secp256k1Recovery.OK)
        {
            throw new IllegalStateException("a good signature was refused");
        }
        return address;
    }
}
