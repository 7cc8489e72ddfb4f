// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.QuoteVerifier;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.crypto.Ed25519SigningKey;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A quote is verified by anyone who has the public key, and nothing but the quote as issued passes. */
final class QuoteVerifierTest
{
    private static final Set<Refusal> TAMPERED = EnumSet.of(Refusal.MALFORMED, Refusal.WRONG_ENVIRONMENT,
        Refusal.UNKNOWN_KEY, Refusal.BAD_SIGNATURE);

    private final QuoteBench bench = QuoteBench.with(QuotePolicy.standard("plain"));
    private final byte[] quote = bench.issue(10_000);
    private final QuoteVerifier verifier =
        QuoteVerifier.of(QuoteBench.ENVIRONMENT, QuoteBench.KEY_ID, QuoteBench.KEY.publicKey().toBytes());

    @Test
    void contractM_shouldAcceptTheQuoteFromIssueUntilItsEnd()
    {
        final long issued = bench.quote.issuedAtNs();
        final long end = bench.quote.expiresAtNs();
        assertEquals(Refusal.NONE, verifier.verify(quote, issued));
        assertEquals(Refusal.NONE, verifier.verify(new SignedQuote(quote, 0, quote.length), end - 1));
        assertEquals(Refusal.EXPIRED, verifier.verify(quote, end));
        assertEquals(Refusal.FUTURE_TIME, verifier.verify(quote, issued - 1));
    }

    @Test
    void contractM_shouldRefuseEveryByteThatIsTurned()
    {
        for (int at = 0; at < quote.length; at++)
        {
            for (int bit = 0; bit < Byte.SIZE; bit++)
            {
                final byte[] turned = quote.clone();
                turned[at] ^= (byte)(1 << bit);
                final Refusal refusal = verifier.verify(turned, bench.quote.issuedAtNs());
                assertTrue(TAMPERED.contains(refusal), "byte " + at + " bit " + bit + ": " + refusal);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void contractM_shouldRefuseRandomBytesAndNeverThrow(final long seed)
    {
        final Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++)
        {
            final byte[] bytes = random.nextBoolean() ? quote.clone() : new byte[random.nextInt(2 * quote.length)];
            final int from = random.nextInt(bytes.length + 1);
            final byte[] noise = new byte[bytes.length - from];
            random.nextBytes(noise);
            System.arraycopy(noise, 0, bytes, from, noise.length);
            if (!Arrays.equals(bytes, quote))
            {
                assertTrue(TAMPERED.contains(verifier.verify(bytes, bench.quote.issuedAtNs())),
                    "seed " + seed + " round " + i);
            }
        }
    }

    @Test
    void contractM_shouldKnowItsOwnEnvironmentAndKeysAlone()
    {
        final byte[] key = QuoteBench.KEY.publicKey().toBytes();
        final byte[] other = Ed25519SigningKey.ofSeed(QuoteBench.filled(9)).publicKey().toBytes();
        final long now = bench.quote.issuedAtNs();
        assertEquals(Refusal.WRONG_ENVIRONMENT,
            QuoteVerifier.of(QuoteBench.ENVIRONMENT + 1, QuoteBench.KEY_ID, key).verify(quote, now));
        final QuoteVerifier rotated = QuoteVerifier.of(QuoteBench.ENVIRONMENT, QuoteBench.KEY_ID + 1, other);
        assertEquals(Refusal.UNKNOWN_KEY, rotated.verify(quote, now));
        assertEquals(Refusal.NONE, rotated.and(QuoteBench.KEY_ID, key).verify(quote, now));
        assertEquals(Refusal.BAD_SIGNATURE, rotated.and(QuoteBench.KEY_ID, other).verify(quote, now));
        assertThrows(IllegalArgumentException.class, () ->
            QuoteVerifier.of(QuoteBench.ENVIRONMENT, QuoteBench.KEY_ID, new byte[32]));
    }

    @Test
    void contractM_shouldVerifyReferenceQuotesToo()
    {
        bench.clock(bench.nowNs, bench.price);
        assertEquals(1, bench.referenceCount);
        assertEquals(Refusal.NONE, verifier.verify(bench.references[0], bench.nowNs));
    }
}
