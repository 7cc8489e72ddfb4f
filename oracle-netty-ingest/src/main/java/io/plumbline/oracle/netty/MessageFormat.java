// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty;

/**
 * What a connection's binary messages look like. Fixed by configuration, never guessed from what arrives.
 */
public enum MessageFormat
{
    /** Plumbline's own message: signatures, then the tick frame they sign. */
    PLUMBLINE,
    /** A RedStone binary payload: signed data packages, read from the end of the message. */
    REDSTONE
}
