// SPDX-License-Identifier: Apache-2.0
/**
 * Quote policies kept as a file: read strictly, and shown as what they come to for an order.
 */
@NullMarked
package io.plumbline.oracle.examples.policies;

import org.jspecify.annotations.NullMarked;
