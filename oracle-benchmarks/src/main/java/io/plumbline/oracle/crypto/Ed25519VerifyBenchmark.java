// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One op = one good signature over 96 bytes checked, the keys decoded and the tables built beforehand. 16,384 messages
 * by 16 signers in turn: so many that a table's entries are not left over in the nearest cache from the last round.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class Ed25519VerifyBenchmark
{
    private static final int MESSAGES = 16_384;
    private static final int SIGNERS = 16;
    private static final int MESSAGE_LENGTH = 96;
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final byte[][] messages = new byte[MESSAGES][MESSAGE_LENGTH];
    private final byte[][] signatures = new byte[MESSAGES][Ed25519Verifier.SIGNATURE_LENGTH];
    private final Ed25519PublicKey[] keys = new Ed25519PublicKey[SIGNERS];
    private final Ed25519Tables[] tables = new Ed25519Tables[SIGNERS];
    private final PublicKey[] jdkKeys = new PublicKey[SIGNERS];
    private final Ed25519TableVerifier verifier = new Ed25519TableVerifier();
    private final Ed25519Batch batch = new Ed25519Batch();
    private final Ed25519Verifier bouncyCastle = new Ed25519Verifier();
    private Signature jdk;
    private int at;

    /**
     * Makes keys, tables, messages and signatures.
     *
     * @throws GeneralSecurityException where the JDK lacks Ed25519.
     */
    @Setup
    public void prepare() throws GeneralSecurityException
    {
        final Random random = new Random(20_261_120L);
        final Ed25519SigningKey[] signers = new Ed25519SigningKey[SIGNERS];
        final KeyFactory factory = KeyFactory.getInstance("Ed25519", "SunEC");
        jdk = Signature.getInstance("Ed25519", "SunEC");
        for (int i = 0; i < SIGNERS; i++)
        {
            final byte[] seed = new byte[Ed25519SigningKey.SEED_LENGTH];
            random.nextBytes(seed);
            signers[i] = Ed25519SigningKey.ofSeed(seed);
            keys[i] = signers[i].publicKey();
            tables[i] = Ed25519Tables.of(keys[i]);
            final byte[] encoded = new byte[X509_PREFIX.length + Ed25519PublicKey.LENGTH];
            System.arraycopy(X509_PREFIX, 0, encoded, 0, X509_PREFIX.length);
            keys[i].copyTo(encoded, X509_PREFIX.length);
            jdkKeys[i] = factory.generatePublic(new X509EncodedKeySpec(encoded));
        }
        for (int i = 0; i < MESSAGES; i++)
        {
            random.nextBytes(messages[i]);
            signers[i % SIGNERS].sign(messages[i], 0, MESSAGE_LENGTH, signatures[i], 0);
        }
    }

    private int next()
    {
        at = (at + 1) & (MESSAGES - 1);
        return at;
    }

    private static boolean good(final boolean isGood)
    {
        if (!isGood)
        {
            throw new IllegalStateException("a good signature was refused");
        }
        return true;
    }

    /**
     * By tables, one by one.
     *
     * @return true, or the run fails.
     */
    @Benchmark
    public boolean plumbline()
    {
        final int i = next();
        return good(verifier.verify(tables[i % SIGNERS], messages[i], 0, MESSAGE_LENGTH, signatures[i], 0));
    }

    /**
     * By tables, in full batches.
     *
     * @return true, or the run fails.
     */
    @Benchmark
    @OperationsPerInvocation(Ed25519Batch.CAPACITY)
    public boolean plumblineBatch16()
    {
        for (int j = 0; j < Ed25519Batch.CAPACITY; j++)
        {
            final int i = next();
            batch.add(tables[i % SIGNERS], messages[i], 0, MESSAGE_LENGTH, signatures[i], 0);
        }
        return good(batch.finish() == (1 << Ed25519Batch.CAPACITY) - 1);
    }

    /**
     * By Bouncy Castle as it comes: the equation multiplied by the cofactor, R of mixed order not refused.
     *
     * @return true, or the run fails.
     */
    @Benchmark
    public boolean bouncyCastlePlain()
    {
        final int i = next();
        return good(Ed25519.verify(signatures[i], 0, keys[i % SIGNERS].point(), messages[i], 0, MESSAGE_LENGTH));
    }

    /**
     * By Bouncy Castle made as strict as the tables, which proves R to be of prime order.
     *
     * @return true, or the run fails.
     */
    @Benchmark
    public boolean bouncyCastle()
    {
        final int i = next();
        return good(bouncyCastle.verify(
            keys[i % SIGNERS], messages[i], 0, MESSAGE_LENGTH, signatures[i], 0, Ed25519Verifier.SIGNATURE_LENGTH));
    }

    /**
     * By the JDK's own provider.
     *
     * @return true, or the run fails.
     * @throws GeneralSecurityException never with these keys.
     */
    @Benchmark
    public boolean jdk() throws GeneralSecurityException
    {
        final int i = next();
        jdk.initVerify(jdkKeys[i % SIGNERS]);
        jdk.update(messages[i]);
        return good(jdk.verify(signatures[i]));
    }

    /**
     * What a signer's table costs once: one op = one table.
     *
     * @return the table.
     */
    @Benchmark
    public Ed25519Tables buildTables()
    {
        return Ed25519Tables.of(keys[next() % SIGNERS]);
    }
}
