// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples.replay;

import io.plumbline.oracle.Counters;
import io.plumbline.oracle.Health;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Oracle;
import io.plumbline.oracle.netty.IngestCause;
import io.plumbline.oracle.netty.IngestServer;
import io.plumbline.oracle.netty.IngestServerConfig;
import io.plumbline.oracle.netty.LinkConfig;
import io.plumbline.oracle.netty.LinkState;
import io.plumbline.oracle.netty.MessageFormat;
import io.plumbline.oracle.netty.MessagePublisher;
import io.plumbline.oracle.netty.PublishStatus;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;

/**
 * One engine for one capture: recordings lie months apart, and an engine's time does not leap. Played once, then read,
 * then closed.
 */
final class Session implements AutoCloseable
{
    private static final long PATIENCE_NS = 30_000_000_000L;
    private static final int LEAST_MESSAGE_BYTES = 16 * 1_024;

    private final Capture capture;
    private final Oracle oracle;
    private final IngestServer server;
    private final String token;

    Session(final Capture capture) throws IOException
    {
        this.capture = capture;
        final byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        token = HexFormat.of().formatHex(secret);
        final IngestServerConfig config = IngestServerConfig.builder()
            .endpoint(token, Operator.CONNECTION, MessageFormat.REDSTONE)
            .maxMessageBytes(Math.max(LEAST_MESSAGE_BYTES, capture.payload().length))
            .build();
        oracle = Oracle.launch(Operator.oracle(capture));
        try
        {
            server = IngestServer.start(config, oracle.ticks());
        }
        catch (final IOException | RuntimeException e)
        {
            oracle.close();
            throw e;
        }
    }

    Oracle oracle()
    {
        return oracle;
    }

    IngestServer server()
    {
        return server;
    }

    /** Sends the message over a socket and waits until the engine has judged what was in it. */
    void play() throws IOException, InterruptedException
    {
        await("the engine to open", () -> oracle.health() == Health.GREEN);
        final URI uri = URI.create("ws://127.0.0.1:" + server.port() + "/v1/ticks");
        final byte[] payload = capture.payload();
        try (MessagePublisher publisher =
            MessagePublisher.start(LinkConfig.builder().uri(uri).bearerToken(token).backoff(50, 500, 1_000).build()))
        {
            await("a connection", () -> publisher.state() == LinkState.OPEN);
            await("the socket to take the message",
                () -> publisher.publish(payload, 0, payload.length) == PublishStatus.SENT);
            await("the message to arrive", () -> server.counters().count(IngestCause.DECODED) +
                server.counters().count(IngestCause.MALFORMED_MESSAGE) > 0);
            await("its packages to be judged", this::isJudged);
        }
    }

    private boolean isJudged()
    {
        final Counters counters = oracle.counters();
        return counters.count(Metric.FRAMES_VERIFIED) + counters.count(Metric.FRAMES_REFUSED) >=
            counters.count(Metric.ENVELOPES_ACCEPTED);
    }

    private static void await(final String what, final BooleanSupplier condition)
        throws IOException, InterruptedException
    {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean())
        {
            if (System.nanoTime() - startNs >= PATIENCE_NS)
            {
                throw new IOException("waited in vain for " + what);
            }
            Thread.sleep(5);
        }
    }

    @Override
    public void close()
    {
        server.close();
        oracle.close();
    }
}
