// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import io.plumbline.oracle.fixtures.VectorFiles;
import io.plumbline.oracle.verify.SignedFrames.Signature;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The recorded payloads of many signers, cut into the packages that each of them signed. */
final class RedStonePackages
{
    /** One signer's package. */
    static final class SignedPrice
    {
        final byte[] signed;
        final Signature signature;
        final String signer;
        final String feed;
        final long value;
        final long timestampMs;

        private SignedPrice(final byte[] signed, final byte[] signature, final Object expected)
        {
            final List<?> points = VectorFiles.list(expected, "points");
            if (points.size() != 1)
            {
                throw new IllegalArgumentException("packages of one point are recorded, not of " + points.size());
            }
            this.signed = signed;
            this.signature = new Signature(0, signature);
            signer = VectorFiles.text(expected, "recovered").substring(2);
            feed = VectorFiles.text(points.get(0), "feedId");
            value = Long.parseLong(VectorFiles.text(points.get(0), "value"));
            timestampMs = Long.parseLong(VectorFiles.text(expected, "timestampMilliseconds"));
        }
    }

    private static final int SIGNATURE = 65;

    private RedStonePackages()
    {
    }

    /** Payload by payload; skips the test where there are none. */
    static List<List<SignedPrice>> payloads()
    {
        final List<List<SignedPrice>> payloads = new ArrayList<>();
        for (final Object record : (List<?>)VectorFiles.json("redstone/payloads_binary.json"))
        {
            payloads.add(cut(HexFormat.of().parseHex(VectorFiles.text(record, "payload")),
                VectorFiles.list(VectorFiles.get(record, "expected"), "packages")));
        }
        return payloads;
    }

    /** A payload is read from its end: marker, metadata, number of packages, then each package before the next. */
    private static List<SignedPrice> cut(final byte[] payload, final List<?> expected)
    {
        final List<SignedPrice> found = new ArrayList<>();
        final ByteBuffer bytes = ByteBuffer.wrap(payload);
        int end = payload.length - 9;
        end -= 3 + (bytes.getInt(end - 4) & 0xffffff) + 2;
        while (end > 0)
        {
            final int signatureAt = end - SIGNATURE;
            final int points = bytes.getInt(signatureAt - 4) & 0xffffff;
            final int start = signatureAt - points * (32 + bytes.getInt(signatureAt - 7)) - 13;
            final byte[] signature = Arrays.copyOfRange(payload, signatureAt, end);
            final String hex = HexFormat.of().formatHex(signature);
            found.add(new SignedPrice(Arrays.copyOfRange(payload, start, signatureAt), signature, expected.stream()
                .filter(each -> VectorFiles.text(each, "signature").equals(hex)).findFirst().orElseThrow()));
            end = start;
        }
        return found;
    }
}
