// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.config.Layout;
import io.plumbline.oracle.config.ThreadingConfig;
import io.plumbline.oracle.config.WaitMode;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Latency of the whole engine at a fixed rate, as an open loop: frame i is due at a time fixed beforehand, and its
 * latency counts from then, whether or not the sender came late. It ends when the last stage is done with the frame:
 * its reference record stands published, or it was refused. Frames are signed before the run, and checked by the kernel
 * the engine launches with.
 *
 * <pre>
 *  java -cp target/benchmarks.jar io.plumbline.oracle.pipeline.PipelineLatency
 *       [frames/s [seconds [sources [LAYOUT:WAIT_MODE ...]]]]
 * </pre>
 */
public final class PipelineLatency
{
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99, 100};
    private static final double NS_PER_US = 1_000.0;

    private PipelineLatency()
    {
    }

    /** One setting of the rig. */
    record Settings(int ratePerSecond, double seconds, double warmupSeconds, int sources, Layout layout, WaitMode mode)
    {
        int frames()
        {
            return (int)(ratePerSecond * (warmupSeconds + seconds));
        }

        int warmupFrames()
        {
            return (int)(ratePerSecond * warmupSeconds);
        }

        ThreadingConfig threading()
        {
            return ThreadingConfig.DEFAULT.with(layout, mode);
        }
    }

    /**
     * Runs every layout asked for, one after the other.
     *
     * @param args rate, seconds, sources, then layouts with their wait modes; each has a default.
     * @throws InterruptedException when it is told to stop.
     */
    public static void main(final String[] args) throws InterruptedException
    {
        final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        final int ratePerSecond = args.length > 0 ? Integer.parseInt(args[0]) : 2_000;
        final double seconds = args.length > 1 ? Double.parseDouble(args[1]) : 10;
        final int sources = args.length > 2 ? Integer.parseInt(args[2]) : 16;
        final String[] layouts = args.length > 3 ? Arrays.copyOfRange(args, 3, args.length) :
            new String[]{"FUSED:PARKING", "SPLIT:PARKING", "SPLIT:YIELDING"};
        printEnvironment(out);
        for (final String layout : layouts)
        {
            final int colon = layout.indexOf(':');
            final Settings settings = new Settings(ratePerSecond, seconds, Math.min(seconds, 5), sources,
                Layout.valueOf(layout.substring(0, colon)), WaitMode.valueOf(layout.substring(colon + 1)));
            print(out, settings, LatencyRig.run(settings));
        }
    }

    private static void printEnvironment(final PrintStream out)
    {
        out.printf("jvm        %s %s%n", System.getProperty("java.vm.name"), System.getProperty("java.vm.version"));
        out.printf("os         %s %s %s%n", System.getProperty("os.name"), System.getProperty("os.version"),
            System.getProperty("os.arch"));
        out.printf("processors %d%n", Runtime.getRuntime().availableProcessors());
        out.printf("load       %.2f (before the first run)%n",
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static void print(final PrintStream out, final Settings settings, final LatencyRig.Outcome outcome)
    {
        out.printf("%n%s %s, %d frames/s of one tick, %d sources, %.1f s after %.1f s of warm-up%n", settings.layout(),
            settings.mode(), settings.ratePerSecond(), settings.sources(), settings.seconds(),
            settings.warmupSeconds());
        out.printf("measured %d, refused by a stage %d, refused at the door %d, sender late by %.1f us at most%n",
            outcome.latencies().getTotalCount(), outcome.refusedByStage(), outcome.refusedAtDoor(),
            outcome.maxLateNs() / NS_PER_US);
        for (final double percentile : PERCENTILES)
        {
            out.printf("%8.2f %%  %10.1f us%n", percentile,
                outcome.latencies().getValueAtPercentile(percentile) / NS_PER_US);
        }
    }
}
