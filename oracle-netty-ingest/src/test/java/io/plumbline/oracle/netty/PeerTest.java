// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.netty.fixtures.Await;
import io.plumbline.oracle.netty.fixtures.Messages;
import io.plumbline.oracle.netty.fixtures.RecordingSink;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Another implementation of WebSocket, the JDK's, against the server. */
final class PeerTest
{
    private static final String TOKEN = "token-of-connection-a";
    private static final byte[] GOOD = Messages.plumbline(1, 2, 3);

    private final RecordingSink sink = new RecordingSink("a");

    @Test
    void shouldUnderstandTheJdksClient() throws IOException
    {
        try (IngestServer server = IngestServer.start(
            IngestServerConfig.builder().endpoint(TOKEN, "a", MessageFormat.PLUMBLINE).build(), sink))
        {
            final Peer peer = new Peer();
            final WebSocket socket = HttpClient.newHttpClient().newWebSocketBuilder()
                .header("Authorization", "Bearer " + TOKEN)
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/v1/ticks"), peer)
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
            final int half = GOOD.length / 2;
            socket.sendBinary(ByteBuffer.wrap(GOOD), true).join();
            socket.sendBinary(ByteBuffer.wrap(Arrays.copyOf(GOOD, half)), false).join();
            socket.sendBinary(ByteBuffer.wrap(Arrays.copyOfRange(GOOD, half, GOOD.length)), true).join();
            Await.until(() -> sink.offers().size() == 2, () -> "offers: " + sink.offers().size());
            assertArrayEquals(Messages.frameOf(GOOD), sink.offers().get(1).signedBytes());
            socket.sendPing(ByteBuffer.wrap(new byte[]{5})).join();
            assertEquals(5, peer.pong.orTimeout(30, TimeUnit.SECONDS).join());
            socket.sendClose(4_000, "done").join();
            assertEquals(4_000, peer.close.orTimeout(30, TimeUnit.SECONDS).join());
        }
    }

    private static final class Peer implements WebSocket.Listener
    {
        private final CompletableFuture<Integer> pong = new CompletableFuture<>();
        private final CompletableFuture<Integer> close = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onPong(final WebSocket socket, final ByteBuffer message)
        {
            pong.complete((int)message.get());
            return WebSocket.Listener.super.onPong(socket, message);
        }

        @Override
        public CompletionStage<?> onClose(final WebSocket socket, final int status, final String reason)
        {
            close.complete(status);
            return null;
        }
    }
}
