// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * How the four stages are spread over threads.
 */
public enum Layout
{
    /** All four stages on one thread, in order; the default on small machines. */
    FUSED,

    /** One thread a stage. */
    SPLIT
}
