// SPDX-License-Identifier: Apache-2.0
/**
 * Runnable examples: one subcommand each. They use what an embedder may use, nothing else: the oracle's root and
 * {@code config} rooms and the ingest module.
 */
@NullMarked
package io.plumbline.oracle.examples;

import org.jspecify.annotations.NullMarked;
