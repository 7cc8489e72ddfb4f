// SPDX-License-Identifier: Apache-2.0
/**
 * The state of an instrument's market: breakers that refuse a price though it has quorum, and modes that narrow what
 * is promised on it. State machines over reference records and time.
 *
 * <p>The room's rule: only market events move it; commands are judged by it and never move it. It replaces no price.
 */
@NullMarked
package io.plumbline.oracle.market;

import org.jspecify.annotations.NullMarked;
