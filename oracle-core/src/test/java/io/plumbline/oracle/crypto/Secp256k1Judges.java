// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;

/** Asks every path that verifies secp256k1 for its status, which must be the same; builds the tables it needs. */
final class Secp256k1Judges
{
    private static final int TABLES = 64;

    private final Secp256k1TableVerifier tableVerifier = new Secp256k1TableVerifier();
    private final Secp256k1Batch batch = new Secp256k1Batch();
    private final Secp256k1Verifier verifier = new Secp256k1Verifier();
    private final Map<Secp256k1PublicKey, Secp256k1Tables> tables = new HashMap<>();
    private final int width;

    /** Judges by tables of the width that is in use. */
    Secp256k1Judges()
    {
        this(Secp256k1Tables.KEY_WIDTH);
    }

    Secp256k1Judges(final int width)
    {
        this.width = width;
    }

    Secp256k1Tables tables(final Secp256k1PublicKey key)
    {
        if (tables.size() > TABLES)
        {
            tables.clear();
        }
        return tables.computeIfAbsent(key, each -> Secp256k1Tables.of(each, width));
    }

    /** The status of 64 bytes r‖s. */
    int status(
        final Secp256k1PublicKey key,
        final byte[] digest,
        final byte[] rs,
        final int offset,
        final boolean isHighSAllowed)
    {
        final int status = verifier.verify(key, digest, 0, rs, offset, 64, isHighSAllowed);
        assertEquals(
            status, tableVerifier.verify(tables(key), digest, 0, rs, offset, isHighSAllowed),
            () -> "by table: " + describe(key, digest, rs));
        assertEquals(0, batch.add(tables(key), digest, 0, rs, offset, isHighSAllowed));
        finish(status, () -> "by batch: " + describe(key, digest, rs));
        return status;
    }

    /** The status of 65 bytes r‖s‖v. */
    int statusRecoverable(
        final Secp256k1PublicKey key,
        final byte[] digest,
        final byte[] rsv,
        final int offset,
        final boolean isHighSAllowed)
    {
        final int status = verifier.verifyRecoverable(key, digest, 0, rsv, offset, 65, isHighSAllowed);
        assertEquals(
            status, tableVerifier.verifyRecoverable(tables(key), digest, 0, rsv, offset, isHighSAllowed),
            () -> "by table, recoverable: " + describe(key, digest, rsv));
        assertEquals(0, batch.addRecoverable(tables(key), digest, 0, rsv, offset, isHighSAllowed));
        finish(status, () -> "by batch, recoverable: " + describe(key, digest, rsv));
        return status;
    }

    private void finish(final int status, final Supplier<String> description)
    {
        assertEquals(status == Secp256k1Recovery.OK ? 1 : 0, batch.finish(), description);
        assertEquals(status, batch.status(0), description);
    }

    static String describe(final Secp256k1PublicKey key, final byte[] digest, final byte[] signature)
    {
        final HexFormat hex = HexFormat.of();
        return "key " + key + ", digest " + hex.formatHex(digest) + ", signature " + hex.formatHex(signature);
    }

    static Secp256k1PublicKey key(final Secp256k1Reference.Point point)
    {
        return Secp256k1PublicKey.of(Secp256k1Reference.uncompressed(point));
    }
}
