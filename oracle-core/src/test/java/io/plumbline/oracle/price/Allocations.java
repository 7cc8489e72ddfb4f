// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.price;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Asserts that a warmed loop allocates nothing on its thread. */
final class Allocations
{
    private static final int WARM_UP_RUNS = 20;
    private static final int MEASURED_RUNS = 5;

    private Allocations()
    {
    }

    /** Runs the loop until warm; then the quietest of a few runs must allocate nothing. */
    static void assertNone(final Runnable loop)
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final long id = Thread.currentThread().getId();
        for (int i = 0; i < WARM_UP_RUNS; i++)
        {
            loop.run();
            threads.getThreadAllocatedBytes(id);
        }
        long least = Long.MAX_VALUE;
        for (int i = 0; i < MEASURED_RUNS; i++)
        {
            final long before = threads.getThreadAllocatedBytes(id);
            loop.run();
            least = Math.min(least, threads.getThreadAllocatedBytes(id) - before);
        }
        assertEquals(0, least, "bytes allocated by a warmed loop");
    }
}
