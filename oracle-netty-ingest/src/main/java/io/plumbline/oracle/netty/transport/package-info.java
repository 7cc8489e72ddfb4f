// SPDX-License-Identifier: Apache-2.0
/**
 * Sockets: TLS, handshakes, frames put together within a bound, idle and rate limits, closing, reconnecting. Hands on
 * whole binary messages as bytes and never looks into them; knows neither codecs nor the oracle's sink.
 */
@NullMarked
package io.plumbline.oracle.netty.transport;

import org.jspecify.annotations.NullMarked;
