// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.crypto.Ed25519SigningKey;
import io.plumbline.oracle.fixtures.SchemaFields;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contracts M and W: what is signed is verified with the public key alone, and as nothing but what it is. */
final class SignedDocumentsTest
{
    private static final int HEADER = 8;
    private static final int CONTEXT_END = 24;

    @ParameterizedTest
    @EnumSource
    void contractW_shouldVerifyWithThePublicKeyAlone(final SignedDocuments kind)
    {
        final byte[] bytes = kind.signed();
        assertEquals(Refusal.NONE, kind.verify(bytes));
        final byte[] framed = new byte[bytes.length + 9];
        System.arraycopy(bytes, 0, framed, 4, bytes.length);
        final SignedDocument<?> read = kind.read(framed, 4, bytes.length);
        assertArrayEquals(bytes, read.toByteArray());
        assertEquals(kind.read(bytes, 0, bytes.length), read);
        assertEquals(kind.read(bytes, 0, bytes.length).hashCode(), read.hashCode());
        final byte[] copy = new byte[bytes.length + 1];
        read.copyTo(copy, 1);
        assertArrayEquals(bytes, Arrays.copyOfRange(copy, 1, copy.length));
        framed[4 + HEADER] ^= 1;
        read.toByteArray()[HEADER] ^= 1;
        assertArrayEquals(bytes, read.toByteArray(), "a copy of its own");
    }

