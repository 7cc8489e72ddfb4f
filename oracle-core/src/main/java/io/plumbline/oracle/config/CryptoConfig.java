// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * How signatures are checked. It changes speed and memory, never a verdict. Immutable.
 *
 * @param arithmetic   what checks them.
 * @param maxKeyTables how many keys get a precomputed table, in the order they are configured, 0 to 4,096; a table
 *                     takes some 0.4 MB of heap and is built in the background after launch, a key of an address once
 *                     its first signature has shown it. The others are checked without one.
 */
public record CryptoConfig(Arithmetic arithmetic, int maxKeyTables)
{
    /** Tables, for at most 64 keys. */
    public static final CryptoConfig DEFAULT = new CryptoConfig(Arithmetic.TABLES, 64);

    /** What checks signatures. */
    public enum Arithmetic
    {
        /** Plumbline's own, with a precomputed table per key; a key without one goes the way of the other. */
        TABLES,

        /** Bouncy Castle's, for every key. */
        BOUNCY_CASTLE
    }

    /**
     * Validates every component.
     *
     * @param arithmetic   what checks them.
     * @param maxKeyTables how many keys get a precomputed table, 0 to 4,096.
     */
    public CryptoConfig
    {
        Check.present("arithmetic", arithmetic);
        Check.range("maxKeyTables", maxKeyTables, 0, 4_096);
    }
}
