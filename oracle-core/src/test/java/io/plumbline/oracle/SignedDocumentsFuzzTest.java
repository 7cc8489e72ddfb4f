// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Documents mutated at random: refused by the constructor or readable to the last accessor, and never verified. */
final class SignedDocumentsFuzzTest
{
    private static final int ROUNDS = 6_000;

    @ParameterizedTest
    @EnumSource
    void contractM_shouldNeverVerifyWhatWasAlteredNorThrowAnythingElse(final SignedDocuments kind)
        throws IllegalAccessException, InvocationTargetException
    {
        final byte[] proper = kind.signed();
        int read = 0;
        for (long seed = 1; seed <= ROUNDS; seed++)
        {
            final byte[] mutated = mutate(proper, new SplittableRandom(seed));
            final String where = "seed " + seed;
            if (Arrays.equals(proper, mutated))
            {
                continue;
            }
            final Refusal refusal = kind.verify(mutated);
            assertNotEquals(Refusal.NONE, refusal, where);
            try
            {
                final SignedDocument<?> document = kind.read(mutated, 0, mutated.length);
                assertNotEquals(Refusal.MALFORMED, refusal, where);
                assertArrayEquals(mutated, document.toByteArray(), where);
                callEveryAccessor(document);
                read++;
            }
            catch (final IllegalArgumentException e)
            {
                assertEquals(Refusal.MALFORMED, refusal, where);
            }
        }
        assertTrue(read > ROUNDS / 10, "too few were read: " + read);
    }

    @ParameterizedTest
    @EnumSource
    void contractM_shouldSayMalformedToWhateverItCannotRead(final SignedDocuments kind)
    {
        for (long seed = 1; seed <= ROUNDS; seed++)
        {
            final byte[] noise = new byte[new SplittableRandom(seed).nextInt(2 * kind.length())];
            new SplittableRandom(seed).nextBytes(noise);
            assertEquals(Refusal.MALFORMED, kind.verify(noise), "seed " + seed);
            assertEquals(Refusal.MALFORMED, kind.verify(SignedDocuments.sign(Arrays.copyOf(noise, kind.length()))),
                "signed by the key, seed " + seed);
        }
    }

    /** Turned bits, replaced bytes, cuts, additions, or a stretch copied to another place. */
    private static byte[] mutate(final byte[] proper, final SplittableRandom random)
    {
        final byte[] bytes = proper.clone();
        return switch (random.nextInt(6))
        {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(80));
            case 2 ->
            {
                final int size = 1 + random.nextInt(40);
                final int from = random.nextInt(bytes.length - size);
                System.arraycopy(bytes, from, bytes, random.nextInt(bytes.length - size), size);
                yield bytes;
            }
            case 3 ->
            {
                bytes[random.nextInt(bytes.length)] = (byte)random.nextInt(256);
                yield bytes;
            }
            default ->
            {
                for (int flips = 1 + random.nextInt(3); flips > 0; flips--)
                {
                    bytes[random.nextInt(bytes.length)] ^= (byte)(1 << random.nextInt(Byte.SIZE));
                }
                yield bytes;
            }
        };
    }

    private static void callEveryAccessor(final SignedDocument<?> document)
        throws IllegalAccessException, InvocationTargetException
    {
        for (final Method method : document.getClass().getDeclaredMethods())
        {
            if (Modifier.isPublic(method.getModifiers()) && method.getParameterCount() == 0)
            {
                assertNotEquals(null, method.invoke(document), method.getName());
            }
        }
    }
}
