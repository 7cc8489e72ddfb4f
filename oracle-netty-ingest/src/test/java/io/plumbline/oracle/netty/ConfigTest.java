// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.netty.fixtures.RecordingSink;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

final class ConfigTest
{
    private static final String TOKEN = "a-token-long-enough";

    @Test
    void shouldKeepItsDefaults()
    {
        final IngestServerConfig config = server().build();
        assertEquals("127.0.0.1", config.host());
        assertEquals(0, config.port());
        assertEquals("/v1/ticks", config.path());
        assertEquals(16_384, config.maxMessageBytes());
        assertEquals(5_000, config.handshakeTimeoutMs());
        assertEquals(15_000, config.idleTimeoutMs());
        assertEquals(16, config.maxMalformedRun());
        assertEquals(1, config.threads());
        assertTrue(config.tlsCertificateChain().isEmpty());
    }

    @Test
    void shouldFreezeWhatWasBuilt()
    {
        final IngestServerConfig.Builder builder = server();
        final IngestServerConfig config = builder.build();
        builder.port(99).endpoint(TOKEN + "2", "b", MessageFormat.REDSTONE);
        assertEquals(0, config.port());
        assertEquals(1, config.endpoints().size());
    }

    @Test
    void shouldNameFieldAndValueOfAServer()
    {
        refused("port", "65536", () -> server().port(65_536));
        refused("port", "-1", () -> server().port(-1));
        refused("host", "''", () -> server().host(""));
        refused("host", "null", () -> server().host(null));
        refused("path", "'ticks'", () -> server().path("ticks"));
        refused("path", "'/a?b'", () -> server().path("/a?b"));
        refused("maxMessageBytes", "255", () -> server().maxMessageBytes(255));
        refused("handshakeTimeoutMs", "9", () -> server().handshakeTimeoutMs(9));
        refused("idleTimeoutMs", "0", () -> server().idleTimeoutMs(0));
        refused("maxConnections", "0", () -> server().maxConnections(0));
        refused("frameRate.perSecond", "0", () -> server().frameRate(0, 1));
        refused("frameRate.burst", "0", () -> server().frameRate(1, 0));
        refused("maxMalformedRun", "0", () -> server().maxMalformedRun(0));
        refused("threads", "65", () -> server().threads(65));
        refused("tls.privateKey", "null", () -> server().tls(Path.of("x"), null));
        refused("endpoints", "[]", () -> IngestServerConfig.builder().build());
        refused("endpoint.connection", "null", () -> server().endpoint(TOKEN, null, MessageFormat.PLUMBLINE));
        refused("endpoint.format", "null", () -> server().endpoint(TOKEN, "a", null));
        refused("endpoint.token", "connection=b", () -> server().endpoint(TOKEN, "b", MessageFormat.PLUMBLINE).build());
        refused("endpoint.format", "REDSTONE",
            () -> server().endpoint(TOKEN + "2", "a", MessageFormat.REDSTONE).build());
    }

    @Test
    void shouldLetTwoTokensNameOneConnection()
    {
        assertEquals(2, server().endpoint(TOKEN + "2", "a", MessageFormat.PLUMBLINE).build().endpoints().size());
    }

    @Test
    void shouldNeverShowASecret()
    {
        final String secret = "short-secret\n";
        final IllegalArgumentException refused = assertThrows(
            IllegalArgumentException.class, () -> server().endpoint(secret, "a", MessageFormat.PLUMBLINE));
        assertFalse(refused.getMessage().contains("secret"), refused.getMessage());
        final IllegalArgumentException header = assertThrows(
            IllegalArgumentException.class, () -> link().header("X-Key", "secret\r\nX: y"));
        assertFalse(header.getMessage().contains("secret"), header.getMessage());
        assertFalse(server().build().endpoints().toString().contains(TOKEN));
        assertFalse(link().bearerToken(TOKEN).build().toString().contains(TOKEN));
    }

