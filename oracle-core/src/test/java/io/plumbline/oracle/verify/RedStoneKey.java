// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.verify;

import io.plumbline.oracle.config.SignerConfig;
import io.plumbline.oracle.crypto.Keccak256;
import io.plumbline.oracle.crypto.Secp256k1Recovery;
import io.plumbline.oracle.crypto.Secp256k1PublicKey;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;

/** A secp256k1 key that signs as RedStone's nodes do: keccak-256, r‖s‖v with v 27 or 28. */
public final class RedStoneKey
{
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");

    private final ECPrivateKeyParameters secret;
    private final Secp256k1PublicKey publicKey;
    private final byte[] address;

    private RedStoneKey(final BigInteger d)
    {
        secret = new ECPrivateKeyParameters(d, new ECDomainParameters(CURVE));
        publicKey = Secp256k1PublicKey.of(CURVE.getG().multiply(d).normalize().getEncoded(false));
        address = publicKey.signer().toBytes();
    }

    /** The same key for the same number. */
    public static RedStoneKey of(final long number)
    {
        return new RedStoneKey(BigInteger.valueOf(number).shiftLeft(128).add(BigInteger.valueOf(number)));
    }

    /** The 20 bytes of its address. */
    public byte[] address()
    {
        return address.clone();
    }

    /** The 64 bytes of its public key. */
    public byte[] publicKey()
    {
        return publicKey.toBytes();
    }

    /** As a source's signer, valid at all times. */
    public SignerConfig signer(final int keyId)
    {
        return SignerConfig.address(keyId, address);
    }

    /** A canonical signature. */
    public SignedFrames.Signature sign(final byte[] signed)
    {
        return sign(signed, false);
    }

    /** The other signature, with s above half the order. */
    public SignedFrames.Signature signHighS(final byte[] signed)
    {
        return sign(signed, true);
    }

    private SignedFrames.Signature sign(final byte[] signed, final boolean isHighS)
    {
        final byte[] digest = new byte[Keccak256.LENGTH];
        new Keccak256().digest(signed, 0, signed.length, digest, 0);
        final ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, secret);
        final BigInteger[] rs = signer.generateSignature(digest);
        final boolean isHigh = rs[1].shiftLeft(1).compareTo(CURVE.getN()) > 0;
        final BigInteger s = isHigh == isHighS ? rs[1] : CURVE.getN().subtract(rs[1]);
        final byte[] rsv = Arrays.copyOf(SignedFrames.bigEndian(rs[0], 32), 65);
        System.arraycopy(SignedFrames.bigEndian(s, 32), 0, rsv, 32, 32);
        final byte[] recovered = new byte[20];
        for (int v = 27; v <= 28; v++)
        {
            rsv[64] = (byte)v;
            final int status = new Secp256k1Recovery().recover(digest, 0, rsv, 0, true, recovered);
            if (status == Secp256k1Recovery.OK && Arrays.equals(recovered, address))
            {
                return new SignedFrames.Signature(0, rsv);
            }
        }
        throw new IllegalStateException("own signature does not recover");
    }
}
