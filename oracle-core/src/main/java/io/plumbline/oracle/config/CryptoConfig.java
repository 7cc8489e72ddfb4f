// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * How signatures are checked and made. It changes speed and memory, never a verdict. Immutable.
 *
 * @param arithmetic        what checks signatures.
 * @param maxKeyTables      how many keys get a precomputed table, in the order they are configured, 0 to 4,096; a table
 *                          takes 0.5 to 0.7 MB of heap and is built in the background after launch, that of an address
 *                          once its first signature has shown the key. The others are checked without one.
 * @param isSigningVerified whether the engine's own key verifies each signature before it hands it out, against faults
 *                          of the machine that would give the secret away; a signature then costs about twice as much.
 */
public record CryptoConfig(Arithmetic arithmetic, int maxKeyTables, boolean isSigningVerified)
{
    /** Tables, for at most 64 keys; signatures are not verified again. */
    public static final CryptoConfig DEFAULT = new CryptoConfig(Arithmetic.TABLES, 64, false);

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
     * @param arithmetic        what checks signatures.
     * @param maxKeyTables      how many keys get a precomputed table, 0 to 4,096.
     * @param isSigningVerified whether the engine's own key verifies each signature before it hands it out.
     */
    public CryptoConfig
    {
        Check.present("arithmetic", arithmetic);
        Check.range("maxKeyTables", maxKeyTables, 0, 4_096);
    }
}
