// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.math.BigInteger;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.math.ec.ECFieldElement;
import org.bouncycastle.math.ec.custom.sec.SecP256K1Field;
import org.bouncycastle.math.ec.rfc7748.X25519Field;
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
 * One op = one product modulo the prime of a curve, each taken from the one before: our limbs beside the public classes
 * of Bouncy Castle, which lost.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FieldMultiplyBenchmark
{
    private final Field25519 ours25519 = new Field25519();
    private final Field25519 factor25519 = new Field25519();
    private final int[] theirs25519 = X25519Field.create();
    private final int[] theirFactor25519 = X25519Field.create();
    private final FieldSecp256k1 oursSecp256k1 = new FieldSecp256k1();
    private final FieldSecp256k1 factorSecp256k1 = new FieldSecp256k1();
    private int[] theirsSecp256k1 = {};
    private int[] theirFactorSecp256k1 = {};
    private ECFieldElement element = Secp256k1Curve.GENERATOR.getAffineXCoord();
    private ECFieldElement factorElement = element;

    /** Draws the factors. */
    @Setup
    public void prepare()
    {
        final Random random = new Random(1);
        final long[] words = random.longs(8).map(each -> each >>> 1).toArray();
        ours25519.load(words, 0);
        factor25519.load(words, 4);
        oursSecp256k1.load(words, 0);
        factorSecp256k1.load(words, 4);
        final byte[] bytes = new byte[64];
        random.nextBytes(bytes);
        X25519Field.decode255(bytes, 0, theirs25519, 0);
        X25519Field.decode255(bytes, 32, theirFactor25519, 0);
        theirsSecp256k1 = SecP256K1Field.fromBigInteger(new BigInteger(255, random));
        theirFactorSecp256k1 = SecP256K1Field.fromBigInteger(new BigInteger(255, random));
        factorElement = Secp256k1Curve.GENERATOR.getCurve().fromBigInteger(new BigInteger(255, random));
    }

    /**
     * Ours, modulo 2^255 - 19.
     *
     * @return the product.
     */
    @Benchmark
    public Object plumbline25519()
    {
        ours25519.multiply(ours25519, factor25519);
        return ours25519;
    }

    /**
     * Bouncy Castle's, modulo 2^255 - 19.
     *
     * @return the product.
     */
    @Benchmark
    public Object bouncyCastle25519()
    {
        X25519Field.mul(theirs25519, theirFactor25519, theirs25519);
        return theirs25519;
    }

    /**
     * Ours, modulo secp256k1's prime.
     *
     * @return the product.
     */
    @Benchmark
    public Object plumblineSecp256k1()
    {
        oursSecp256k1.multiply(oursSecp256k1, factorSecp256k1);
        return oursSecp256k1;
    }

    /**
     * Bouncy Castle's arrays, modulo secp256k1's prime.
     *
     * @return the product.
     */
    @Benchmark
    public Object bouncyCastleSecp256k1()
    {
        SecP256K1Field.multiply(theirsSecp256k1, theirFactorSecp256k1, theirsSecp256k1);
        return theirsSecp256k1;
    }

    /**
     * Bouncy Castle's elements of a curve's field, modulo secp256k1's prime.
     *
     * @return the product.
     */
    @Benchmark
    public Object bouncyCastleSecp256k1Element()
    {
        element = element.multiply(factorElement);
        return element;
    }
}
