// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.Scheme;
import io.plumbline.oracle.config.SignerConfig;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.crypto.BouncyCastleKernel;
import io.plumbline.oracle.crypto.Secp256k1Signer;
import io.plumbline.oracle.crypto.SignatureKernel;
import io.plumbline.oracle.crypto.TableKernel;
import io.plumbline.oracle.crypto.TableShelf;
import io.plumbline.oracle.fixtures.VectorFiles;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.verify.SignedFrames.Signature;
import io.plumbline.oracle.wire.AdminEvent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real packages, each signer a source of its own under the names and scales the operator would configure. */
final class RedStoneVectorTest
{
    private static final String FILE = "redstone/payloads_binary.json";

    /** One package cut out of a payload, and what it must decode to. */
    private static final class Sample
    {
        final byte[] signed;
        final byte[] signature;
        final Object expected;

        Sample(final byte[] signed, final byte[] signature, final Object expected)
        {
            this.signed = signed;
            this.signature = signature;
            this.expected = expected;
        }

        String signer()
        {
            return VectorFiles.text(expected, "recovered").substring(2);
        }

        long timestampMs()
        {
            return Long.parseLong(VectorFiles.text(expected, "timestampMilliseconds"));
        }
    }

    /** Without tables, and with the tables of the keys that were recovered from the packages themselves. */
    static Stream<Oracle> oracles()
    {
        final List<Sample> packages = packages();
        final TableShelf shelf = new TableShelf();
        final Oracle pinned = new Oracle(packages, new TableKernel(shelf));
        pinned.pin(packages, shelf);
        return Stream.of(new Oracle(packages, new BouncyCastleKernel()), pinned);
    }

    @ParameterizedTest
    @MethodSource("oracles")
    void contractE_shouldVerifyAndDecodeEveryRecordedPackage(final Oracle oracle)
    {
        final List<Sample> packages = packages();
        for (final Sample each : packages)
        {
            assertEquals(Refusal.NONE, oracle.verify(each, each.signed, each.signature));
            assertEquals(oracle.signers.indexOf(each.signer()), oracle.slot.source);
            assertEquals(each.timestampMs() * SignedFrames.NS_PER_MS, oracle.slot.signedAtNs);
            final List<?> points = VectorFiles.list(each.expected, "points");
            assertEquals(points.size(), oracle.slot.ticks.count);
            for (int i = 0; i < points.size(); i++)
            {
                final String feed = VectorFiles.text(points.get(i), "feedId");
                assertEquals(oracle.config.instrumentId(feed), oracle.slot.ticks.instrument[i]);
                assertEquals(Refusal.NONE, oracle.slot.ticks.refusal[i]);
                final long value = Long.parseLong(VectorFiles.text(points.get(i), "value"));
                assertEquals(value, oracle.slot.ticks.price[i]);
            }
        }
        assertTrue(packages.size() >= 30, "only " + packages.size());
    }

    @ParameterizedTest
    @MethodSource("oracles")
    void shouldRefuseOneFlippedBitInEveryByteOfEveryDistinctPackage(final Oracle oracle)
    {
        final List<Sample> packages = packages();
        final Random random = new Random(2_024);
        for (int i = 0; i < packages.size(); i += 12)
        {
            final Sample each = packages.get(i);
            for (int at = 0; at < each.signed.length; at++)
            {
                final int bit = at * 8 + random.nextInt(8);
                final byte[] bytes = SignedFrames.flipped(each.signed, bit);
                assertNotEquals(Refusal.NONE, oracle.verify(each, bytes, each.signature), "signed bit " + bit);
            }
            for (int at = 0; at < 65; at++)
            {
                final int bit = at * 8 + random.nextInt(8);
                final byte[] bytes = SignedFrames.flipped(each.signature, bit);
                assertNotEquals(Refusal.NONE, oracle.verify(each, each.signed, bytes), "signature bit " + bit);
            }
        }
    }

