// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Authorization;
import io.plumbline.oracle.Oracle;
import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.ReferencePrice;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.config.SignerConfig;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.netty.IngestServer;
import io.plumbline.oracle.netty.IngestServerConfig;
import io.plumbline.oracle.netty.MessageFormat;
import java.io.IOException;
import java.util.List;

/**
 * The least a checkout has to write: one instrument, three providers, a quote and its redemption.
 */
public final class EmbeddingExample
{
    private static final String BITCOIN = "bip122:000000000019d6689c085ae165831e93/slip44:0";
    private static final long SECOND_NS = 1_000_000_000L;

    private EmbeddingExample()
    {
    }

    /**
     * Launches an oracle, waits for a price, sells something and closes the oracle.
     *
     * @param secret    32 bytes to sign quotes with.
     * @param port      to listen on; providers push to it.
     * @param providers three of them at least, each independent of the others.
     * @param digest    32 bytes that stand for the order.
     * @return what became of the payment.
     * @throws IOException          if the port cannot be had.
     * @throws InterruptedException if interrupted.
     */
    public static Answer sell(
        final byte[] secret, final int port, final List<Provider> providers, final byte[] digest)
        throws IOException, InterruptedException
    {
        // snippet:embedding
        final OracleConfigBuilder config = OracleConfig.builder().signingSeed(new SigningSeed(1, secret))
            .instrument(InstrumentConfig.named("BTC/USD").asset(BITCOIN, 8).currency("USD", 2).build())
            .policy(QuotePolicy.standard("checkout"));
        providers.forEach(provider -> config.source(provider.source()));
        try (Oracle oracle = Oracle.launch(config.build());
            IngestServer server = IngestServer.start(door(port, providers), oracle.ticks()))
        {
            System.out.println("providers push to /v1/ticks on port " + server.port());
            while (oracle.prices().read(0, new ReferencePrice()) != Refusal.NONE)
            {
                Thread.sleep(10); // until three providers agree
            }
            final OrderRequest order = new OrderRequest().reset(0, 0, Side.MERCHANT_RECEIVES).fiatAmount(4_990)
                .order("shop", digest).parties("customer", "", "shop-wallet");
            final SignedQuote quote = oracle.quotes().submit(order, SECOND_NS).toCompletableFuture().join().quote();
            Thread.sleep(1_000); // the customer pays; redeeming takes prices newer than the quote's, else NOT_FRESH
            final Authorization payment = new Authorization().reset("shop", "payment-1", digest, quote);
            return oracle.quotes().submit(payment, SECOND_NS).toCompletableFuture().join().answer();
        }
        // end:embedding
    }

    private static IngestServerConfig door(final int port, final List<Provider> providers)
    {
        final IngestServerConfig.Builder door = IngestServerConfig.builder().port(port);
        providers.forEach(it -> door.endpoint(it.token(), it.name(), MessageFormat.PLUMBLINE));
        return door.build();
    }

    /**
     * A provider as the operator knows it.
     *
     * @param name      of the source and of its connection.
     * @param id        the provider's number in its frames.
     * @param publicKey its Ed25519 key, 32 bytes.
     * @param token     the bearer token its connection presents.
     */
    @SuppressWarnings("ArrayRecordComponent") // two providers are never compared
    public record Provider(String name, int id, byte[] publicKey, String token)
    {
        /**
         * What the oracle is told of it: its lineage is its own name, so it counts as independent.
         *
         * @return a source of one feed.
         */
        SourceConfig source()
        {
            return SourceConfig.named(name).plumbline(id).connection(name)
                .signer(SignerConfig.ed25519(1, publicKey)).feed(FeedConfig.numbered(1, "BTC/USD")).build();
        }
    }
}
