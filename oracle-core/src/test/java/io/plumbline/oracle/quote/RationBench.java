// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Authorization;
import io.plumbline.oracle.Capture;
import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.InstrumentConfigBuilder;
import io.plumbline.oracle.config.MarketPolicy;
import io.plumbline.oracle.config.ModePolicy;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.PolicyControl;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Rights;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.config.SignerConfig;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.config.ThreadingConfig;
import io.plumbline.oracle.crypto.Sha256;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.AuthorizeEvent;
import io.plumbline.oracle.wire.OrderEvent;
import io.plumbline.oracle.wire.PolicyEvent;
import io.plumbline.oracle.wire.QuoteFrame;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A desk whose orders, customers and acceptances the test names, with two instruments; on the second everything is
 * permitted while PROTECTED.
 */
final class RationBench
{
    static final long SECOND_NS = QuoteBench.SECOND_NS;
    static final int BTC = 0;
    static final int ETH = 1;
    static final String ETH_ASSET = "eip155:1/slip44:60";
    static final byte[] NOTHING = new byte[Sha256.LENGTH];

    final QuoteBench desk;
    private final OrderRequest order = new OrderRequest();
    private final Authorization authorization = new Authorization();
    private final Capture capture = new Capture();
    private final PolicyEvent change = new PolicyEvent();
    private final AdminEvent admin = new AdminEvent();
    private final byte[] digest = new byte[Sha256.LENGTH];
    private final byte[] bytes = new byte[4_096];
    private final long[] before = new long[Refusal.values().length];
    /** The refusal that the last order or authorization was counted as. */
    Refusal counted = Refusal.NONE;

    RationBench(final QuoteBench desk)
    {
        this.desk = desk;
    }

    /** Instruments without a limit of their own. */
    static RationBench with(final QuotePolicy... policies)
    {
        return new RationBench(QuoteBench.started(config(QuoteBench.PATIENT, Long.MAX_VALUE >> 1, policies)));
    }

    /** So much may be outstanding on each instrument. */
    static OracleConfig config(
        final ThreadingConfig threading, final long maxOutstanding, final QuotePolicy... policies)
    {
        return builder(threading, maxOutstanding, policies).build();
    }

    /** The same, for more to be set. */
    static OracleConfigBuilder builder(
        final ThreadingConfig threading, final long maxOutstanding, final QuotePolicy... policies)
    {
        final OracleConfigBuilder builder = OracleConfig.builder()
            .identity(QuoteBench.ENVIRONMENT, QuoteBench.ENGINE_ID)
            .signingSeed(new SigningSeed(QuoteBench.KEY_ID, QuoteBench.SEED)).threading(threading)
            .policyControl(new PolicyControl(0, 0, Set.of()))
            .instrument(instrument("BTC/USD", QuoteBench.BTC_ASSET).maxOutstanding(maxOutstanding).build())
            .instrument(instrument("ETH/USD", ETH_ASSET).maxOutstanding(maxOutstanding)
                .market(MarketPolicy.DEFAULT.with(ModePolicy.DEFAULT.withProtectedRights(Rights.FULL))).build())
            .source(SourceConfig.named("alpha").plumbline(1).baseWeight(100).connection("wire")
                .signer(SignerConfig.ed25519(1, QuoteBench.filled(1))).feed(FeedConfig.numbered(1, "BTC/USD"))
                .feed(FeedConfig.numbered(2, "ETH/USD")).build());
        Arrays.stream(policies).forEach(builder::policy);
        return builder;
    }

    private static InstrumentConfigBuilder instrument(final String symbol, final String asset)
    {
        return InstrumentConfig.named(symbol).asset(asset, 8).currency("USD", 2).price(QuoteBench.BTC_PRICE_SCALE, 4);
    }

    /** Alice's order of that number, on the first instrument and the first policy's terms. */
    Enum<?> order(final int number, final long fiatMinorUnits)
    {
        return order("alice", number, 0, fiatMinorUnits);
    }

    Enum<?> order(final String customer, final int number, final int policy, final long fiatMinorUnits)
    {
        return order(QuoteBench.MERCHANT, customer, number, policy, fiatMinorUnits);
    }

    Enum<?> order(
        final String merchant, final String customer, final int number, final int policy, final long fiatMinorUnits)
    {
        fill(merchant, customer, number, policy, fiatMinorUnits);
        return counting(() -> desk.send(order));
    }

    Enum<?> order(final ModelQuote.Asked asked)
    {
        order.reset(asked.instrument(), asked.policy(), asked.isPaidOut() ? Side.MERCHANT_PAYS : Side.MERCHANT_RECEIVES)
            .fiatAmount(asked.fiat()).order(asked.merchant(), orderDigest(asked.number()))
            .parties(asked.customer(), asked.payer(), QuoteBench.PAY_TO);
        desk.price.instrument = asked.instrument();
        return counting(() -> desk.send(order));
    }

    /** Sends an order that may be answered later, and returns its correlation. */
    long post(final int number, final int policy, final long fiatMinorUnits)
    {
        return post("alice", number, policy, fiatMinorUnits);
    }

