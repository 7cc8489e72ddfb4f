// SPDX-License-Identifier: Apache-2.0
/**
 * The promise: issue a signed, expiring quote on a price that permits it, authorize it in one fixed order of checks,
 * capture or release it, once. Everything is decided on the engine's thread from the slot and engine time; nothing here
 * knows a socket.
 */
@NullMarked
package io.plumbline.oracle.quote;

import org.jspecify.annotations.NullMarked;
