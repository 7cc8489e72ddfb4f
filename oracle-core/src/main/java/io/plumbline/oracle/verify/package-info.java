// SPDX-License-Identifier: Apache-2.0
/**
 * Is this envelope authentic? Then its ticks are decoded from the very bytes that were signed. Every slot passes here
 * first, and only here does one become VERIFIED.
 *
 * <p>The rule of the room: it remembers no envelope. Its one state is the set of revoked keys, changed by admin events;
 * all else is configuration, and engine time comes from events. Checks go from cheap to dear: connection, binding,
 * shape, keys, and only then signatures, save where the signature alone names the key. A refused slot names its
 * connection and never a source: a forgery costs who brought it. An exception condemns the envelope it came from and
 * nothing else.
 */
@NullMarked
package io.plumbline.oracle.verify;

import org.jspecify.annotations.NullMarked;
