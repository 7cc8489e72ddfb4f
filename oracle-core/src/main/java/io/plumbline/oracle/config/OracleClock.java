// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * The one clock an oracle reads, at its edges only: when an envelope or a command arrives and when a clock event is
 * made. Any thread may call it; it allocates nothing. A replay supplies a clock that stands at the capture's time.
 */
public interface OracleClock
{
    /**
     * Time that never steps: an anchored wall time carried on by a monotonic counter.
     *
     * @return nanoseconds since 1970-01-01 UTC.
     */
    long epochNs();

    /**
     * What the wall clock says now, steps and all; compared with {@link #epochNs()} to find clock faults.
     *
     * @return nanoseconds since 1970-01-01 UTC.
     */
    long wallNs();
}
