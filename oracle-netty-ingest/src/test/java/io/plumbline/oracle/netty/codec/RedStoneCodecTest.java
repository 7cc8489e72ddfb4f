// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Envelope;
import io.plumbline.oracle.config.Scheme;
import io.plumbline.oracle.netty.IngestCause;
import io.plumbline.oracle.netty.fixtures.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RedStoneCodecTest
{
    private static final byte[] NO_METADATA = new byte[0];
    private static final Pattern RECORD =
        Pattern.compile("\"payload\"\\s*:\\s*\"([0-9a-fA-F]+)\"(.*?)\"remainder\"", Pattern.DOTALL);
    private static final Pattern SIGNATURE = Pattern.compile("\"signature\"\\s*:\\s*\"([0-9a-fA-F]+)\"");

    private final RedStoneCodec codec = new RedStoneCodec();
    private final List<byte[]> signedBytes = new ArrayList<>();
    private final List<byte[]> signatures = new ArrayList<>();

    @Test
    void shouldHandOnPackagesInTheOrderOfThePayload()
    {
        final byte[][] packages = {
            Messages.redStonePackage(1, 1, 32), Messages.redStonePackage(2, 64, 32), Messages.redStonePackage(3, 5, 1)};
        final byte[] payload = Messages.redStone(new byte[]{9, 9, 9}, packages);
        assertEquals(IngestCause.DECODED, codec.decode(payload, payload.length, this::keep));
        assertEquals(3, signedBytes.size());
        for (int i = 0; i < 3; i++)
        {
            final int split = packages[i].length - 65;
            assertArrayEquals(Arrays.copyOf(packages[i], split), signedBytes.get(i));
            assertArrayEquals(Arrays.copyOfRange(packages[i], split, packages[i].length), signatures.get(i));
        }
    }

    @Test
    void shouldStopWhereTheSinkWantsNoMore()
    {
        final byte[] one = Messages.redStonePackage(1, 1, 32);
        final byte[] payload = Messages.redStone(NO_METADATA, one, one, one);
        codec.decode(payload, payload.length, envelope ->
        {
            keep(envelope);
            return signedBytes.size() < 2;
        });
        assertEquals(2, signedBytes.size());
    }

    @Test
    void shouldTakeAsManyPackagesAsTheLimitAndNoMore()
    {
        final byte[] one = Messages.redStonePackage(1, 1, 32);
        final byte[][] most = Collections.nCopies(64, one).toArray(new byte[0][]);
        final byte[] payload = Messages.redStone(NO_METADATA, most);
        assertEquals(IngestCause.DECODED, codec.decode(payload, payload.length, this::keep));
        assertEquals(64, signedBytes.size());
        final byte[][] tooMany = Collections.nCopies(65, one).toArray(new byte[0][]);
        assertEquals(IngestCause.TOO_MANY_PACKAGES, refuse(Messages.redStone(NO_METADATA, tooMany)));
    }

    @Test
    void shouldNameEachCause()
    {
        final byte[] good = Messages.redStonePackage(1, 2, 32);
        assertEquals(IngestCause.NO_PACKAGE, refuse(Messages.redStone(NO_METADATA)));
        assertEquals(IngestCause.TOO_MANY_PACKAGES, refuse(Messages.redStone(NO_METADATA, 0xffff, good)));
        assertEquals(IngestCause.SHORT_BUFFER, refuse(Messages.redStone(NO_METADATA, 2, good)));
        assertEquals(IngestCause.TRAILING_BYTES, refuse(Messages.redStone(NO_METADATA, 1, good, good)));
        assertEquals(IngestCause.TRAILING_BYTES, refuse(Messages.redStone(NO_METADATA, 1, new byte[1], good)));
        assertEquals(IngestCause.EMPTY_PACKAGE,
            refuse(Messages.redStone(NO_METADATA, Messages.redStonePackage(1, 0, 32))));
        assertEquals(IngestCause.OVERSIZED_POINT_COUNT,
            refuse(Messages.redStone(NO_METADATA, Messages.redStonePackage(1, 65, 32))));
        assertEquals(IngestCause.BAD_VALUE_SIZE,
            refuse(Messages.redStone(NO_METADATA, Messages.redStonePackage(1, 1, 33))));
        assertEquals(IngestCause.BAD_VALUE_SIZE,
            refuse(Messages.redStone(NO_METADATA, Messages.redStonePackage(1, 1, 0))));
        assertEquals(IngestCause.BAD_VALUE_SIZE,
            refuse(Messages.redStone(NO_METADATA, Messages.redStonePackage(1, 1, -1))));
        assertEquals(IngestCause.SHORT_BUFFER, refuse(new byte[8]));
        assertEquals(IngestCause.WRONG_MARKER, refuse(new byte[9]));
    }

    @Test
    void shouldRefuseMetadataLongerThanThePayload()
    {
        final byte[] payload = Messages.redStone(NO_METADATA, Messages.redStonePackage(1, 1, 32));
        payload[payload.length - 12] = (byte)0xff;
        assertEquals(IngestCause.SHORT_BUFFER, refuse(payload));
    }

    @Test
    void shouldHandOnNothingWhenOnlyTheFirstPackageIsBroken()
    {
        final byte[] payload = Messages.redStone(
            NO_METADATA, Messages.redStonePackage(1, 1, 33), Messages.redStonePackage(2, 1, 32));
        assertEquals(IngestCause.BAD_VALUE_SIZE, refuse(payload));
    }

    @Test
    void shouldRefuseEveryTruncationFromEitherEnd()
    {
        final byte[] payload = Messages.redStone(
            new byte[]{1, 2}, Messages.redStonePackage(1, 2, 32), Messages.redStonePackage(2, 1, 32));
        truncateEverywhere(payload);
    }

    @Test
    void shouldReadRecordedPayloads() throws IOException
    {
        for (final String json : recorded())
        {
            signedBytes.clear();
            signatures.clear();
            final Matcher matcher = RECORD.matcher(json);
            assertTrue(matcher.find());
            final byte[] payload = HexFormat.of().parseHex(matcher.group(1));
            assertEquals(IngestCause.DECODED, codec.decode(payload, payload.length, this::keep));
            final List<String> expected =
                SIGNATURE.matcher(matcher.group(2)).results().map(found -> found.group(1)).toList();
            assertFalse(expected.isEmpty());
            assertEquals(expected, signatures.stream().map(HexFormat.of()::formatHex).toList());
            truncateEverywhere(payload);
        }
    }

    @Test
    void shouldSurviveAnyOneByteChangedInRecordedPayloads() throws IOException
    {
        for (final String json : recorded())
        {
            final Matcher matcher = RECORD.matcher(json);
            assertTrue(matcher.find());
            final byte[] payload = HexFormat.of().parseHex(matcher.group(1));
            final SplittableRandom random = new SplittableRandom(payload.length);
            for (int at = 0; at < payload.length; at++)
            {
                final byte kept = payload[at];
                payload[at] ^= (byte)random.nextInt(1, 256);
                signedBytes.clear();
                final IngestCause cause = codec.decode(payload, payload.length, this::keep);
                assertEquals(cause.isMalformed(), signedBytes.isEmpty(), "at " + at);
                if (at >= payload.length - 9)
                {
                    assertEquals(IngestCause.WRONG_MARKER, cause, "at " + at);
                }
                else if (at >= payload.length - 14)
                {
                    assertTrue(cause.isMalformed(), "at " + at + ": " + cause);
                }
                payload[at] = kept;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldNeverThrowAndHandOnAllOrNothing(final long seed)
    {
        final SplittableRandom random = new SplittableRandom(seed);
        final byte[] good = Messages.redStone(
            new byte[]{1}, Messages.redStonePackage(1, 2, 8), Messages.redStonePackage(2, 1, 32));
        for (int i = 0; i < 20_000; i++)
        {
            final byte[] message = good.clone();
            for (int changes = random.nextInt(1, 4); changes > 0; changes--)
            {
                message[random.nextInt(message.length - 9)] = (byte)random.nextInt();
            }
            signedBytes.clear();
            final IngestCause cause = codec.decode(message, message.length, this::keep);
            assertTrue(cause == IngestCause.DECODED || cause.isMalformed(), "seed " + seed + ": " + cause);
            assertEquals(cause.isMalformed(), signedBytes.isEmpty(), "seed " + seed);
        }
    }

    private void truncateEverywhere(final byte[] payload)
    {
        for (int from = 1; from < payload.length; from++)
        {
            final IngestCause cause = refuse(Arrays.copyOfRange(payload, from, payload.length));
            assertEquals(IngestCause.SHORT_BUFFER, cause, "from " + from);
        }
        for (int length = 0; length < payload.length; length++)
        {
            final IngestCause cause = refuse(Arrays.copyOf(payload, length));
            assertEquals(length < 9 ? IngestCause.SHORT_BUFFER : IngestCause.WRONG_MARKER, cause, "length " + length);
        }
    }

    private IngestCause refuse(final byte[] payload)
    {
        final int before = signedBytes.size();
        final IngestCause cause = codec.decode(payload, payload.length, this::keep);
        assertEquals(before, signedBytes.size());
        return cause;
    }

    private boolean keep(final Envelope envelope)
    {
        assertEquals(Scheme.REDSTONE, envelope.scheme());
        assertEquals(1, envelope.signatureCount());
        assertEquals(0, envelope.keyId(0));
        signedBytes.add(Arrays.copyOfRange(
            envelope.buffer(), envelope.offset(), envelope.offset() + envelope.length()));
        signatures.add(Arrays.copyOf(envelope.signatures(), Envelope.SIGNATURE_BYTES));
        return true;
    }

    private static List<String> recorded() throws IOException
    {
        final Path file = Path.of(System.getProperty("plumbline.vectors", "../shared/vectors"))
            .resolve("redstone/payloads_binary.json");
        if (!Files.isRegularFile(file))
        {
            return Assumptions.abort("no vectors here: " + file);
        }
        final List<String> records = Arrays.stream(Files.readString(file).split("\"description\"")).skip(1).toList();
        assertFalse(records.isEmpty());
        return records;
    }
}
