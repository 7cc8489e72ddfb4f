// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import fr.acinq.secp256k1.Secp256k1;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.math.ec.ECPoint;
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
 * One op = one good signature over a fresh 32-byte digest checked, the keys decoded and the tables built beforehand.
 * 16,384 digests by 16 signers in turn: so many that a table's entries are not left over in the nearest cache from the
 * last round. Low s is demanded, as libsecp256k1 demands it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class Secp256k1VerifyBenchmark
{
    private static final int MESSAGES = 16_384;
    private static final int SIGNERS = 16;

    private final byte[][] digests = new byte[MESSAGES][Secp256k1Recovery.DIGEST_LENGTH];
    private final byte[][] signatures = new byte[MESSAGES][Secp256k1Recovery.SIGNATURE_LENGTH];
    private final Secp256k1PublicKey[] keys = new Secp256k1PublicKey[SIGNERS];
    private final Secp256k1Tables[] tables = new Secp256k1Tables[SIGNERS];
    private final Secp256k1TableVerifier verifier = new Secp256k1TableVerifier();
    private final Secp256k1Batch batch = new Secp256k1Batch();
    private final Secp256k1Verifier bouncyCastle = new Secp256k1Verifier();
    private final Secp256k1Recovery recovery = new Secp256k1Recovery();
    private final byte[] address = new byte[Secp256k1Signer.ADDRESS_LENGTH];
    private int at;

    /** Makes keys, tables, digests and signatures. */
    @Setup
    public void prepare()
    {
        final Random random = new Random(20_261_120L);
        final ECDomainParameters domain =
            new ECDomainParameters(Secp256k1Curve.GENERATOR.getCurve(), Secp256k1Curve.GENERATOR, Secp256k1Curve.ORDER);
        final BigInteger[] secrets = new BigInteger[SIGNERS];
        for (int i = 0; i < SIGNERS; i++)
        {
            secrets[i] = new BigInteger(255, random);
            final ECPoint point = Secp256k1Curve.GENERATOR.multiply(secrets[i]);
            keys[i] = Secp256k1PublicKey.of(point);
            tables[i] = Secp256k1Tables.of(keys[i]);
        }
        final byte[] found = new byte[Secp256k1Signer.ADDRESS_LENGTH];
        for (int i = 0; i < MESSAGES; i++)
        {
            random.nextBytes(digests[i]);
            final ECDSASigner signer = new ECDSASigner();
            signer.init(true, new ECPrivateKeyParameters(secrets[i % SIGNERS], domain));
            final BigInteger[] rs = signer.generateSignature(digests[i]);
            put(rs[0], signatures[i], 0);
            put(rs[1].min(Secp256k1Curve.ORDER.subtract(rs[1])), signatures[i], 32);
            recovery.recover(digests[i], 0, signatures[i], 0, false, found);
            signatures[i][64] = (byte)(keys[i % SIGNERS].signer().isAddress(found, 0) ? 0 : 1);
        }
    }

    private static void put(final BigInteger number, final byte[] bytes, final int at)
    {
        for (int i = 0; i < 32; i++)
        {
            bytes[at + i] = number.shiftRight(Byte.SIZE * (31 - i)).byteValue();
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

    /** What libsecp256k1 takes; apart, so that the other rows run where its natives are missing. */
    @State(Scope.Thread)
    public static class Native
    {
        private final byte[][] publicKeys = new byte[SIGNERS][];
        private final byte[][] signatures = new byte[MESSAGES][];
        private Secp256k1 library;

        /**
         * Loads the library and lays out its arguments.
         *
         * @param benchmark the keys and signatures.
         * @throws IllegalStateException where this platform has no natives.
         */
        @Setup
        public void prepare(final Secp256k1VerifyBenchmark benchmark)
        {
            try
            {
                library = Secp256k1.get();
            }
            catch (final RuntimeException | LinkageError e)
            {
                throw new IllegalStateException("skipped: no libsecp256k1 for this platform", e);
            }
            for (int i = 0; i < SIGNERS; i++)
            {
                publicKeys[i] = benchmark.keys[i].point().getEncoded(false);
            }
            for (int i = 0; i < MESSAGES; i++)
            {
                signatures[i] = Arrays.copyOf(benchmark.signatures[i], Secp256k1Verifier.SIGNATURE_LENGTH);
            }
        }
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
        return good(
            verifier.verify(tables[i % SIGNERS], digests[i], 0, signatures[i], 0, false) == Secp256k1Recovery.OK);
    }

    /**
     * By tables, in full batches.
     *
     * @return true, or the run fails.
     */
    @Benchmark
    @OperationsPerInvocation(Secp256k1Batch.CAPACITY)
    public boolean plumblineBatch16()
    {
        for (int j = 0; j < Secp256k1Batch.CAPACITY; j++)
        {
            final int i = next();
            batch.add(tables[i % SIGNERS], digests[i], 0, signatures[i], 0, false);
        }
        return good(batch.finish() == (1 << Secp256k1Batch.CAPACITY) - 1);
    }

    /**
     * A key known by address only: recovered by Bouncy Castle.
     *
     * @return true, or the run fails.
     */
    @Benchmark
    public boolean plumblineFirstSeen()
    {
        final int i = next();
        recovery.recover(digests[i], 0, signatures[i], 0, false, address);
        return good(keys[i % SIGNERS].signer().isAddress(address, 0));
    }

    /**
     * By Bouncy Castle's points under the same rule.
     *
     * @return true, or the run fails.
     */
    @Benchmark
    public boolean bouncyCastle()
    {
        final int i = next();
        return good(bouncyCastle.verify(
            keys[i % SIGNERS], digests[i], 0, signatures[i], 0, Secp256k1Verifier.SIGNATURE_LENGTH, false) ==
            Secp256k1Recovery.OK);
    }

    /**
     * By libsecp256k1 through its binding, which decodes the key in each call.
     *
     * @param rival the library and its arguments.
     * @return true, or the run fails.
     */
    @Benchmark
    public boolean libsecp256k1(final Native rival)
    {
        final int i = next();
        return good(rival.library.verify(rival.signatures[i], digests[i], rival.publicKeys[i % SIGNERS]));
    }
}
