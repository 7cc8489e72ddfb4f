// SPDX-License-Identifier: Apache-2.0
/**
 * What an operator states: instruments, sources, policies, threading. A builder collects, {@code build()} validates and
 * freezes; each message names the field and the value. This room imports no other and reads no file, property or clock.
 */
@NullMarked
package io.plumbline.oracle.config;

import org.jspecify.annotations.NullMarked;
