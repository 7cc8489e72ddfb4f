// SPDX-License-Identifier: Apache-2.0
/**
 * A little world in one process: six publishers, one oracle, one checkout, and a plot in which one publisher lies and
 * another dies. The director's thread moves the plot and draws; each publisher and each customer has a thread of its
 * own.
 */
@NullMarked
package io.plumbline.oracle.examples.quickstart;

import org.jspecify.annotations.NullMarked;
