// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * When a signed reference quote is emitted for one instrument. Immutable.
 *
 * @param deviationBps emit when the price has moved by at least this since the last emission, basis points, 1 to
 *                     10,000.
 * @param heartbeatNs  emit at least this often while there is a price, as far as four signatures a clock
 *                     event allow; nanoseconds, 10 ms to 1 day.
 * @param ttlNs        how long an emitted reference quote is valid; nanoseconds, 10 ms to 1 h.
 * @param maxIssueDelayNs how long a reference quote may wait for a signer outside the engine, from issue to the engine
 *                     time at which its signature arrives; nanoseconds, 1 ms to less than its life. A signing seed
 *                     signs at once, whatever this says.
 */
public record EmissionPolicy(int deviationBps, long heartbeatNs, long ttlNs, long maxIssueDelayNs)
{
    /** Every 10 bps or every second, valid for 5 s, signed within 1 s. */
    public static final EmissionPolicy DEFAULT = new EmissionPolicy(10, 1_000_000_000L, 5_000_000_000L);

    /**
     * Validates every component.
     *
     * @param deviationBps emit when the price has moved by at least this since the last emission, basis points, 1 to
     *                     10,000.
     * @param heartbeatNs  emit at least this often while there is a price, as far as four signatures a clock
     *                     event allow; nanoseconds, 10 ms to 1 day.
     * @param ttlNs        how long an emitted reference quote is valid; nanoseconds, 10 ms to 1 h.
     * @param maxIssueDelayNs how long a reference quote may wait for a signer outside the engine, from issue to the
     *                     engine time at which its signature arrives; nanoseconds, 1 ms to less than its life. A
     *                     signing seed signs at once, whatever this says.
     */
    public EmissionPolicy
    {
        Check.range("deviationBps", deviationBps, 1, 10_000);
        Check.range("heartbeatNs", heartbeatNs, 10_000_000L, 86_400_000_000_000L);
        Check.range("ttlNs", ttlNs, 10_000_000L, 3_600_000_000_000L);
        Check.range("maxIssueDelayNs", maxIssueDelayNs, 1_000_000L, ttlNs - 1);
    }

    /**
     * With the default maximum issue delay: 1 s, or half the life where that is shorter.
     *
     * @param deviationBps emit when the price has moved by at least this, basis points, 1 to 10,000.
     * @param heartbeatNs  emit at least this often; nanoseconds, 10 ms to 1 day.
     * @param ttlNs        how long an emitted reference quote is valid; nanoseconds, 10 ms to 1 h.
     */
    public EmissionPolicy(final int deviationBps, final long heartbeatNs, final long ttlNs)
    {
        this(deviationBps, heartbeatNs, ttlNs, Math.min(1_000_000_000L, ttlNs / 2));
    }
}
