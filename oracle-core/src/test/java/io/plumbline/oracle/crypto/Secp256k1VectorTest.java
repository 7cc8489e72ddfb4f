// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.fixtures.VectorFiles;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Real messages of every system here that signs by secp256k1: their keys are recovered, pinned and given tables. */
final class Secp256k1VectorTest
{
    /** How a system makes 32 bytes of what it signs. */
    private enum Hash
    {
        KECCAK,
        EIP_191,
        CHAINLINK,
    }

    private static final class Message
    {
        final byte[] signed;
        final Hash hash;
        final byte[] rsv;
        final String signer;

        Message(
            final byte[] signed,
            final Hash hash,
            final byte[] rsv,
            final String signer)
        {
            this.signed = signed;
            this.hash = hash;
            this.rsv = rsv;
            this.signer = signer;
        }
    }

    private static final int CONTEXT = 96;
    /** Signed parts no longer than this have all eight bits of each byte flipped. */
    private static final int SHORT = 200;

    private final Secp256k1Judges judges = new Secp256k1Judges();
    private final Secp256k1TableVerifier verifier = new Secp256k1TableVerifier();
    private final Secp256k1Recovery recovery = new Secp256k1Recovery();
    private final Keccak256 keccak = new Keccak256();
    private final Eip191 eip191 = new Eip191();
    private final byte[] digest = new byte[32];

    @Test
    void shouldVerifyRedStone()
    {
        final List<Message> messages = new ArrayList<>();
        for (final Object record : (List<?>)VectorFiles.json("redstone/payloads_binary.json"))
        {
            final byte[] payload = hex(record, "payload");
            final List<?> packages = VectorFiles.list(VectorFiles.get(record, "expected"), "packages");
            // From the end: marker, metadata and its length, number of packages; then each package, the last first.
            final ByteBuffer bytes = ByteBuffer.wrap(payload);
            int end = payload.length - 9;
            end -= 3 + (bytes.getInt(end - 4) & 0xffffff) + 2;
            for (int i = packages.size() - 1; i >= 0; i--)
            {
                final int at = end - 65;
                final int length = (bytes.getInt(at - 4) & 0xffffff) * (32 + bytes.getInt(at - 7)) + 13;
                messages.add(new Message(
                    Arrays.copyOfRange(payload, at - length, at), Hash.KECCAK,
                    Arrays.copyOfRange(payload, at, end), ""));
                end = at - length;
            }
            assertEquals(0, end);
            final List<String> expected = new ArrayList<>();
            packages.forEach(each -> expected.add(VectorFiles.text(each, "recovered")));
            for (int i = messages.size() - packages.size(); i < messages.size(); i++)
            {
                final Message each = messages.get(i);
                final String signer = String.valueOf(recovered(each).signer());
                assertTrue(expected.remove(signer), signer);
                messages.set(i, new Message(each.signed, each.hash, each.rsv, signer));
            }
        }
        check(messages, 30, 6);
    }

    @Test
    void shouldVerifyPythLazer()
    {
        final List<Message> messages = new ArrayList<>();
        for (final Object record : (List<?>)VectorFiles.json("pyth-lazer/le_ecdsa.json"))
        {
            final byte[] envelope = hex(record, "payload");
            final Object signer = VectorFiles.get(record, "signer");
            final Message message = new Message(
                Arrays.copyOfRange(envelope, 71, envelope.length), Hash.KECCAK, Arrays.copyOfRange(envelope, 4, 69),
                VectorFiles.text(signer, "ethAddress"));
            messages.add(message);
            assertEquals(Secp256k1PublicKey.of(hex(signer, "secp256k1Compressed")), recovered(message));
        }
        check(messages, 4, 1);
    }

    @Test
    void shouldVerifyChainlinkDataStreams()
    {
        final List<Message> messages = new ArrayList<>();
        for (final Object record : (List<?>)VectorFiles.json("chainlink-data-streams/full_reports.json"))
        {
            final byte[] report = hex(record, "payload");
            final List<?> signers = VectorFiles.list(VectorFiles.get(record, "expected"), "recoveredSigners");
            final ByteBuffer bytes = ByteBuffer.wrap(report);
            final int blob = word(bytes, CONTEXT);
            final int rs = word(bytes, CONTEXT + 32);
            final int ss = word(bytes, CONTEXT + 64);
            final byte[] signed = Arrays.copyOf(report, CONTEXT + word(bytes, blob));
            System.arraycopy(report, blob + 32, signed, CONTEXT, signed.length - CONTEXT);
            assertEquals(signers.size(), word(bytes, rs));
            for (int i = 0; i < signers.size(); i++)
            {
                final byte[] rsv = new byte[65];
                System.arraycopy(report, rs + 32 + 32 * i, rsv, 0, 32);
                System.arraycopy(report, ss + 32 + 32 * i, rsv, 32, 32);
                rsv[64] = report[2 * CONTEXT + i];
                messages.add(new Message(signed, Hash.CHAINLINK, rsv, (String)signers.get(i)));
            }
        }
        check(messages, 28, 8);
    }

