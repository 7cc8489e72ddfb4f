// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.netty.LinkConfig;
import io.plumbline.oracle.netty.TickBatch;
import io.plumbline.oracle.netty.TickPublisher;
import io.plumbline.oracle.netty.TickPublisherConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the README shows is what is compiled and run here.
 */
final class ReadmeTest
{
    private static final Path SOURCE = Path.of("src/main/java/io/plumbline/oracle/examples/EmbeddingExample.java");
    private static final int PROVIDERS = 3;
    private static final int ATTEMPTS = 3;

    private static String readme() throws IOException
    {
        final Path file = Path.of("..", "README.md");
        Assumptions.assumeTrue(Files.exists(file), "there is no README.md");
        return Files.readString(file).replace("\r\n", "\n");
    }

    /** The first fenced block behind a marker. */
    private static String fenced(final String text, final String marker)
    {
        final int at = text.indexOf(marker);
        assertTrue(at >= 0, "README.md has no " + marker);
        final Matcher block = Pattern.compile("^```(\\w*)\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(text.substring(at + marker.length()));
        assertTrue(block.find(), "README.md has no fenced block behind " + marker);
        assertTrue(text.substring(at + marker.length(), at + marker.length() + block.start()).isBlank(),
            "something stands between " + marker + " and its block");
        return block.group(2);
    }

    /** A last line of its own, even an empty one, would count as not indented. */
    private static String dedent(final String text)
    {
        return text.stripTrailing().stripIndent();
    }

    @Test
    void shouldShowTheSnippetThatIsCompiled() throws IOException
    {
        final String source = Files.readString(SOURCE).replace("\r\n", "\n");
        final int begin = source.indexOf('\n', source.indexOf("// snippet:embedding")) + 1;
        final int end = source.lastIndexOf('\n', source.indexOf("// end:embedding")) + 1;
        final String snippet = dedent(source.substring(begin, end));
        assertFalse(snippet.isEmpty());
        assertEquals(snippet, dedent(fenced(readme(), "<!-- snippet:embedding -->")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "run"})
    void shouldShowCommands(final String name) throws IOException
    {
        assertFalse(fenced(readme(), "<!-- command:" + name + " -->").isBlank());
    }

    @Test
    void shouldSellWhenEmbedded() throws IOException, InterruptedException
    {
        Answer answer = Answer.REFUSED;
        // a machine that stands still for a second makes prices too old to redeem the quote on
        for (int i = 0; i < ATTEMPTS && answer != Answer.AUTHORIZED; i++)
        {
            answer = sell();
        }
        assertEquals(Answer.AUTHORIZED, answer);
    }

    private static Answer sell() throws IOException, InterruptedException
    {
        final int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()))
        {
            port = free.getLocalPort();
        }
        final List<EmbeddingExample.Provider> providers = new ArrayList<>();
        final List<TickPublisher> publishers = new ArrayList<>();
        for (int i = 0; i < PROVIDERS; i++)
        {
            final Keys keys = Keys.generate();
            final String token = "a-token-of-provider-" + i;
            providers.add(new EmbeddingExample.Provider("provider-" + i, 100 + i, keys.publicKey(), token));
            publishers.add(TickPublisher.start(TickPublisherConfig.builder()
                .link(LinkConfig.builder().uri(URI.create("ws://127.0.0.1:" + port + "/v1/ticks")).bearerToken(token)
                    .backoff(20, 100, 1_000).build())
                .signingSeed(keys.signingSeed(1)).environment(1).providerId(100 + i).sessionEpoch(1).build()));
        }
        final AtomicBoolean isOver = new AtomicBoolean();
        final Thread thread = new Thread(() -> publish(publishers, isOver), "test-publishers");
        thread.start();
        try
        {
            return EmbeddingExample.sell(Keys.generate().seed(), port, providers, new byte[32]);
        }
        finally
        {
            isOver.set(true);
            thread.join();
            publishers.forEach(TickPublisher::close);
        }
    }

    private static void publish(final List<TickPublisher> publishers, final AtomicBoolean isOver)
    {
        final TickBatch batch = new TickBatch();
        while (!isOver.get())
        {
            final long nowNs = Instant.now().toEpochMilli() * 1_000_000L;
            for (int i = 0; i < publishers.size(); i++)
            {
                publishers.get(i).publish(batch.clear().add(1, -2, nowNs, 6_400_000 + i), nowNs);
            }
            try
            {
                Thread.sleep(40);
            }
            catch (final InterruptedException e)
            {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
