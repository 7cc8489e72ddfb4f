// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Oracle;
import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.QuoteReply;
import io.plumbline.oracle.ReferencePrice;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.config.EmissionPolicy;
import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.FencePolicy;
import io.plumbline.oracle.config.FreshnessPolicy;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.config.SignerConfig;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.netty.fixtures.Await;
import io.plumbline.oracle.netty.fixtures.CheckoutServer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.EdECPrivateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** From the providers' sockets to the customers': one quote in many hands is redeemed once. */
final class CheckoutSocketsTest
{
    private static final int PROVIDERS = 3;
    private static final int CUSTOMERS = 24;
    private static final int ROUNDS = 4;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final String MERCHANT = "shop";
    private static final Set<String> NOT_NOW =
        Set.of("REFUSED NOT_FRESH", "REFUSED NO_CREDIT", "REFUSED RING_FULL");

    private final List<String> tokens = new ArrayList<>();
    private final List<byte[]> seeds = new ArrayList<>();
    private final AtomicBoolean isOver = new AtomicBoolean();

    private OracleConfig config() throws NoSuchAlgorithmException
    {
        final OracleConfigBuilder config = OracleConfig.builder().signingSeed(new SigningSeed(1, new byte[32]))
            .policy(QuotePolicy.standard("checkout"))
            .instrument(InstrumentConfig.named("BTC/USD")
                .asset("bip122:000000000019d6689c085ae165831e93/slip44:0", 8).currency("USD", 2)
                .freshness(new FreshnessPolicy(20 * SECOND_NS, 2 * SECOND_NS, 0, 60 * SECOND_NS))
                .quorum(new QuorumPolicy(3, 3, 100, 4_000, 7_500, 0))
                .fence(FencePolicy.DEFAULT).emission(EmissionPolicy.DEFAULT).build());
        for (int i = 0; i < PROVIDERS; i++)
        {
            final KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            final byte[] encoded = pair.getPublic().getEncoded();
            seeds.add(((EdECPrivateKey)pair.getPrivate()).getBytes().orElseThrow());
            tokens.add("a-token-of-provider-" + i);
            config.source(SourceConfig.named("provider-" + i).plumbline(100 + i).connection("provider-" + i)
                .signer(SignerConfig.ed25519(1, Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)))
                .feed(FeedConfig.numbered(1, "BTC/USD")).build());
        }
        return config.build();
    }

    private IngestServer server(final Oracle oracle) throws IOException
    {
        final IngestServerConfig.Builder config = IngestServerConfig.builder();
        for (int i = 0; i < PROVIDERS; i++)
        {
            config.endpoint(tokens.get(i), "provider-" + i, MessageFormat.PLUMBLINE);
        }
        return IngestServer.start(config.build(), oracle.ticks());
    }

    /** Says the same price many times a second until the test is over. */
    private Thread publish(final int port)
    {
        final Thread thread = new Thread(() ->
        {
            final List<TickPublisher> publishers = new ArrayList<>();
            for (int i = 0; i < PROVIDERS; i++)
            {
                publishers.add(TickPublisher.start(TickPublisherConfig.builder()
                    .link(LinkConfig.builder().uri(URI.create("ws://127.0.0.1:" + port + "/v1/ticks"))
                        .bearerToken(tokens.get(i)).backoff(20, 100, 1_000).build())
                    .signingSeed(new SigningSeed(1, seeds.get(i))).environment(1).providerId(100 + i)
                    .sessionEpoch(1).build()));
            }
            final TickBatch batch = new TickBatch();
            while (!isOver.get())
            {
                final Instant now = Instant.now();
                final long nowNs = now.getEpochSecond() * SECOND_NS + now.getNano();
                batch.clear();
                batch.add(1, -8, nowNs, 6_418_250_000_000L);
                publishers.forEach(each -> each.publish(batch, nowNs));
                pause();
            }
            publishers.forEach(TickPublisher::close);
        }, "providers");
        thread.start();
        return thread;
    }

    private static void pause()
    {
        try
        {
            Thread.sleep(30);
        }
        catch (final InterruptedException e)
        {
            throw new IllegalStateException(e);
        }
    }

    /** A quote, once there are prices on which it may be redeemed. */
    private static byte[] quote(final Oracle oracle, final byte[] orderDigest)
    {
        final OrderRequest order = new OrderRequest().reset(0, 0, Side.MERCHANT_RECEIVES).fiatAmount(4_990)
            .order(MERCHANT, orderDigest).parties("customer", "", "shop-wallet");
        final SignedQuote quote = oracle.quotes().submit(order, 20 * SECOND_NS).thenApply(QuoteReply::quote)
            .toCompletableFuture().join();
        final ReferencePrice price = new ReferencePrice();
        Await.until(() -> oracle.prices().read(0, price) == Refusal.NONE && price.asOfNs() > quote.issuedAtNs(),
            () -> "no newer price");
        return quote.toByteArray();
    }

    @Test
    void contractP_shouldAuthorizeOneOfManySocketsThatPresentOneQuote() throws Exception
    {
        final ExecutorService customers = Executors.newFixedThreadPool(CUSTOMERS);
        Thread providers = null;
        try (Oracle oracle = Oracle.launch(config()); IngestServer server = server(oracle))
        {
            providers = publish(server.port());
            final ReferencePrice price = new ReferencePrice();
            Await.until(() -> oracle.prices().read(0, price) == Refusal.NONE, () -> "no price");
            for (int round = 0; round < ROUNDS; round++)
            {
                final byte[] orderDigest = new byte[32];
                orderDigest[0] = (byte)round;
                final byte[] quote = quote(oracle, orderDigest);
                try (CheckoutServer checkout = new CheckoutServer(oracle.quotes(), MERCHANT, orderDigest))
                {
                    final List<List<String>> heard = present(customers, checkout.port(), round, quote);
                    assertEquals(1, heard.stream().filter(it -> it.get(0).startsWith("AUTHORIZED")).count(),
                        heard::toString);
                    assertEquals(CUSTOMERS - 1,
                        heard.stream().filter(it -> it.get(0).startsWith("REFUSED ALREADY_REDEEMED")).count(),
                        heard::toString);
                    heard.forEach(each -> assertEquals(each.get(0), each.get(1), heard::toString));
                }
            }
            assertEquals(ROUNDS, oracle.counters().count(Metric.QUOTES_AUTHORIZED));
        }
        finally
        {
            isOver.set(true);
            customers.shutdownNow();
            if (providers != null)
            {
                providers.join();
            }
        }
    }

    /** Every customer presents the quote at once, a third of them hang up without a word and come back. */
    private static List<List<String>> present(
        final ExecutorService customers, final int port, final int round, final byte[] quote) throws Exception
    {
        final CyclicBarrier start = new CyclicBarrier(CUSTOMERS);
        final List<Future<List<String>>> futures = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++)
        {
            final int customer = i;
            final Callable<List<String>> visit = () ->
            {
                final String paymentId = "p" + round + "-" + customer;
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port))
                {
                    start.await(30, TimeUnit.SECONDS);
                    if (customer % 3 != 0)
                    {
                        return List.of(ask(socket, paymentId, quote), askAnew(port, paymentId, quote));
                    }
                    send(socket, paymentId, quote);
                }
                return List.of(askAnew(port, paymentId, quote), askAnew(port, paymentId, quote));
            };
            futures.add(customers.submit(visit));
        }
        final List<List<String>> heard = new ArrayList<>();
        for (final Future<List<String>> future : futures)
        {
            heard.add(future.get(60, TimeUnit.SECONDS));
        }
        return heard;
    }

    private static String askAnew(final int port, final String paymentId, final byte[] quote) throws IOException
    {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port))
        {
            return ask(socket, paymentId, quote);
        }
    }

    private static void send(final Socket socket, final String paymentId, final byte[] quote) throws IOException
    {
        final DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeUTF(paymentId);
        out.write(quote);
        out.flush();
    }

    /** What the oracle says in the end; of an authorization also when it was decided, which a retry hears too. */
    private static String ask(final Socket socket, final String paymentId, final byte[] quote) throws IOException
    {
        socket.setSoTimeout(30_000);
        final DataInputStream in = new DataInputStream(socket.getInputStream());
        while (true)
        {
            send(socket, paymentId, quote);
            final String answer = in.readUTF();
            final long decidedAtNs = in.readLong();
            if (!NOT_NOW.contains(answer))
            {
                assertTrue(decidedAtNs > 0, answer);
                return answer.startsWith("AUTHORIZED") ? answer + " at " + decidedAtNs : answer;
            }
            pause();
        }
    }
}
