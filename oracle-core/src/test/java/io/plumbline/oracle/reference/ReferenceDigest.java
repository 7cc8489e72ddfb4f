// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.reference;

import io.plumbline.oracle.reference.ReferenceMedian.Entry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Evidence digests, spelled out. */
final class ReferenceDigest
{
    /** A part of a composite price: which instrument, whether inverted, what it stands on. */
    static final class Part
    {
        private final int instrument;
        private final boolean isInverse;
        private final byte[] digest;

        Part(final int instrument, final boolean isInverse, final byte[] digest)
        {
            this.instrument = instrument;
            this.isInverse = isInverse;
            this.digest = digest.clone();
        }
    }

    private ReferenceDigest()
    {
    }

    static byte[] ofSources(final ReferenceMedian median)
    {
        final List<Entry> entries = median.contributors();
        final ByteBuffer list = list("PLUMBLINE-EVID-1", entries.size(), 44);
        for (final Entry entry : entries)
        {
            list.putShort((short)entry.source()).putShort((short)entry.tickIndex())
                .putLong(median.effectiveWeight(entry).longValueExact()).put(Happening.hash(entry.content()));
        }
        return sha256(list);
    }

    static byte[] ofParts(final String tag, final List<Part> parts)
    {
        final ByteBuffer list = list(tag, parts.size(), 35);
        parts.forEach(part -> list.putShort((short)part.instrument).put((byte)(part.isInverse ? 1 : 0))
            .put(part.digest));
        return sha256(list);
    }

    private static ByteBuffer list(final String tag, final int count, final int length)
    {
        return ByteBuffer.wrap(new byte[18 + count * length]).order(ByteOrder.LITTLE_ENDIAN)
            .put(tag.getBytes(StandardCharsets.US_ASCII)).putShort((short)count);
    }

    private static byte[] sha256(final ByteBuffer list)
    {
        try
        {
            list.flip();
            final MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(list);
            return sha256.digest();
        }
        catch (final NoSuchAlgorithmException e)
        {
            throw new IllegalStateException(e);
        }
    }
}
