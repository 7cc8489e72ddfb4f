// SPDX-License-Identifier: Apache-2.0
/**
 * Plays recorded provider messages through a real socket into the engine, at the time of their recording.
 */
@NullMarked
package io.plumbline.oracle.examples.replay;

import org.jspecify.annotations.NullMarked;