    long post(final String customer, final int number, final int policy, final long fiatMinorUnits)
    {
        fill(QuoteBench.MERCHANT, customer, number, policy, fiatMinorUnits);
        final long correlation = 1_000_000L + desk.answerCount();
        desk.post(OrderEvent.TEMPLATE_ID, order.bytes(), order.finish(desk.nowNs, correlation));
        return correlation;
    }

    private void fill(
        final String merchant, final String customer, final int number, final int policy, final long fiatMinorUnits)
    {
        order.reset(desk.price.instrument, policy, Side.MERCHANT_RECEIVES).fiatAmount(fiatMinorUnits)
            .order(merchant, orderDigest(number)).parties(customer, "", QuoteBench.PAY_TO);
    }

    static byte[] orderDigest(final int number)
    {
        final byte[] named = QuoteBench.ORDER_DIGEST.clone();
        named[0] = (byte)number;
        named[1] = (byte)(number >> 8);
        return named;
    }

    /** Issues a quote that must succeed. */
    byte[] issue(final int number, final long fiatMinorUnits)
    {
        assertEquals(Answer.QUOTED, order(number, fiatMinorUnits));
        return desk.quoteBytes.clone();
    }

    Enum<?> authorize(final String paymentId, final byte[] quote)
    {
        return authorize(paymentId, quote, NOTHING);
    }

    /** Authorizes with the digest of the terms that were accepted. */
    Enum<?> authorize(final String paymentId, final byte[] quote, final byte[] accepted)
    {
        return authorize(paymentId, quote, "", accepted);
    }

    Enum<?> authorize(final String paymentId, final byte[] quote, final String payer, final byte[] accepted)
    {
        System.arraycopy(quote, QuoteFrame.ORDER_DIGEST.offset(), digest, 0, digest.length);
        authorization.reset(QuoteBench.MERCHANT, paymentId, digest, payer, quote, 0, quote.length);
        final int length = authorization.finish(desk.nowNs, desk.lastCorrelation());
        System.arraycopy(authorization.bytes(), 0, bytes, 0, length);
        System.arraycopy(accepted, 0, bytes, AuthorizeEvent.ACCEPTED_DIGEST.offset(), accepted.length);
        return counting(() -> desk.send(AuthorizeEvent.TEMPLATE_ID, bytes, length));
    }

    Enum<?> capture(
        final String paymentId, final int instrument, final long arrived, final String payTo, final int finality)
    {
        return counting(() -> desk.send(capture.reset(QuoteBench.MERCHANT, paymentId)
            .arrived(arrived, 0, instrument == BTC ? QuoteBench.BTC_ASSET : ETH_ASSET, payTo)
            .transaction("tx", finality)));
    }

    /** What stands in an acceptance of a quote. */
    static byte[] termsOf(final byte[] quote)
    {
        final byte[] terms = new byte[Sha256.LENGTH];
        new Sha256().digest(quote, 0, QuoteFrame.LENGTH, terms, 0);
        return terms;
    }

    void approve(final long quoteSequence)
    {
        command(AdminEvent.APPROVE_QUOTE, 0, quoteSequence);
    }

    /** An operator's command. */
    void command(final int command, final int target, final long argument)
    {
        admin.begin(bytes, 0);
        admin.receivedAtNs(desk.nowNs);
        admin.command(command);
        admin.target(target);
        admin.argument(argument);
        desk.post(AdminEvent.TEMPLATE_ID, bytes, admin.finish());
    }

    /** An operator changes a policy's terms; looser ones may be adopted at once. */
    void change(final int policy, final QuotePolicy terms)
    {
        change.begin(bytes, 0);
        change.receivedAtNs(desk.nowNs);
        change.policy(policy);
        PolicyCodec.write(terms, change);
        desk.post(PolicyEvent.TEMPLATE_ID, bytes, change.finish());
    }

    /** The market moves; a price observed just now. */
    void priceAt(final long price)
    {
        desk.price.price = price;
        desk.price.asOfNs = desk.nowNs - 1;
    }

    /** Lets time pass without an event; the next price is younger. */
    void pass(final long ns)
    {
        desk.nowNs += ns;
        desk.price.asOfNs = desk.nowNs - 1;
    }

    /** The command that was just sent was refused, counted once, for that reason and with these figures. */
    void assertRefused(final Refusal refusal, final Enum<?> ended, final long measured, final long limit)
    {
        assertEquals(refusal, ended);
        assertEquals(refusal.code(), desk.answer.refusal());
        assertEquals(measured, desk.answer.measured(), refusal::name);
        assertEquals(limit, desk.answer.limit(), refusal::name);
        assertEquals(refusal, counted, "what was counted");
    }

    /** Sends and notes which refusal, if any, was counted meanwhile. */
    private Enum<?> counting(final Supplier<Enum<?>> command)
    {
        for (final Refusal refusal : Refusal.values())
        {
            before[refusal.code()] = desk.counters.count(refusal);
        }
        final Enum<?> ended = command.get();
        counted = Refusal.NONE;
        for (final Refusal refusal : Refusal.values())
        {
            final long more = desk.counters.count(refusal) - before[refusal.code()];
            if (more != 0)
            {
                assertEquals(Refusal.NONE, counted, "another was counted before " + refusal);
                assertEquals(1, more, refusal::name);
                counted = refusal;
            }
        }
        return ended;
    }
}
