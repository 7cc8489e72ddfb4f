// SPDX-License-Identifier: Apache-2.0
/**
 * Canonical bytes: our tick frame, the quote, the ring's events, answers, reference records, receipts and what a
 * redemption log keeps. The normative text is the SBE schema {@code plumbline.xml} beside this package; the flyweights
 * here read and write the same bytes without any JVM flag.
 *
 * <p>The rule of the room: one value, one byte string. A decoder accepts exactly one version, exact lengths, zero
 * padding and nothing left over, so that what was decoded encodes to the bytes it came from. Decoders never throw on
 * what bytes hold; they say what is wrong with a {@link io.plumbline.oracle.wire.WireStatus}. The room knows no key and
 * imports no other room.
 *
 * <p>All numbers are little-endian, all times nanoseconds since 1970-01-01 UTC. Text fields hold bytes 0x21..0x7e and
 * are padded with zeros; an empty text means absent. Reserved bytes are zero. Numbers that index tables (connection,
 * policy, instrument, target) and confirmations have 31 bits.
 *
 * <p>On a socket a tick frame travels inside a tick message, which is no SBE message:
 * <pre>
 *   signatureCount  u8, 1..16
 *   signatureCount times:
 *     keyId         u32, a hint for look-up that nobody signed
 *     signature     64 bytes, Ed25519 over the frame
 *   frame           the TickFrame, header included, to the end of the message
 * </pre>
 */
@NullMarked
package io.plumbline.oracle.wire;

import org.jspecify.annotations.NullMarked;
