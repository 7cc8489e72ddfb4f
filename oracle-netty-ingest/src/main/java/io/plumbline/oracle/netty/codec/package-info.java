// SPDX-License-Identifier: Apache-2.0
/**
 * From the bytes of one socket message to envelopes: one class per provider format. Frames and bounds, believes
 * nothing; knows neither sockets nor the oracle's sink. Allocates nothing per message.
 */
@NullMarked
package io.plumbline.oracle.netty.codec;

import org.jspecify.annotations.NullMarked;
