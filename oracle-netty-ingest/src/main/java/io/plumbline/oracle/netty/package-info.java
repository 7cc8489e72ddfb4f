// SPDX-License-Identifier: Apache-2.0
/**
 * Carries provider sockets to the oracle: frames, bounds and peeks, and never trusts what it reads.
 *
 * <p>Doors ({@code IngestServer}, {@code FeedClient}, {@code TickPublisher}, {@code MessagePublisher}) are built on the
 * rooms {@code bridge}, {@code codec} and {@code transport}. Rooms use only this package's vocabulary: configurations,
 * {@code IngestCause}, {@code IngestCounters}, {@code MessageFormat}, {@code LinkState} and {@code PublishStatus}. No
 * type of a third party stands in a public signature.
 */
@NullMarked
package io.plumbline.oracle.netty;

import org.jspecify.annotations.NullMarked;
