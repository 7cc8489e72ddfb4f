// SPDX-License-Identifier: Apache-2.0
/**
 * Puts the stages on the ring, the ring between the doors and the replies. The only room that imports Disruptor; it
 * does no arithmetic on prices.
 *
 * <pre>
 *  TickDoor ─┐                      FUSED: one thread            OutboundRing
 *  Desk ─────┼─► RingDoor ─► [slots] ─► verify ► trust ► median ► quote ─► ReplyAgent ─► replies, listener
 *  AdminDoor ┤                          SPLIT: one thread each │
 *  ClockAgent┘                                                 └─► ReferenceTable ─► any reader
 * </pre>
 */
@NullMarked
package io.plumbline.oracle.pipeline;

import org.jspecify.annotations.NullMarked;