    @ParameterizedTest
    @EnumSource
    void contractW_shouldDigestWhatIsSigned(final SignedDocuments kind) throws NoSuchAlgorithmException
    {
        final byte[] bytes = kind.signed();
        final byte[] signed = Arrays.copyOf(bytes, bytes.length - SignedDocument.SIGNATURE_LENGTH);
        assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(signed),
            kind.read(bytes, 0, bytes.length).digest());
    }

    @ParameterizedTest
    @EnumSource
    void contractM_shouldRefuseEveryFieldThatIsAltered(final SignedDocuments kind)
    {
        final List<SchemaFields.Field> fields = SchemaFields.of(kind.message());
        final SchemaFields.Field last = fields.get(fields.size() - 1);
        assertEquals(kind.length(), last.offset() + last.length() + SignedDocument.SIGNATURE_LENGTH);
        final byte[] altered = kind.signed();
        for (final SchemaFields.Field field : fields)
        {
            final Set<Refusal> found = EnumSet.noneOf(Refusal.class);
            for (int at = field.offset(); at < field.offset() + field.length(); at++)
            {
                for (int flip = 1; flip <= 0x80; flip <<= 1)
                {
                    altered[at] ^= (byte)flip;
                    found.add(kind.verify(altered));
                    altered[at] ^= (byte)flip;
                }
            }
            assertEquals(refusalsOf(field, found), found, field.name());
        }
    }

    /** What altering a field must lead to: a signature that does not fit, unless nothing else may stand there. */
    private static Set<Refusal> refusalsOf(final SchemaFields.Field field, final Set<Refusal> found)
    {
        if (field.isFixed())
        {
            return EnumSet.of(Refusal.MALFORMED);
        }
        final EnumSet<Refusal> expected = EnumSet.of(switch (field.name())
        {
            case "environment" -> Refusal.WRONG_ENVIRONMENT;
            case "keyId" -> Refusal.UNKNOWN_KEY;
            default -> Refusal.BAD_SIGNATURE;
        });
        if (found.contains(Refusal.MALFORMED))
        {
            expected.add(Refusal.MALFORMED);
        }
        return expected;
    }

    @ParameterizedTest
    @EnumSource
    void contractW_shouldRefuseAnotherKeyEnvironmentAndSignature(final SignedDocuments kind)
    {
        final byte[] bytes = kind.signed();
        for (int at = bytes.length - SignedDocument.SIGNATURE_LENGTH; at < bytes.length; at++)
        {
            bytes[at] ^= 1;
            assertEquals(Refusal.BAD_SIGNATURE, kind.verify(bytes), "byte " + at);
            bytes[at] ^= 1;
        }
        final Ed25519SigningKey other = Ed25519SigningKey.ofSeed(SignedDocuments.filled(9));
        final int signed = bytes.length - SignedDocument.SIGNATURE_LENGTH;
        other.sign(bytes, 0, signed, bytes, signed);
        assertEquals(Refusal.BAD_SIGNATURE, kind.verify(bytes));
    }

    @ParameterizedTest
    @EnumSource
    void contractW_shouldRefuseOtherLengths(final SignedDocuments kind)
    {
        final byte[] bytes = kind.signed();
        for (int length = 0; length < bytes.length + 70; length++)
        {
            if (length != bytes.length)
            {
                final byte[] other = Arrays.copyOf(bytes, length);
                assertEquals(Refusal.MALFORMED, kind.verify(other), "length " + length);
                final int size = length;
                assertThrows(IllegalArgumentException.class, () -> kind.read(other, 0, size));
                assertThrows(IllegalArgumentException.class, () -> kind.read(other, 0, kind.length() + 1));
            }
        }
        for (final int offset : new int[] {-1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE})
        {
            assertThrows(IllegalArgumentException.class, () -> kind.read(bytes, offset, bytes.length));
        }
    }

    @Test
    void contractM_shouldNeverVerifyAsAnotherKind()
    {
        for (final SignedDocuments written : SignedDocuments.values())
        {
            for (final SignedDocuments asked : SignedDocuments.values())
            {
                if (written != asked)
                {
                    assertNeverPasses(written, asked);
                }
            }
        }
    }

    /** Neither as it is, nor cut to length, nor under the other's header or context, though signed by the key. */
    private static void assertNeverPasses(final SignedDocuments written, final SignedDocuments asked)
    {
        final String what = written + " as " + asked;
        final byte[] bytes = written.signed();
        final byte[] proper = asked.signed();
        assertEquals(Refusal.MALFORMED, asked.verify(bytes), what);
        final byte[] resized = Arrays.copyOf(bytes, proper.length);
        assertEquals(Refusal.MALFORMED, asked.verify(SignedDocuments.sign(resized)), what);
        System.arraycopy(proper, 0, resized, 0, HEADER);
        assertEquals(Refusal.MALFORMED, asked.verify(SignedDocuments.sign(resized)), what + ", its header");
        final byte[] ownContext = proper.clone();
        System.arraycopy(bytes, HEADER, ownContext, HEADER, CONTEXT_END - HEADER);
        assertEquals(Refusal.MALFORMED, asked.verify(SignedDocuments.sign(ownContext)), what + ", all but its context");
        final byte[] ownHeader = proper.clone();
        System.arraycopy(bytes, 0, ownHeader, 0, HEADER);
        assertEquals(Refusal.MALFORMED, asked.verify(SignedDocuments.sign(ownHeader)), what + ", all but its header");
        final byte[] swapped = proper.clone();
        System.arraycopy(bytes, bytes.length - SignedDocument.SIGNATURE_LENGTH, swapped,
            proper.length - SignedDocument.SIGNATURE_LENGTH, SignedDocument.SIGNATURE_LENGTH);
        assertEquals(Refusal.BAD_SIGNATURE, asked.verify(swapped), what + ", its signature");
        assertNotEquals(written.read(bytes, 0, bytes.length), asked.read(proper, 0, proper.length), what);
    }

    @Test
    void contractW_shouldLinkReceiptToQuoteAndQuoteToRecord()
    {
        final SignedQuote quote = new SignedQuote(SignedDocuments.QUOTE.signed(), 0, SignedQuote.LENGTH);
        final ReferenceRecord record =
            new ReferenceRecord(SignedDocuments.REFERENCE.signed(), 0, ReferenceRecord.LENGTH);
        final Receipt receipt = new Receipt(SignedDocuments.RECEIPT.signed(), 0, Receipt.LENGTH);
        assertTrue(quote.isCutFrom(record));
        assertArrayEquals(record.digest(), quote.referenceDigest());
        assertTrue(receipt.isFor(quote));
        assertArrayEquals(quote.digest(), receipt.quoteDigest());
        final byte[] other = SignedDocuments.REFERENCE.signed();
        other[CONTEXT_END + 8] ^= 1;
        assertFalse(quote.isCutFrom(new ReferenceRecord(other, 0, other.length)));
        final byte[] otherQuote = quote.toByteArray();
        otherQuote[CONTEXT_END + 8] ^= 1;
        assertFalse(receipt.isFor(new SignedQuote(otherQuote, 0, otherQuote.length)));
    }
}
