// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import io.plumbline.oracle.config.OracleConfig;
import java.util.List;
import java.util.ServiceLoader;

/**
 * A running oracle: one engine, its doors and its reads. Launch it once, share it among threads, close it at the end.
 */
public interface Oracle extends AutoCloseable
{
    /**
     * Launches an engine that nobody listens to.
     *
     * @param config what to run.
     * @return the running oracle.
     * @throws IllegalArgumentException naming the field and value that cannot be run, such as a key that is not a
     *     point of prime order.
     */
    static Oracle launch(final OracleConfig config)
    {
        return launch(config, OracleListener.NONE);
    }

    /**
     * Launches an engine.
     *
     * @param config   what to run.
     * @param listener told of what leaves the engine.
     * @return the running oracle.
     * @throws IllegalArgumentException naming the field and value that cannot be run.
     */
    static Oracle launch(final OracleConfig config, final OracleListener listener)
    {
        return ServiceLoader.load(OracleLauncher.class, OracleLauncher.class.getClassLoader())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no OracleLauncher on the class path or module path"))
            .launch(config, listener);
    }

    /**
     * Where feeds hand in envelopes.
     *
     * @return the same object each time.
     */
    TickSink ticks();

    /**
     * Where checkouts ask for quotes and redeem them.
     *
     * @return the same object each time.
     */
    QuoteDesk quotes();

    /**
     * The newest prices.
     *
     * @return the same object each time.
     */
    ReferencePrices prices();

    /**
     * The operator's capability; hand it only to operators.
     *
     * @return the same object each time.
     */
    OracleAdmin admin();

    /**
     * What has been counted.
     *
     * @return the same object each time.
     */
    Counters counters();

    /**
     * Why prices are what they are.
     *
     * @return the same object each time.
     */
    Explanations explanations();

    /**
     * The figures that alerts are judged by.
     *
     * @return the same object each time.
     */
    Gauges gauges();

    /**
     * Exceptions that were caught and survived: those that condemned an envelope, and those of listeners and callbacks.
     *
     * @return distinct ones with their counts, a new list.
     */
    List<ErrorRecord> errors();

    /**
     * Whether the engine can be relied on now.
     *
     * @return judged at the moment of the call.
     */
    Health health();

    /**
     * The public key its quotes verify under.
     *
     * @return a new copy, 32 bytes, RFC 8032 encoding.
     */
    byte[] quotePublicKey();

    /**
     * Refuses what is new, drains what was accepted within the configured time, stops, completes what is left over with
     * ENGINE_FAILED. Blocks until done; a second call does nothing.
     */
    @Override
    void close();
}