    @Test
    void shouldNameFieldAndValueOfALink()
    {
        refused("uri", "null", () -> LinkConfig.builder().build());
        refused("uri", "http://x", () -> LinkConfig.builder().uri(URI.create("http://x")));
        refused("uri", "ws:///x", () -> LinkConfig.builder().uri(URI.create("ws:///x")));
        refused("uri", "ws://u@x", () -> LinkConfig.builder().uri(URI.create("ws://u@x")));
        refused("uri.port", "65536", () -> LinkConfig.builder().uri(URI.create("ws://x:65536")));
        refused("uri.port", "0", () -> LinkConfig.builder().uri(URI.create("ws://x:0")));
        refused("header.name", "'a:b'", () -> link().header("a:b", "c"));
        refused("connectTimeoutMs", "0", () -> link().connectTimeoutMs(0));
        refused("idleTimeoutMs", "0", () -> link().idleTimeoutMs(0));
        refused("maxMessageBytes", "0", () -> link().maxMessageBytes(0));
        refused("backoff.initialMs", "0", () -> link().backoff(0, 1, 1));
        refused("backoff.capMs", "9", () -> link().backoff(10, 9, 1));
        refused("backoff.stableMs", "-1", () -> link().backoff(10, 10, -1));
        refused("random", "null", () -> link().random(null));
        refused("trustedCertificates", "ws://x", () -> link().trustedCertificates(Path.of("x")).build());
        final RandomGenerator random = new SplittableRandom(1);
        assertSame(random, link().random(random).build().random());
    }

    @Test
    void shouldNameWhatIsMissing()
    {
        refused("link", "null", () -> FeedClientConfig.builder().build());
        refused("connection", "null", () -> FeedClientConfig.builder().link(link().build()).build());
        refused("format", "null", () -> FeedClientConfig.builder().link(link().build()).connection("a").build());
        refused("subscription", "''", () -> FeedClientConfig.builder().subscription(""));
        refused("signingSeed", "null", () -> TickPublisherConfig.builder().link(link().build()).build());
        refused("exponent", "128", () -> new TickBatch().add(1, 128, 1, 1));
        refused("observedAtNs", "-1", () -> new TickBatch().add(1, 1, -1, 1));
        refused("price", "-9223372036854775808", () -> new TickBatch().add(1, 1, 1, TickBatch.NULL_PRICE));
        final TickBatch full = new TickBatch();
        for (int i = 0; i < TickBatch.MAX_TICKS; i++)
        {
            full.add(i, 0, 1, 1);
        }
        refused("size", "65", () -> full.add(1, 1, 1, 1));
        assertEquals(64, full.size());
    }

    @Test
    void shouldRefusePemFilesThatAreNone(@TempDir final Path directory) throws IOException
    {
        final Path junk = Files.writeString(directory.resolve("junk.pem"), "junk");
        final Path absent = directory.resolve("absent.pem");
        final RecordingSink sink = new RecordingSink("a");
        refused("tls.certificateChain", "absent.pem",
            () -> IngestServer.start(server().tls(absent, junk).build(), sink));
        refused("tls", "junk.pem", () -> IngestServer.start(server().tls(junk, junk).build(), sink));
        final LinkConfig.Builder secure = LinkConfig.builder().uri(URI.create("wss://localhost:1"));
        refused("trustedCertificates", "absent.pem",
            () -> MessagePublisher.start(secure.trustedCertificates(absent).build()));
        refused("trustedCertificates", "junk.pem",
            () -> MessagePublisher.start(secure.trustedCertificates(junk).build()));
    }

    private static IngestServerConfig.Builder server()
    {
        return IngestServerConfig.builder().endpoint(TOKEN, "a", MessageFormat.PLUMBLINE);
    }

    private static LinkConfig.Builder link()
    {
        return LinkConfig.builder().uri(URI.create("ws://x"));
    }

    private static void refused(final String field, final String value, final Executable build)
    {
        final IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, build);
        assertTrue(refused.getMessage().startsWith(field), refused.getMessage());
        assertTrue(refused.getMessage().contains(value), refused.getMessage());
    }
}
