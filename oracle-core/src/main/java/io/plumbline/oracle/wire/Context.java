// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import java.nio.charset.StandardCharsets;

/**
 * The 16 characters at the head of everything that is signed, so that bytes signed for one purpose never pass for
 * another.
 */
final class Context
{
    static final int LENGTH = 16;
    static final Context TICK = new Context("PLUMBLINE-TICK-1");
    static final Context QUOTE = new Context("PLUMBLINE-QUOT-1");
    static final Context REFERENCE = new Context("PLUMBLINE-REFR-1");
    static final Context RECEIPT = new Context("PLUMBLINE-RCPT-1");

    private final long low;
    private final long high;

    private Context(final String text)
    {
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        low = Bytes.i64(bytes, 0);
        high = Bytes.i64(bytes, Long.BYTES);
    }

    boolean isAt(final byte[] bytes, final int at)
    {
        return Bytes.i64(bytes, at) == low && Bytes.i64(bytes, at + Long.BYTES) == high;
    }

    void put(final byte[] bytes, final int at)
    {
        Bytes.putI64(bytes, at, low);
        Bytes.putI64(bytes, at + Long.BYTES, high);
    }
}
