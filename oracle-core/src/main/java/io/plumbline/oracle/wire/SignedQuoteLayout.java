// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * How a signed quote travels: the bytes of a {@link QuoteFrame}, which are what is signed, and after them the 64 bytes
 * of an Ed25519 signature. Positions count from the first byte of the quote.
 */
public final class SignedQuoteLayout
{
    /** Where the signature begins. */
    public static final int SIGNATURE = QuoteFrame.LENGTH;
    /** Length of the signature in bytes. */
    public static final int SIGNATURE_LENGTH = 64;
    /** Length of quote and signature together in bytes. */
    public static final int LENGTH = SIGNATURE + SIGNATURE_LENGTH;

    private SignedQuoteLayout()
    {
    }
}
