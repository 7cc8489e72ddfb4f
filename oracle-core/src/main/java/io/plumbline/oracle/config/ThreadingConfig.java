// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * Threads, rings and their limits. Immutable; any thread.
 *
 * @param layout             how stages are spread over threads.
 * @param waitMode           how engine threads wait; SPLIT with BLOCKING is refused.
 * @param ringSize           slots of the ring, a power of two, 32 to 65,536; a slot takes some 11 KB of heap.
 * @param outboundSize       slots of the outbound ring, a power of two, 32 to 65,536; half of them, less 4, back
 *                           commands in flight.
 * @param registrySize       quotes and answers kept at once, a power of two, 16 to 1,048,576; about issue rate times
 *                           (TTL + capture time + retention), some 1.3 KB of heap each.
 * @param connectionInFlight unverified envelopes one connection may have on the ring, 1 to 65,536.
 * @param clockIntervalNs    time between clock events; nanoseconds, 1 ms to 1 s.
 * @param clockFaultNs       clock step or silence that closes the oracle; nanoseconds, at least 4 clock intervals, to
 *                           1 h.
 * @param drainNs            how long a close waits for events in flight; nanoseconds, 0 to 60 s.
 * @param stallNs            backlog without progress that turns health red; nanoseconds, 10 ms to 60 s.
 */
public record ThreadingConfig(
    Layout layout,
    WaitMode waitMode,
    int ringSize,
    int outboundSize,
    int registrySize,
    int connectionInFlight,
    long clockIntervalNs,
    long clockFaultNs,
    long drainNs,
    long stallNs)
{
    private static final long MILLI_NS = 1_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    /** FUSED, PARKING, ring 256, outbound 1,024, registry 4,096, clock every 10 ms with a fault bound of 1 s. */
    public static final ThreadingConfig DEFAULT = new ThreadingConfig(Layout.FUSED, WaitMode.PARKING, 256, 1_024,
        4_096, 64, 10 * MILLI_NS, SECOND_NS, 2 * SECOND_NS, SECOND_NS);

    /**
     * Validates every component.
     *
     * @param layout             how stages are spread over threads.
     * @param waitMode           how engine threads wait; SPLIT with BLOCKING is refused.
     * @param ringSize           slots of the ring, a power of two, 32 to 65,536; a slot takes some 11 KB of heap.
     * @param outboundSize       slots of the outbound ring, a power of two, 32 to 65,536; half of them, less 4, back
     *                           commands in flight.
     * @param registrySize       quotes and answers kept at once, a power of two, 16 to 1,048,576; about issue rate
     *                           times (TTL + capture time + retention), some 1.3 KB of heap each.
     * @param connectionInFlight unverified envelopes one connection may have on the ring, 1 to 65,536.
     * @param clockIntervalNs    time between clock events; nanoseconds, 1 ms to 1 s.
     * @param clockFaultNs       clock step or silence that closes the oracle; nanoseconds, at least 4 clock
     *                           intervals, to 1 h.
     * @param drainNs            how long a close waits for events in flight; nanoseconds, 0 to 60 s.
     * @param stallNs            backlog without progress that turns health red; nanoseconds, 10 ms to 60 s.
     */
    public ThreadingConfig
    {
        Check.present("layout", layout);
        Check.present("waitMode", waitMode);
        Check.that(layout != Layout.SPLIT || waitMode != WaitMode.BLOCKING, "waitMode", waitMode,
            "must not be BLOCKING with layout SPLIT: stages would spin on each other");
        powerOfTwo("ringSize", ringSize, 32, 65_536);
        powerOfTwo("outboundSize", outboundSize, 32, 65_536);
        powerOfTwo("registrySize", registrySize, 16, 1_048_576);
        Check.range("connectionInFlight", connectionInFlight, 1, 65_536);
        Check.range("clockIntervalNs", clockIntervalNs, MILLI_NS, SECOND_NS);
        Check.range("clockFaultNs", clockFaultNs, 4 * clockIntervalNs, 3_600 * SECOND_NS);
        Check.range("drainNs", drainNs, 0, 60 * SECOND_NS);
        Check.range("stallNs", stallNs, 10 * MILLI_NS, 60 * SECOND_NS);
    }

    private static void powerOfTwo(final String field, final int value, final int min, final int max)
    {
        Check.range(field, value, min, max);
        Check.that(Integer.bitCount(value) == 1, field, value, "must be a power of two");
    }

    /**
     * The same with another layout and wait mode.
     *
     * @param newLayout   how stages are spread over threads.
     * @param newWaitMode how engine threads wait.
     * @return a new configuration.
     */
    public ThreadingConfig with(final Layout newLayout, final WaitMode newWaitMode)
    {
        return new ThreadingConfig(newLayout, newWaitMode, ringSize, outboundSize, registrySize, connectionInFlight,
            clockIntervalNs, clockFaultNs, drainNs, stallNs);
    }

    /**
     * The same with other sizes.
     *
     * @param newRingSize     slots of the ring.
     * @param newOutboundSize slots of the outbound ring.
     * @param newRegistrySize quotes kept at once.
     * @return a new configuration.
     */
    public ThreadingConfig withSizes(final int newRingSize, final int newOutboundSize, final int newRegistrySize)
    {
        return new ThreadingConfig(layout, waitMode, newRingSize, newOutboundSize, newRegistrySize, connectionInFlight,
            clockIntervalNs, clockFaultNs, drainNs, stallNs);
    }

    /**
     * The same with other times.
     *
     * @param newClockIntervalNs time between clock events.
     * @param newClockFaultNs    clock step or silence that closes the oracle.
     * @param newDrainNs         how long a close waits.
     * @param newStallNs         backlog without progress that turns health red.
     * @return a new configuration.
     */
    public ThreadingConfig withTimes(
        final long newClockIntervalNs, final long newClockFaultNs, final long newDrainNs, final long newStallNs)
    {
        return new ThreadingConfig(layout, waitMode, ringSize, outboundSize, registrySize, connectionInFlight,
            newClockIntervalNs, newClockFaultNs, newDrainNs, newStallNs);
    }

    /**
     * The same with another bound on one connection's unverified envelopes.
     *
     * @param newConnectionInFlight 1 to 65,536.
     * @return a new configuration.
     */
    public ThreadingConfig withConnectionInFlight(final int newConnectionInFlight)
    {
        return new ThreadingConfig(layout, waitMode, ringSize, outboundSize, registrySize, newConnectionInFlight,
            clockIntervalNs, clockFaultNs, drainNs, stallNs);
    }
}
