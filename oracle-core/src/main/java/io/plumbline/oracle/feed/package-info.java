// SPDX-License-Identifier: Apache-2.0
/**
 * One decoder per authentication scheme: bytes whose signatures were checked become ticks.
 *
 * <p>The rule of the room: a decoder reads nothing but signed bytes and the operator's configuration. It holds no state
 * between frames but scratch, allocates nothing, never throws on what bytes hold, and judges form only, never belief. A
 * feed that the operator did not configure for the source is counted and left out.
 */
@NullMarked
package io.plumbline.oracle.feed;

import org.jspecify.annotations.NullMarked;
