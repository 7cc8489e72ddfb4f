// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * How a source authenticates its bytes. Each scheme has one decoder in the {@code feed} room and one wire code.
 */
public enum Scheme
{
    /** Plumbline's own tick frame: Ed25519 over an SBE message, m of n signatures over the same bytes. */
    PLUMBLINE(1),

    /** RedStone data package: secp256k1 over keccak-256, one signer a package, the signer known by its address. */
    REDSTONE(2);

    private static final Scheme[] VALUES = values();
    private final int code;

    Scheme(final int code)
    {
        this.code = code;
    }

    /**
     * The code that stands in canonical event bytes.
     *
     * @return the code, 1 to 255.
     */
    public int code()
    {
        return code;
    }

    /**
     * Whether a scheme has this code; any thread.
     *
     * @param code as read from event bytes.
     * @return false for a code that is not known.
     */
    public static boolean isCode(final int code)
    {
        return code >= 1 && code <= VALUES.length;
    }

    /**
     * The scheme of a code; any thread.
     *
     * @param code one for which {@link #isCode} holds.
     * @return the scheme.
     */
    public static Scheme ofCode(final int code)
    {
        return VALUES[code - 1];
    }
}