    private static List<Sample> packages()
    {
        final List<Sample> found = new ArrayList<>();
        for (final Object record : (List<?>)VectorFiles.json(FILE))
        {
            final byte[] payload = HexFormat.of().parseHex(VectorFiles.text(record, "payload"));
            cut(payload, VectorFiles.list(VectorFiles.get(record, "expected"), "packages"), found);
        }
        return found;
    }

    /** A payload is read from its end: marker, metadata, number of packages, then each package before the next. */
    private static void cut(final byte[] payload, final List<?> expected, final List<Sample> found)
    {
        final ByteBuffer bytes = ByteBuffer.wrap(payload);
        int end = payload.length - 9;
        end -= 3 + (bytes.getInt(end - 4) & 0xffffff);
        assertEquals(expected.size(), bytes.getShort(end - 2));
        end -= 2;
        while (end > 0)
        {
            final int signatureAt = end - 65;
            final int points = bytes.getInt(signatureAt - 4) & 0xffffff;
            final int start = signatureAt - points * (32 + bytes.getInt(signatureAt - 7)) - 13;
            final byte[] signature = Arrays.copyOfRange(payload, signatureAt, end);
            final Object match = expected.stream()
                .filter(each -> VectorFiles.text(each, "signature").equals(HexFormat.of().formatHex(signature)))
                .findFirst().orElseThrow();
            found.add(new Sample(Arrays.copyOfRange(payload, start, signatureAt), signature, match));
            end = start;
        }
        assertEquals(0, end);
    }

    /** One source a signer, all on one connection. */
    private static final class Oracle
    {
        final Slot slot = new Slot();
        final List<String> signers;
        final OracleConfig config;
        final VerifyStage stage;
        final StageCounters counters = new StageCounters();

        Oracle(final List<Sample> packages, final SignatureKernel kernel)
        {
            final Set<String> addresses = new LinkedHashSet<>();
            final Set<String> feeds = new LinkedHashSet<>();
            for (final Sample each : packages)
            {
                addresses.add(each.signer());
                for (final Object point : VectorFiles.list(each.expected, "points"))
                {
                    feeds.add(VectorFiles.text(point, "feedId"));
                }
            }
            signers = List.copyOf(addresses);
            final OracleConfigBuilder builder = OracleConfig.builder().signingSeed(new SigningSeed(1, new byte[32]));
            for (final String feed : feeds)
            {
                builder.instrument(InstrumentConfig.named(feed).asset(feed, 8).currency("USD", 2).build());
            }
            for (final String address : signers)
            {
                final SourceConfig.Builder source = SourceConfig.named("red-" + address.substring(0, 8)).redStone()
                    .connection("gateway").signer(SignerConfig.address(1, HexFormat.of().parseHex(address)));
                for (final String feed : feeds)
                {
                    source.feed(FeedConfig.named(feed, feed, 8));
                }
                builder.source(source.build());
            }
            config = builder.build();
            stage = new VerifyStage(config, kernel, counters);
        }

        /** Every signer shows its key in a package; then each gets its table. */
        void pin(final List<Sample> packages, final TableShelf shelf)
        {
            for (int key = 0; key < signers.size(); key++)
            {
                final Secp256k1Signer signer = Objects.requireNonNull(stage.keys().secp256k1(key));
                assertFalse(shelf.build(signer));
                shelf.want(signer);
            }
            packages.forEach(each -> verify(each, each.signed, each.signature));
            for (int key = 0; key < signers.size(); key++)
            {
                assertTrue(shelf.build(Objects.requireNonNull(stage.keys().secp256k1(key))));
                stage.onSlot(SignedFrames.admin(slot, 0, AdminEvent.INSTALL_TABLE, key, 0));
            }
            assertEquals(signers.size(), counters.count(Metric.KEY_TABLES_INSTALLED));
        }

        Refusal verify(final Sample each, final byte[] signed, final byte[] signature)
        {
            SignedFrames.envelope(slot, each.timestampMs() * SignedFrames.NS_PER_MS, 0, Scheme.REDSTONE, signed,
                new Signature(0, signature));
            stage.onSlot(slot);
            return slot.refusal;
        }
    }
}
