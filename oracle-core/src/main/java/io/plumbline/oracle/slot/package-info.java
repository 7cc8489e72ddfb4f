// SPDX-License-Identifier: Apache-2.0
/**
 * What rides on the ring: one reusable slot with an event's canonical bytes and each stage's findings. Plain data; the
 * only path between stages.
 */
@NullMarked
package io.plumbline.oracle.slot;

import org.jspecify.annotations.NullMarked;