    @Test
    void shouldVerifyStork()
    {
        final List<Message> messages = new ArrayList<>();
        for (final Object record : (List<?>)VectorFiles.json("stork/aggregator_single.json"))
        {
            final Object payload = VectorFiles.get(record, "payload");
            messages.add(new Message(
                joined(
                    hex(payload, "public_key"), hex(payload, "encoded_asset_id"), number(payload, "timestamp_ns"),
                    number(payload, "quantized_price"), hex(payload, "publisher_merkle_root"),
                    hex(payload, "calculation_alg_checksum")),
                Hash.EIP_191, signature(VectorFiles.get(payload, "signature")),
                VectorFiles.text(payload, "public_key")));
        }
        for (final String file : new String[] {"stork/ws_POSITIVE_ASSET_1.json", "stork/ws_NEGATIVE_ASSET_1.json"})
        {
            for (final Object update : VectorFiles.list(VectorFiles.json(file), "payload"))
            {
                ((Map<?, ?>)VectorFiles.get(update, "data")).values().forEach(each -> addStork(each, messages));
            }
        }
        check(messages, 200, 40);
    }

    private static void addStork(final Object update, final List<Message> messages)
    {
        final Object price = VectorFiles.get(update, "stork_signed_price");
        final Object stamped = VectorFiles.get(price, "timestamped_signature");
        messages.add(new Message(
            joined(
                hex(price, "public_key"), hex(price, "encoded_asset_id"), number(stamped, "timestamp"),
                number(price, "price"), hex(price, "publisher_merkle_root"),
                hex(VectorFiles.get(price, "calculation_alg"), "checksum")),
            Hash.EIP_191, signature(VectorFiles.get(stamped, "signature")), VectorFiles.text(price, "public_key")));
        for (final Object each : VectorFiles.list(update, "signed_prices"))
        {
            final Object own = VectorFiles.get(each, "timestamped_signature");
            // A publisher shows nanoseconds and signs seconds.
            final BigInteger seconds =
                new BigInteger(VectorFiles.text(own, "timestamp")).divide(BigInteger.valueOf(1_000_000_000));
            messages.add(new Message(
                joined(
                    hex(each, "publisher_key"),
                    VectorFiles.text(each, "external_asset_id").getBytes(StandardCharsets.UTF_8),
                    Secp256k1Reference.bigEndian(seconds), number(each, "price")),
                Hash.EIP_191, signature(VectorFiles.get(own, "signature")),
                VectorFiles.text(each, "publisher_key")));
        }
    }

    @Test
    void shouldVerifyApi3()
    {
        final List<Message> messages = new ArrayList<>();
        for (final Object record : (List<?>)VectorFiles.json("api3/signed_beacons.json"))
        {
            final Object payload = VectorFiles.get(record, "payload");
            messages.add(new Message(
                joined(hex(payload, "templateId"), number(payload, "timestamp"), hex(payload, "encodedValue")),
                Hash.EIP_191, hex(payload, "signature"), VectorFiles.text(payload, "airnode")));
        }
        check(messages, 8, 2);
    }

    @Test
    void shouldVerifyOpenOracleWithHighSWhereAllowed()
    {
        final List<Message> messages = new ArrayList<>();
        int high = 0;
        for (final Object record : (List<?>)VectorFiles.json("open-oracle/messages.json"))
        {
            final Object payload = VectorFiles.get(record, "payload");
            final byte[] abi = hex(payload, "signature");
            final byte[] rsv = Arrays.copyOf(abi, 65);
            rsv[64] = abi[95];
            final Message each = new Message(
                hex(payload, "message"), Hash.EIP_191, rsv,
                VectorFiles.text(VectorFiles.get(record, "signer"), "address"));
            messages.add(each);
            final boolean isLow = (Boolean)VectorFiles.get(record, "lowS");
            final Secp256k1PublicKey key = recovered(each);
            final int expected = isLow ? Secp256k1Recovery.OK : Secp256k1Recovery.HIGH_S;
            assertEquals(expected, judges.status(key, digest(each.signed, each.hash), rsv, 0, false));
            assertEquals(expected, judges.statusRecoverable(key, digest(each.signed, each.hash), rsv, 0, false));
            high += isLow ? 0 : 1;
        }
        assertTrue(high > 0);
        check(messages, 10, 3);
    }

