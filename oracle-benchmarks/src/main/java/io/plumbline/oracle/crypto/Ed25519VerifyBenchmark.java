// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import com.goterl.lazysodium.SodiumJava;
import com.goterl.lazysodium.utils.LibraryLoader;
import java.security.GeneralSecurityException;
import java.security.Security;
import java.security.Signature;
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
 * One op = one good signature over 96 bytes checked, the keys decoded and the tables built beforehand; every row holds
 * what it can prepare per signer.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsAppend = Ed25519Workload.ACCP_FLAG)
public class Ed25519VerifyBenchmark
{
    private static final int SIGNERS = Ed25519Workload.SIGNERS;
    private static final int MESSAGE_LENGTH = Ed25519Workload.MESSAGE_LENGTH;

    private final byte[][] signatures = new byte[Ed25519Workload.MESSAGES][Ed25519Verifier.SIGNATURE_LENGTH];
    private final Ed25519Tables[] tables = new Ed25519Tables[SIGNERS];
    private final Ed25519TableVerifier verifier = new Ed25519TableVerifier();
    private final TableKernel kernelWithoutTables = new TableKernel(new TableShelf());
    private final Ed25519Batch batch = new Ed25519Batch();
    private final Ed25519Verifier bouncyCastle = new Ed25519Verifier();
    private byte[][] messages;
    private Ed25519PublicKey[] keys;
    private Ed25519Workload workload;

    /** The verifiers of the JDK's own provider. */
    @State(Scope.Thread)
    public static class Jdk
    {
        private Signature[] verifiers;

        /**
         * Makes one verifier per key.
         *
         * @param workload whose keys.
         * @throws GeneralSecurityException where the JDK lacks Ed25519.
         */
        @Setup
        public void prepare(final Ed25519Workload workload) throws GeneralSecurityException
        {
            verifiers = workload.verifiers("Ed25519", Security.getProvider("SunEC"));
        }
    }

    /** The verifiers of AWS-LC; on a platform without it only this row fails. */
    @State(Scope.Thread)
    public static class AwsLcVerifiers
    {
        private Signature[] verifiers;

        /**
         * Makes one verifier per key.
         *
         * @param workload whose keys.
         * @throws GeneralSecurityException where the provider lacks Ed25519.
         */
        @Setup
        public void prepare(final Ed25519Workload workload) throws GeneralSecurityException
        {
            verifiers = workload.verifiers(Ed25519Workload.EDDSA, AwsLc.provider());
        }
    }

    /** Libsodium by JNA, as bundled; on a platform without it only this row fails. */
    @State(Scope.Thread)
    public static class Libsodium
    {
        private final byte[][] keys = new byte[SIGNERS][];
        private SodiumJava sodium;

        /**
         * Loads the library.
         *
         * @param workload whose keys.
         */
        @Setup
        public void prepare(final Ed25519Workload workload)
        {
            sodium = new SodiumJava(LibraryLoader.Mode.BUNDLED_ONLY);
            for (int i = 0; i < keys.length; i++)
            {
                keys[i] = workload.keys[i].toBytes();
            }
        }
    }

    /**
     * Builds the tables and signs the messages.
     *
     * @param given keys and messages.
     */
    @Setup
    public void prepare(final Ed25519Workload given)
    {
        workload = given;
        messages = given.messages;
        keys = given.keys;
        for (int i = 0; i < SIGNERS; i++)
        {
            tables[i] = Ed25519Tables.of(keys[i]);
        }
        for (int i = 0; i < messages.length; i++)
        {
            given.signers[i % SIGNERS].sign(messages[i], 0, MESSAGE_LENGTH, signatures[i], 0);
        }
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
        final int i = workload.next();
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
            final int i = workload.next();
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
        final int i = workload.next();
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
        final int i = workload.next();
        return good(bouncyCastle.verify(
            keys[i % SIGNERS], messages[i], 0, MESSAGE_LENGTH, signatures[i], 0, Ed25519Verifier.SIGNATURE_LENGTH));
    }

    /**
     * By the kernel of the tables for a registered key whose table is not built yet.
     *
     * @return true, or the run fails.
     */
    @Benchmark
    public boolean plumblineFirstSeen()
    {
        final int i = workload.next();
        return good(kernelWithoutTables.verifyEd25519(
            keys[i % SIGNERS], messages[i], 0, MESSAGE_LENGTH, signatures[i], 0));
    }

    /**
     * By the JDK's own provider.
     *
     * @param rival the verifiers.
     * @return true, or the run fails.
     * @throws GeneralSecurityException never with these keys.
     */
    @Benchmark
    public boolean jdk(final Jdk rival) throws GeneralSecurityException
    {
        return verify(rival.verifiers);
    }

    /**
     * By AWS-LC through its Java provider.
     *
     * @param rival the verifiers.
     * @return true, or the run fails.
     * @throws GeneralSecurityException never with these keys.
     */
    @Benchmark
    public boolean awsLc(final AwsLcVerifiers rival) throws GeneralSecurityException
    {
        return verify(rival.verifiers);
    }

    private boolean verify(final Signature[] verifiers) throws GeneralSecurityException
    {
        final int i = workload.next();
        final Signature rival = verifiers[i % SIGNERS];
        rival.update(messages[i]);
        return good(rival.verify(signatures[i]));
    }

    /**
     * By libsodium through JNA.
     *
     * @param rival the library.
     * @return true, or the run fails.
     */
    @Benchmark
    public boolean libsodium(final Libsodium rival)
    {
        final int i = workload.next();
        return good(rival.sodium.crypto_sign_verify_detached(
            signatures[i], messages[i], MESSAGE_LENGTH, rival.keys[i % SIGNERS]) == 0);
    }

    /**
     * What a signer's table costs once: one op = one table.
     *
     * @return the table.
     */
    @Benchmark
    public Ed25519Tables buildTables()
    {
        return Ed25519Tables.of(keys[workload.next() % SIGNERS]);
    }
}
