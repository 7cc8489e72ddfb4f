// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Verifies Ed25519 signatures of registered signers by their precomputed tables, under the rule pinned in
 * {@link Ed25519Verifier}: every verdict is the same. One thread per instance; allocates nothing after construction.
 *
 * <p>It computes [S]B - [k]A, encodes it, and compares the bytes with R: hence without the cofactor, and no encoding of
 * R but the canonical one can be equal. Time depends on message and signature, which are public.
 */
public final class Ed25519TableVerifier
{
    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Ed25519Equation equation = new Ed25519Equation();
    private final Ed25519Sum sum = new Ed25519Sum();
    private final Field25519 inverse = new Field25519();
    private final Field25519Inverter inverter = new Field25519Inverter(1);
    private final long[] encoded = new long[Field25519.WORDS];

    /** Creates a verifier for the use of one thread; the first one builds the base point's table. */
    public Ed25519TableVerifier()
    {
    }

    /**
     * Verifies one signature. The owner's thread.
     *
     * @param tables          of the key that must have signed.
     * @param message         holds the signed bytes.
     * @param offset          index of the first signed byte.
     * @param length          number of signed bytes, 0 or more.
     * @param signature       holds the 64 bytes R‖S; no content makes this method throw.
     * @param signatureOffset index of the signature's first byte.
     * @return true where the signature is good.
     * @throws IndexOutOfBoundsException where a range lies outside its array.
     */
    public boolean verify(
        final Ed25519Tables tables,
        final byte[] message,
        final int offset,
        final int length,
        final byte[] signature,
        final int signatureOffset)
    {
        if (!equation.solve(tables, message, offset, length, signature, signatureOffset, sum))
        {
            return false;
        }
        inverter.invert(inverse, sum.z);
        sum.encode(inverse, encoded);
        return difference(encoded, signature, signatureOffset) == 0;
    }

    /** Zero where 32 bytes equal four little-endian words. */
    private static long difference(final long[] words, final byte[] bytes, final int offset)
    {
        return (words[0] ^ (long)LONGS.get(bytes, offset)) |
            (words[1] ^ (long)LONGS.get(bytes, offset + 8)) |
            (words[2] ^ (long)LONGS.get(bytes, offset + 16)) |
            (words[3] ^ (long)LONGS.get(bytes, offset + 24));
    }
}
