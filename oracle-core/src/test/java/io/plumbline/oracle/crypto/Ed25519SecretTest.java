// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.fixtures.Allocations;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Ed25519SecretTest
{
    private static final HexFormat HEX = HexFormat.of();
    private static final BigInteger L = Ed25519Reference.L;
    private static final BigInteger MOST = BigInteger.ONE.shiftLeft(512).subtract(BigInteger.ONE);

    private final Ed25519SecretMultiple multiple = new Ed25519SecretMultiple();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldSignByteForByteLikeBouncyCastle(final long seed)
    {
        final Random random = new Random(seed);
        final byte[] secret = new byte[32];
        final byte[] publicKey = new byte[32];
        final byte[] expected = new byte[64];
        final byte[] signature = new byte[64];
        for (int i = 0; i < 2500; i++)
        {
            random.nextBytes(secret);
            final byte[] message = new byte[random.nextInt(2001)];
            random.nextBytes(message);
            final int offset = random.nextInt(message.length + 1);
            final int length = random.nextInt(message.length - offset + 1);
            final Ed25519Secret key = new Ed25519Secret(secret);
            Ed25519.generatePublicKey(secret, 0, publicKey, 0);
            assertArrayEquals(publicKey, key.encodedKey(), () -> "seed " + seed);
            Ed25519.sign(secret, 0, message, offset, length, expected, 0);
            key.sign(message, offset, length, signature);
            assertArrayEquals(expected, signature, () -> "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldReduceAndMultiplyLikeBigIntegers(final long seed)
    {
        final Random random = new Random(seed);
        final Ed25519SecretScalar x = new Ed25519SecretScalar();
        final Ed25519SecretScalar y = new Ed25519SecretScalar();
        final Ed25519SecretScalar z = new Ed25519SecretScalar();
        for (int i = 0; i < 20_000; i++)
        {
            final BigInteger[] numbers = {wide(random), wide(random), wide(random)};
            load(x, numbers[0]);
            load(y, numbers[1]);
            load(z, numbers[2]);
            assertEquals(numbers[0].mod(L), value(x), () -> "seed " + seed);
            final Ed25519SecretScalar result = new Ed25519SecretScalar();
            result.multiplyAdd(x, y, z);
            assertEquals(numbers[0].multiply(numbers[1]).add(numbers[2]).mod(L), value(result), () -> "seed " + seed);
            final long[] words = new long[4];
            x.storeOdd(words);
            final BigInteger odd = numbers[0].mod(L).testBit(0) ? numbers[0].mod(L) : numbers[0].mod(L).add(L);
            assertEquals(odd, number(words), () -> "seed " + seed);
            assertEquals(numbers[0].mod(L), value(x), "storing changed it");
        }
    }

    private static BigInteger wide(final Random random)
    {
        return switch (random.nextInt(6))
        {
            case 0 -> L.multiply(new BigInteger(259, random)).add(BigInteger.valueOf(random.nextInt(5)));
            case 1 -> L.multiply(new BigInteger(259, random)).subtract(BigInteger.valueOf(random.nextInt(5))).abs();
            case 2 -> MOST.subtract(new BigInteger(random.nextInt(512), random));
            case 3 -> BigInteger.ONE.shiftLeft(252 + random.nextInt(260)).subtract(new BigInteger(130, random));
            case 4 -> L.subtract(BigInteger.valueOf(random.nextInt(4)));
            default -> new BigInteger(random.nextInt(513), random);
        };
    }

    @Test
    void shouldReduceRunsOfEqualBits()
    {
        final Ed25519SecretScalar scalar = new Ed25519SecretScalar();
        for (int from = 0; from < 512; from++)
        {
            for (int length = 1; from + length <= 512; length += 7)
            {
                final BigInteger run = BigInteger.ONE.shiftLeft(length).subtract(BigInteger.ONE).shiftLeft(from);
                load(scalar, run);
                assertEquals(run.mod(L), value(scalar));
                load(scalar, MOST.subtract(run));
                assertEquals(MOST.subtract(run).mod(L), value(scalar));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldRecodeIntoOddDigitsThatSumToTheScalar(final long seed)
    {
        final Random random = new Random(seed);
        final Ed25519SecretScalar scalar = new Ed25519SecretScalar();
        for (int i = 0; i < 2000; i++)
        {
            load(scalar, wide(random));
            multiple.recode(scalar);
            BigInteger sum = BigInteger.ZERO;
            for (int window = Ed25519SecretMultiple.WINDOWS - 1; window >= 0; window--)
            {
                final int digit = multiple.digit(window);
                assertTrue(digit % 2 != 0 && Math.abs(digit) < 2 * Ed25519SecretMultiple.ROWS, () -> "digit " + digit);
                sum = sum.shiftLeft(Ed25519SecretMultiple.WIDTH).add(BigInteger.valueOf(digit));
            }
            final BigInteger expected = value(scalar);
            assertEquals(expected.testBit(0) ? expected : expected.add(L), sum, () -> "seed " + seed);
        }
    }

    @Test
    void shouldMultiplyByEveryDigitOfEveryWindowAndEdgeScalars()
    {
        for (int window = 0; window < Ed25519SecretMultiple.WINDOWS; window++)
        {
            for (int magnitude = 0; magnitude < 1 << Ed25519SecretMultiple.WIDTH; magnitude++)
            {
                assertMultiplies(BigInteger.valueOf(magnitude).shiftLeft(Ed25519SecretMultiple.WIDTH * window));
            }
        }
        for (int i = -3; i <= 3; i++)
        {
            assertMultiplies(L.add(BigInteger.valueOf(i)).mod(L));
            assertMultiplies(L.shiftRight(1).add(BigInteger.valueOf(i)));
        }
        for (int bit = 0; bit < 253; bit++)
        {
            assertMultiplies(BigInteger.ONE.shiftLeft(bit).subtract(BigInteger.ONE).mod(L));
        }
    }

    private void assertMultiplies(final BigInteger number)
    {
        final Ed25519SecretScalar scalar = new Ed25519SecretScalar();
        load(scalar, number);
        final long[] encoded = new long[4];
        multiple.encode(scalar, encoded);
        final byte[] expected = Ed25519Reference.BASE.times(number.mod(L)).encode();
        assertEquals(new BigInteger(1, reversed(expected)), number(encoded), () -> "times " + number.toString(16));
    }

    @Test
    void shouldSelectTheWantedEntryOfEachWindowForEachDigit()
    {
        final Ed25519Tables tables = Ed25519Tables.ofBase(Ed25519SecretMultiple.WIDTH + 1);
        final Ed25519SecretScalar scalar = new Ed25519SecretScalar();
        for (int digit = 1; digit < 2 * Ed25519SecretMultiple.ROWS; digit += 2)
        {
            // Only the lowest window: the wider table's first window holds the same multiples.
            load(scalar, BigInteger.valueOf(digit));
            multiple.recode(scalar);
            multiple.select();
            final int at = tables.entry(0, Math.abs(multiple.digit(0)));
            assertArrayEquals(
                Arrays.copyOfRange(tables.entries(), at, at + Ed25519Sum.ENTRY_WORDS),
                Arrays.copyOf(multiple.selected(), Ed25519Sum.ENTRY_WORDS));
        }
        multiple.clear();
        assertTrue(Arrays.stream(multiple.selected()).allMatch(word -> word == 0));
    }

    @Test
    void shouldAllocateNothing()
    {
        final Ed25519SigningKey key = Ed25519SigningKey.ofSeed(new byte[32]);
        final Ed25519SigningKey careful = Ed25519SigningKey.ofSeed(new byte[32], true);
        final byte[] message = new byte[300];
        final byte[] signature = new byte[64];
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < 200; i++)
            {
                message[0]++;
                key.sign(message, 0, 96 + i, signature, 0);
                careful.sign(message, 0, 96 + i, signature, 0);
            }
        });
    }

    @Test
    void shouldRefuseAFaultySignatureAndWriteNothing()
    {
        final Ed25519Secret faulty = new Ed25519Secret(new byte[32])
        {
            private int calls;

            @Override
            void sign(final byte[] message, final int offset, final int length, final byte[] signature)
            {
                super.sign(message, offset, length, signature);
                final int bit = calls++;
                if (bit < 512)
                {
                    signature[bit >> 3] ^= (byte)(1 << (bit & 7));
                }
            }
        };
        final Ed25519SigningKey key = new Ed25519SigningKey(faulty, true);
        final byte[] out = new byte[64];
        for (int bit = 0; bit < 512; bit++)
        {
            final IllegalStateException refusal =
                assertThrows(IllegalStateException.class, () -> key.sign(new byte[96], 0, 96, out, 0));
            assertEquals(
                "signing key " + key.publicKey() + " made a signature that does not verify", refusal.getMessage());
            assertArrayEquals(new byte[64], out);
        }
        key.sign(new byte[96], 0, 96, out, 0);
        final byte[] expected = new byte[64];
        Ed25519.sign(new byte[32], 0, new byte[96], 0, 96, expected, 0);
        assertEquals(HEX.formatHex(expected), HEX.formatHex(out));
    }

    @Test
    void shouldSignWithTheSecretThatItTookOver()
    {
        final byte[] seed = HEX.parseHex("7f".repeat(32));
        final Ed25519Secret other = new Ed25519Secret(seed);
        final Ed25519Secret secret = new Ed25519Secret(new byte[32]);
        secret.set(other);
        other.destroy();
        final byte[] expected = new byte[64];
        final byte[] signature = new byte[64];
        Ed25519.sign(seed, 0, new byte[50], 0, 50, expected, 0);
        secret.sign(new byte[50], 0, 50, signature);
        assertArrayEquals(expected, signature);
        assertArrayEquals(other.encodedKey(), secret.encodedKey());
    }

    /** Every array and every limb that signing writes is looked at, so that one left out of the zeroing shows. */
    @Test
    void shouldLeaveNothingBehindButTheSecretAndOnceDestroyedNotEvenThat() throws ReflectiveOperationException
    {
        final Ed25519Secret secret = new Ed25519Secret(new byte[32]);
        final Set<String> harmless =
            new TreeSet<>(Set.of("encodedKey", "encodedPoint", "multiple.sum.y.limb0", "multiple.sum.z.limb0"));
        final Set<String> needed = new TreeSet<>(harmless);
        needed.addAll(Set.of("prefix", "scalar.limbs"));
        secret.sign(new byte[300], 0, 300, new byte[64]);
        assertEquals(needed, nonzero(secret));
        assertThrows(RuntimeException.class, () -> secret.sign(new byte[300], 200, 101, new byte[64]));
        assertEquals(needed, nonzero(secret), "after an exception");
        final byte[] expected = new byte[64];
        final byte[] signature = new byte[64];
        Ed25519.sign(new byte[32], 0, new byte[300], 0, 300, expected, 0);
        secret.sign(new byte[300], 0, 300, signature);
        assertArrayEquals(expected, signature, "the exception must not change what is hashed next");
        secret.destroy();
        assertEquals(harmless, nonzero(secret), "once destroyed");
    }

    /** The names of the numbers and arrays in an object of this room, and in what it holds, that are not all zero. */
    private static Set<String> nonzero(final Object object) throws ReflectiveOperationException
    {
        final Set<String> names = new TreeSet<>();
        for (final Field field : object.getClass().getDeclaredFields())
        {
            // The base point's multiples are no secret.
            if (Modifier.isStatic(field.getModifiers()) || field.getName().equals("rows"))
            {
                continue;
            }
            field.setAccessible(true);
            final Object value = field.get(object);
            final boolean isFilled = switch (field.getType().getSimpleName())
            {
                case "byte[]" -> !Arrays.equals((byte[])value, new byte[((byte[])value).length]);
                case "long[]" -> !Arrays.equals((long[])value, new long[((long[])value).length]);
                case "long" -> (long)value != 0;
                default -> false;
            };
            if (isFilled)
            {
                names.add(field.getName());
            }
            if (field.getType().getPackageName().equals(Ed25519Secret.class.getPackageName()))
            {
                nonzero(value).forEach(name -> names.add(field.getName() + '.' + name));
            }
        }
        return names;
    }

    private static void load(final Ed25519SecretScalar scalar, final BigInteger number)
    {
        final byte[] bytes = new byte[64];
        for (int i = 0; i < bytes.length; i++)
        {
            bytes[i] = number.shiftRight(8 * i).byteValue();
        }
        scalar.loadWide(bytes);
    }

    private static BigInteger value(final Ed25519SecretScalar scalar)
    {
        final byte[] bytes = new byte[34];
        scalar.store(bytes, 1);
        assertEquals(0, bytes[0] | bytes[33]);
        return new BigInteger(1, reversed(Arrays.copyOfRange(bytes, 1, 33)));
    }

    private static BigInteger number(final long[] words)
    {
        BigInteger number = BigInteger.ZERO;
        for (int i = words.length - 1; i >= 0; i--)
        {
            number = number.shiftLeft(32).add(BigInteger.valueOf(words[i] >>> 32));
            number = number.shiftLeft(32).add(BigInteger.valueOf(words[i] & 0xffff_ffffL));
        }
        return number;
    }

    private static byte[] reversed(final byte[] bytes)
    {
        final byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++)
        {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
