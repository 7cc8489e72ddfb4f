// SPDX-License-Identifier: Apache-2.0
/**
 * Counters, distinct errors, and the marker of classes that read a clock. Every figure has one writing thread or is
 * made for many; readers never make a writer wait. This room decides nothing.
 */
@NullMarked
package io.plumbline.oracle.telemetry;

import org.jspecify.annotations.NullMarked;
