// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.crypto.Ed25519SigningKey;
import io.plumbline.oracle.crypto.Ed25519Verifier;
import io.plumbline.oracle.netty.fixtures.Await;
import io.plumbline.oracle.netty.fixtures.Messages;
import io.plumbline.oracle.netty.fixtures.RecordingSink;
import io.plumbline.oracle.wire.TickFrame;
import io.plumbline.oracle.wire.TickMessage;
import io.plumbline.oracle.wire.WireStatus;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class OutboundTest
{
    private static final String TOKEN = "token-of-connection-a";
    private static final byte[] SEED = new byte[32];
    private static final byte[] GOOD = Messages.plumbline(1, 1, 1);

    private final RecordingSink sink = new RecordingSink("a");

    @Test
    void shouldPublishSignedFramesWithARisingSequence() throws IOException
    {
        try (IngestServer server = server(0, false);
            TickPublisher publisher = TickPublisher.start(ticks(link(server.port(), false).build())))
        {
            awaitState(publisher::state, LinkState.OPEN);
            final TickBatch batch = new TickBatch().add(3, -8, 1_000, 42).add(4, -2, 1_001, 43, 41, 44);
            assertEquals(PublishStatus.SENT, publisher.publish(batch, 2_000));
            assertEquals(PublishStatus.SENT, publisher.publish(batch.clear().add(5, 0, 1, 1), 2_001));
            awaitOffers(2);
            assertEquals(2, publisher.sequence());
            assertEquals(2, publisher.counters().count(IngestCause.MESSAGE_SENT));

            final byte[] first = sink.offers().get(0).signedBytes();
            final TickFrame frame = new TickFrame();
            assertEquals(WireStatus.OK, frame.wrap(first, 0, first.length));
            assertEquals(7, frame.environment());
            assertEquals(11, frame.providerId());
            assertEquals(13, frame.keyId());
            assertEquals(99, frame.sessionEpoch());
            assertEquals(1, frame.sequence());
            assertEquals(2_000, frame.signedAtNs());
            assertEquals(2, frame.tickCount());
            assertEquals(42, frame.price(0));
            assertEquals(TickFrame.NULL_PRICE, frame.bid(0));
            assertEquals(44, frame.ask(1));
            assertEquals(13, sink.offers().get(0).firstKeyId());
            final byte[] second = sink.offers().get(1).signedBytes();
            assertEquals(WireStatus.OK, frame.wrap(second, 0, second.length));
            assertEquals(2, frame.sequence());
        }
    }

    @Test
    void shouldSignWithTheGivenSeed() throws IOException
    {
        try (RawFeed feed = new RawFeed(); TickPublisher publisher = TickPublisher.start(ticks(link(feed.port(), false)
            .header("X-Client", "seven").build())))
        {
            assertTrue(feed.accept().contains("seven"));
            awaitState(publisher::state, LinkState.OPEN);
            publisher.publish(new TickBatch().add(3, -8, 1_000, 42), 2_000);
            final byte[] bytes = feed.readMessage();
            final TickMessage message = new TickMessage();
            assertEquals(WireStatus.OK, message.wrap(bytes, 0, bytes.length));
            assertTrue(new Ed25519Verifier().verify(
                Ed25519SigningKey.ofSeed(SEED).publicKey(),
                bytes, message.frameOffset(), message.frameLength(),
                bytes, message.signatureOffset(0), TickMessage.SIGNATURE_LENGTH));
        }
    }

    @Test
    void shouldRoundTripOverTls() throws IOException
    {
        try (IngestServer server = server(0, true);
            MessagePublisher publisher = MessagePublisher.start(
                link(server.port(), true).trustedCertificates(pem("server-chain")).build()))
        {
            awaitState(publisher::state, LinkState.OPEN);
            assertEquals(PublishStatus.SENT, publisher.publish(GOOD, 0, GOOD.length));
            awaitOffers(1);
        }
    }

    @Test
    void shouldNotTrustAnotherCertificate() throws IOException
    {
        try (IngestServer server = server(0, true);
            MessagePublisher publisher = MessagePublisher.start(
                link(server.port(), true).trustedCertificates(pem("stranger-chain")).build());
            MessagePublisher plain = MessagePublisher.start(link(server.port(), false).build()))
        {
            awaitCount(publisher.counters(), IngestCause.TLS_FAILED, 2);
            awaitCount(server.counters(), IngestCause.TLS_FAILED, 1);
            awaitCount(plain.counters(), IngestCause.HANDSHAKE_REJECTED, 1);
            assertEquals(0, server.counters().count(IngestCause.CONNECTION_OPENED));
            assertEquals(PublishStatus.NOT_CONNECTED, publisher.publish(GOOD, 0, GOOD.length));
        }
    }

    @Test
    void shouldComeBackWhenTheServerDoes() throws IOException
    {
        final IngestServer first = server(0, false);
        final int port = first.port();
        try (TickPublisher publisher = TickPublisher.start(ticks(link(port, false).build())))
        {
            final TickBatch batch = new TickBatch().add(3, -8, 1_000, 42);
            awaitState(publisher::state, LinkState.OPEN);
            publisher.publish(batch, 1);
            awaitOffers(1);
            first.close();
            awaitCount(publisher.counters(), IngestCause.CONNECT_FAILED, 2);
            assertEquals(PublishStatus.NOT_CONNECTED, publisher.publish(batch, 2));
            assertEquals(1, publisher.sequence());
            assertEquals(1, publisher.counters().count(IngestCause.NOT_CONNECTED));
            try (IngestServer second = server(port, false))
            {
                awaitState(publisher::state, LinkState.OPEN);
                assertEquals(PublishStatus.SENT, publisher.publish(batch, 3));
                awaitOffers(2);
                final byte[] frame = sink.offers().get(1).signedBytes();
                final TickFrame reader = new TickFrame();
                assertEquals(WireStatus.OK, reader.wrap(frame, 0, frame.length));
                assertEquals(2, reader.sequence());
                assertEquals(99, reader.sessionEpoch());
                assertEquals(1, second.counters().count(Refusal.NONE));
            }
        }
        finally
        {
            first.close();
        }
    }

    @Test
    void shouldKeepTryingWhereTheTokenIsRefused() throws IOException
    {
        try (IngestServer server = server(0, false);
            MessagePublisher publisher = MessagePublisher.start(
                link(server.port(), false).bearerToken("token-nobody-has-heard-of").build()))
        {
            awaitCount(publisher.counters(), IngestCause.HANDSHAKE_REJECTED, 3);
            awaitCount(server.counters(), IngestCause.UNAUTHORIZED, 3);
            assertEquals(0, publisher.counters().count(IngestCause.UNEXPECTED_ERROR));
        }
    }

    @Test
    void shouldFeedTheSinkFromAServerItConnectsTo() throws IOException
    {
        try (RawFeed feed = new RawFeed();
            FeedClient client = FeedClient.start(FeedClientConfig.builder()
                .link(link(feed.port(), false).header("X-Api-Key", "secret").build())
                .connection("a")
                .format(MessageFormat.PLUMBLINE)
                .subscription("{\"subscribe\":1}")
                .subscription("{\"subscribe\":2}")
                .build(), sink))
        {
            assertTrue(feed.accept().contains("secret"));
            assertEquals("{\"subscribe\":1}", feed.readText());
            assertEquals("{\"subscribe\":2}", feed.readText());
            feed.sendText("welcome");
            feed.sendBinary(GOOD);
            awaitOffers(1);
            assertEquals(1, client.counters().count(IngestCause.TEXT_FRAME));

            feed.drop();
            feed.accept();
            assertEquals("{\"subscribe\":1}", feed.readText());
            feed.sendBinary(new byte[20_000]);
            awaitCount(client.counters(), IngestCause.OVERSIZED, 1);
            feed.drop();
            feed.accept();
            feed.sendBinary(GOOD);
            awaitOffers(2);
            awaitState(client::state, LinkState.OPEN);
        }
        assertEquals("[a+, a-, a+, a-, a+, a-]", sink.connections().toString());
    }

    @Test
    void shouldNoticeASilentFeed() throws IOException
    {
        try (RawFeed feed = new RawFeed();
            FeedClient client = FeedClient.start(FeedClientConfig.builder()
                .link(link(feed.port(), false).idleTimeoutMs(100).build())
                .connection("a")
                .format(MessageFormat.PLUMBLINE)
                .build(), sink))
        {
            feed.accept();
            awaitCount(client.counters(), IngestCause.IDLE_TIMEOUT, 1);
            feed.accept();
            awaitCount(client.counters(), IngestCause.CONNECTION_OPENED, 2);
        }
    }

    @Test
    void shouldDropWhenClosedOrTheBatchIsWrong() throws IOException
    {
        final TickPublisher publisher;
        try (IngestServer server = server(0, false))
        {
            publisher = TickPublisher.start(ticks(link(server.port(), false).build()));
            assertThrows(IllegalArgumentException.class, () -> publisher.publish(new TickBatch(), 1));
            assertThrows(IllegalArgumentException.class,
                () -> publisher.publish(new TickBatch().add(1, 1, 1, 1), -1));
            publisher.close();
            assertEquals(PublishStatus.CLOSED, publisher.publish(new TickBatch().add(1, 1, 1, 1), 1));
            assertEquals(LinkState.CLOSED, publisher.state());
            publisher.close();
            assertFalse(sink.offers().size() > 0);
        }
    }

    private IngestServer server(final int port, final boolean isTls) throws IOException
    {
        final IngestServerConfig.Builder builder =
            IngestServerConfig.builder().port(port).endpoint(TOKEN, "a", MessageFormat.PLUMBLINE);
        if (isTls)
        {
            builder.tls(pem("server-chain"), pem("server-key"));
        }
        return IngestServer.start(builder.build(), sink);
    }

    private static LinkConfig.Builder link(final int port, final boolean isTls)
    {
        return LinkConfig.builder()
            .uri(URI.create((isTls ? "wss" : "ws") + "://localhost:" + port + "/v1/ticks"))
            .bearerToken(TOKEN)
            .backoff(5, 50, 1_000)
            .random(new SplittableRandom(42));
    }

    private static TickPublisherConfig ticks(final LinkConfig link)
    {
        return TickPublisherConfig.builder()
            .link(link)
            .signingSeed(new SigningSeed(13, SEED))
            .environment(7)
            .providerId(11)
            .sessionEpoch(99)
            .build();
    }

    private static Path pem(final String name)
    {
        try
        {
            return Path.of(OutboundTest.class.getResource("tls/" + name + ".pem").toURI());
        }
        catch (final URISyntaxException e)
        {
            throw new IllegalStateException(e);
        }
    }

    private void awaitOffers(final int count)
    {
        Await.until(() -> sink.offers().size() >= count, () -> "offers: " + sink.offers().size());
    }

    private static void awaitState(final Supplier<LinkState> state, final LinkState wanted)
    {
        Await.until(() -> state.get() == wanted, () -> "state: " + state.get());
    }

    private static void awaitCount(final IngestCounters counters, final IngestCause cause, final int count)
    {
        Await.until(() -> counters.count(cause) >= count, () -> cause + ": " + counters.count(cause));
    }
}