    /** Verifies all; of every so manyth flips at least a bit of every signed byte and every bit of the signature. */
    private void check(final List<Message> messages, final int least, final int flippedEvery)
    {
        assertTrue(messages.size() >= least, "only " + messages.size());
        for (int i = 0; i < messages.size(); i++)
        {
            final Message each = messages.get(i);
            final Secp256k1PublicKey key = recovered(each);
            assertEquals(each.signer.toLowerCase(Locale.ROOT), key.signer().toString());
            final byte[] good = digest(each.signed, each.hash).clone();
            assertEquals(Secp256k1Recovery.OK, judges.status(key, good, each.rsv, 0, true));
            assertEquals(Secp256k1Recovery.OK, judges.statusRecoverable(key, good, each.rsv, 0, true));
            if (i % flippedEvery == 0)
            {
                refuseFlips(each, judges.tables(key), good);
            }
        }
    }

    private void refuseFlips(final Message message, final Secp256k1Tables tables, final byte[] good)
    {
        final Random random = new Random(17);
        final boolean isShort = message.signed.length <= SHORT;
        for (int at = 0; at < message.signed.length; at++)
        {
            final int any = random.nextInt(8);
            for (int bit = isShort ? 0 : any; bit < (isShort ? 8 : any + 1); bit++)
            {
                message.signed[at] ^= (byte)(1 << bit);
                final byte[] other = digest(message.signed, message.hash);
                final String name = "byte " + at + ", bit " + bit;
                assertEquals(
                    Secp256k1Verifier.NOT_BY_KEY, verifier.verify(tables, other, 0, message.rsv, 0, true), name);
                assertEquals(
                    Secp256k1Verifier.NOT_BY_KEY,
                    verifier.verifyRecoverable(tables, other, 0, message.rsv, 0, true), name);
                message.signed[at] ^= (byte)(1 << bit);
            }
        }
        for (int bit = 0; bit < 65 * 8; bit++)
        {
            final byte[] rsv = message.rsv.clone();
            rsv[bit / 8] ^= (byte)(1 << (bit & 7));
            assertNotEquals(
                Secp256k1Recovery.OK, verifier.verifyRecoverable(tables, good, 0, rsv, 0, true), "bit " + bit);
            assertEquals(
                bit >= 64 * 8, verifier.verify(tables, good, 0, rsv, 0, true) == Secp256k1Recovery.OK, "bit " + bit);
        }
    }

    private Secp256k1PublicKey recovered(final Message message)
    {
        final Secp256k1PublicKey key =
            recovery.recoverKey(digest(message.signed, message.hash), 0, message.rsv, 0, true);
        assertNotNull(key);
        return key;
    }

    private byte[] digest(final byte[] signed, final Hash hash)
    {
        switch (hash)
        {
            case KECCAK -> keccak.digest(signed, 0, signed.length, digest, 0);
            case EIP_191 -> eip191.digestMessage(signed, 0, signed.length, digest, 0);
            default ->
            {
                keccak.digest(signed, CONTEXT, signed.length - CONTEXT, digest, 0);
                keccak.update(digest, 0, 32).update(signed, 0, CONTEXT).finish(digest, 0);
            }
        }
        return digest;
    }

    private static byte[] signature(final Object rsv)
    {
        final BigInteger r = new BigInteger(1, hex(rsv, "r"));
        final BigInteger s = new BigInteger(1, hex(rsv, "s"));
        return Secp256k1Reference.signature(r, s, hex(rsv, "v")[0]);
    }

    private static byte[] number(final Object object, final String name)
    {
        return Secp256k1Reference.bigEndian(new BigInteger(VectorFiles.text(object, name)));
    }

    private static int word(final ByteBuffer bytes, final int at)
    {
        assertFalse(bytes.getLong(at) != 0 || bytes.getLong(at + 16) != 0);
        return bytes.getInt(at + 28);
    }

    private static byte[] joined(final byte[]... parts)
    {
        final ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(each -> each.length).sum());
        for (final byte[] each : parts)
        {
            all.put(each);
        }
        return all.array();
    }

    private static byte[] hex(final Object object, final String name)
    {
        final String digits = VectorFiles.text(object, name);
        final String plain = digits.startsWith("0x") ? digits.substring(2) : digits;
        return HexFormat.of().parseHex(plain.length() % 2 == 0 ? plain : "0" + plain);
    }
}
