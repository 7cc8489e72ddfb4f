// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.security.GeneralSecurityException;
import java.security.Security;
import java.security.Signature;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
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

/** One op = one message of 96 bytes signed; every row holds an initialised signer per key. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsAppend = Ed25519Workload.ACCP_FLAG)
public class Ed25519SignBenchmark
{
    private final byte[] out = new byte[Ed25519Verifier.SIGNATURE_LENGTH];

    /** Bouncy Castle's signers, as it would have them used. */
    @State(Scope.Thread)
    public static class BouncyCastle
    {
        private final Ed25519Signer[] signers = new Ed25519Signer[Ed25519Workload.SIGNERS];

        /**
         * Makes one signer per key.
         *
         * @param workload whose keys.
         */
        @Setup
        public void prepare(final Ed25519Workload workload)
        {
            for (int i = 0; i < signers.length; i++)
            {
                signers[i] = new Ed25519Signer();
                signers[i].init(true, new Ed25519PrivateKeyParameters(workload.seeds[i], 0));
            }
        }
    }

    /** The signers of the JDK's own provider. */
    @State(Scope.Thread)
    public static class Jdk
    {
        private Signature[] signers;

        /**
         * Makes one signer per key.
         *
         * @param workload whose keys.
         * @throws GeneralSecurityException where the JDK lacks Ed25519.
         */
        @Setup
        public void prepare(final Ed25519Workload workload) throws GeneralSecurityException
        {
            signers = workload.signatures("Ed25519", Security.getProvider("SunEC"));
        }
    }

    /** The signers of AWS-LC; on a platform without it only this row fails. */
    @State(Scope.Thread)
    public static class AwsLcSigners
    {
        private Signature[] signers;

        /**
         * Makes one signer per key.
         *
         * @param workload whose keys.
         * @throws GeneralSecurityException where the provider lacks Ed25519.
         */
        @Setup
        public void prepare(final Ed25519Workload workload) throws GeneralSecurityException
        {
            signers = workload.signatures(Ed25519Workload.EDDSA, AwsLc.provider());
        }
    }

    /**
     * Our own.
     *
     * @param workload what to sign.
     * @return the signature.
     */
    @Benchmark
    public byte[] plumbline(final Ed25519Workload workload)
    {
        final int i = workload.next();
        workload.signers[i % Ed25519Workload.SIGNERS].sign(
            workload.messages[i], 0, Ed25519Workload.MESSAGE_LENGTH, out, 0);
        return out;
    }

    /**
     * By Bouncy Castle.
     *
     * @param workload what to sign.
     * @param rival    the signers.
     * @return the signature.
     */
    @Benchmark
    public byte[] bouncyCastle(final Ed25519Workload workload, final BouncyCastle rival)
    {
        final int i = workload.next();
        final Ed25519Signer signer = rival.signers[i % Ed25519Workload.SIGNERS];
        signer.update(workload.messages[i], 0, Ed25519Workload.MESSAGE_LENGTH);
        return signer.generateSignature();
    }

    /**
     * By the JDK's own provider.
     *
     * @param workload what to sign.
     * @param rival    the signers.
     * @return the signature.
     * @throws GeneralSecurityException never with these keys.
     */
    @Benchmark
    public byte[] jdk(final Ed25519Workload workload, final Jdk rival) throws GeneralSecurityException
    {
        return sign(workload, rival.signers);
    }

    /**
     * By AWS-LC through its Java provider.
     *
     * @param workload what to sign.
     * @param rival    the signers.
     * @return the signature.
     * @throws GeneralSecurityException never with these keys.
     */
    @Benchmark
    public byte[] awsLc(final Ed25519Workload workload, final AwsLcSigners rival) throws GeneralSecurityException
    {
        return sign(workload, rival.signers);
    }

    private static byte[] sign(final Ed25519Workload workload, final Signature[] signers)
        throws GeneralSecurityException
    {
        final int i = workload.next();
        final Signature signer = signers[i % Ed25519Workload.SIGNERS];
        signer.update(workload.messages[i]);
        return signer.sign();
    }
}
