// SPDX-License-Identifier: Apache-2.0
/**
 * The one call into the oracle's sink. Counts every refusal by its code, tells openings and closings in order, and
 * never makes an event loop wait.
 */
@NullMarked
package io.plumbline.oracle.netty.bridge;

import org.jspecify.annotations.NullMarked;
