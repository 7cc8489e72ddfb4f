// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Authorization;
import io.plumbline.oracle.Capture;
import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.QuoteCommand;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.Release;
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
import io.plumbline.oracle.config.ThreadingConfig;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.crypto.Ed25519SigningKey;
import io.plumbline.oracle.crypto.Signer;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.Verdict;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.AnswerFrame;
import io.plumbline.oracle.wire.AuthorizeEvent;
import io.plumbline.oracle.wire.CaptureEvent;
import io.plumbline.oracle.wire.ClockEvent;
import io.plumbline.oracle.wire.OrderEvent;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.ReleaseEvent;
import io.plumbline.oracle.wire.WireStatus;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A quote stage on a bench: slots are filled by hand as the stages before would fill them, every command must get
 * exactly one answer of its own, and nothing the bench does itself allocates once it is warm.
 */
final class QuoteBench implements Outbox
{
    static final long SECOND_NS = 1_000_000_000L;
    static final long START_NS = 1_700_000_000L * SECOND_NS;
    static final long BOOT_EPOCH = 7;
    static final long ENGINE_ID = 0x1122_3344_5566_7788L;
    static final int ENVIRONMENT = 42;
    static final int KEY_ID = 9;
    static final int BTC = 0;
    static final int BTC_PRICE_SCALE = 8;
    static final long BTC_PRICE_E8 = 64_000_00000000L;
    static final String BTC_ASSET = "bip122:000000000019d6689c085ae165831e93/slip44:0";
    static final String MERCHANT = "shop";
    static final String PAY_TO = "bc1q-shop";
    static final byte[] SEED = filled(0x51);
    static final byte[] ORDER_DIGEST = filled(0x0d);
    static final Ed25519SigningKey KEY = Ed25519SigningKey.ofSeed(SEED);
    static final ThreadingConfig PATIENT =
        ThreadingConfig.DEFAULT.withSizes(256, 1_024, 64).withTimes(SECOND_NS, 3_600 * SECOND_NS, 0, SECOND_NS);

    /** What median would find at the next command; filled with a good price. */
    final Evaluation price = new Evaluation();
    final StageCounters counters = new StageCounters();
    final AnswerFrame answer = new AnswerFrame();
    final QuoteFrame quote = new QuoteFrame();
    /** The quotes and reference quotes that came last. */
    final byte[] quoteBytes = new byte[SignedQuote.LENGTH];
    final byte[][] references = new byte[Slot.MAX_EVALUATIONS][SignedQuote.LENGTH];
    final Slot slot = new Slot();
    final QuoteStage stage;
    long nowNs = START_NS;
    int referenceCount;
    /** How many evaluations median found. */
    int evaluationCount = 1;

    private final byte[] answerBytes = new byte[AnswerFrame.LENGTH];
    private final OrderRequest order = new OrderRequest();
    private final Authorization authorization = new Authorization();
    private final Capture capture = new Capture();
    private final Release release = new Release();
    private final ClockEvent clock = new ClockEvent();
    private final AdminEvent admin = new AdminEvent();
    private final OrderDigests orders = new OrderDigests();
    private long correlation = 100;
    private int answers;
    private int quoteLength;
    private final @Nullable Outbox tap;

    QuoteBench(final OracleConfig config, final Signer signer, final long bootEpoch)
    {
        stage = new QuoteStage(config, signer, bootEpoch, this, counters);
        tap = null;
        goodPrice();
    }

    /** A bench whose quotes are signed elsewhere; whatever leaves the stage is shown to the tap too. */
    QuoteBench(final OracleConfig config, final Handover handover, final Outbox tap)
    {
        stage = new QuoteStage(config, handover, BOOT_EPOCH, this, counters);
        this.tap = tap;
        goodPrice();
    }

    /** A bench with one instrument and these policies whose clock has started. */
    static QuoteBench with(final QuotePolicy... policies)
    {
        return started(config(PATIENT, policies));
    }

    static QuoteBench started(final OracleConfig config)
    {
        final QuoteBench bench = new QuoteBench(config, KEY, BOOT_EPOCH);
        bench.clock();
        return bench;
    }

    static OracleConfig config(final ThreadingConfig threading, final QuotePolicy... policies)
    {
        return config(threading, InstrumentConfig.named("BTC/USD").asset(BTC_ASSET, 8).currency("USD", 2)
            .price(BTC_PRICE_SCALE, 4).build(), policies);
    }

    static OracleConfig config(
        final ThreadingConfig threading, final InstrumentConfig instrument, final QuotePolicy... policies)
    {
        final OracleConfigBuilder builder = OracleConfig.builder().identity(ENVIRONMENT, ENGINE_ID)
            .signingSeed(new SigningSeed(KEY_ID, SEED)).threading(threading).instrument(instrument)
            .source(source(instrument.symbol(), 100));
        Arrays.stream(policies).forEach(builder::policy);
        return builder.build();
    }

    static SourceConfig source(final String symbol, final long weight)
    {
        return SourceConfig.named("alpha").plumbline(1).baseWeight(weight).connection("wire")
            .signer(SignerConfig.ed25519(1, filled(1))).feed(FeedConfig.numbered(1, symbol)).build();
    }

    static byte[] filled(final int value)
    {
        final byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte)value);
        return bytes;
    }

    void goodPrice()
    {
        price.instrument = BTC;
        price.tier = Tier.PRIMARY;
        price.refusal = Refusal.NONE;
        price.price = BTC_PRICE_E8;
        price.networkFee = -1;
        price.rangeLow = BTC_PRICE_E8 - 5;
        price.rangeHigh = BTC_PRICE_E8 + 6;
        price.quartileLow = BTC_PRICE_E8 - 2;
        price.quartileHigh = BTC_PRICE_E8 + 3;
        price.asOfNs = nowNs - SECOND_NS;
        price.evaluatedAtNs = nowNs;
        price.validUntilNs = nowNs + SECOND_NS;
        price.confidenceBps = 9_000;
        price.sources = 5;
        price.lineages = 4;
        price.contributorMask = 0x8000_0000_0000_001fL;
        price.hasEvidence = true;
        Arrays.fill(price.evidenceDigest, (byte)0xed);
    }

    /** Lets time pass, with a clock event at its end; the price keeps its value and gets younger. */
    void advance(final long ns)
    {
        nowNs += ns;
        price.asOfNs = nowNs - 1;
        clock();
    }

    void clock()
    {
        clock(nowNs);
    }

    /** A clock event at which median found these prices. */
    void clock(final long wallNs, final Evaluation... prices)
    {
        clock.begin(slot.bytes, 0);
        clock.receivedAtNs(nowNs);
        clock.wallNs(wallNs);
        final int length = clock.finish();
        slot.reset();
        slot.length = length;
        slot.kind = ClockEvent.TEMPLATE_ID;
        slot.evaluationCount = prices.length;
        for (int i = 0; i < prices.length; i++)
        {
            slot.evaluations[i].copyFrom(prices[i]);
        }
        run();
    }

    void admin(final int command)
    {
        admin.begin(slot.bytes, 0);
        admin.receivedAtNs(nowNs);
        admin.command(command);
        final int length = admin.finish();
        slot.reset();
        slot.length = length;
        slot.kind = AdminEvent.TEMPLATE_ID;
        run();
    }

    Enum<?> order(final long fiatMinorUnits)
    {
        return order(Side.MERCHANT_RECEIVES, 0, fiatMinorUnits, "");
    }

    Enum<?> order(final Side side, final int policy, final long fiatMinorUnits, final String payer)
    {
        return send(order.reset(BTC, policy, side).fiatAmount(fiatMinorUnits).order(MERCHANT, orders.next())
            .parties("alice", payer, PAY_TO));
    }

    /** Issues a quote that must succeed. */
    byte[] issue(final long fiatMinorUnits)
    {
        assertEquals(Answer.QUOTED, order(fiatMinorUnits));
        return quoteBytes.clone();
    }

    Enum<?> authorize(final String paymentId, final byte[] signedQuote)
    {
        return authorize(MERCHANT, paymentId, orders.of(signedQuote), "", signedQuote);
    }

    Enum<?> authorize(
        final String merchant,
        final String paymentId,
        final byte[] orderDigest,
        final String payer,
        final byte[] signedQuote)
    {
        return send(authorization.reset(merchant, paymentId, orderDigest, payer, signedQuote, 0, signedQuote.length));
    }

    Enum<?> capture(final String paymentId, final long low, final long high)
    {
        return capture(paymentId, low, high, BTC_ASSET, PAY_TO);
    }

    Enum<?> capture(
        final String paymentId, final long low, final long high, final String assetId, final String payTo)
    {
        return send(capture.reset(MERCHANT, paymentId).arrived(low, high, assetId, payTo).transaction("tx", 6));
    }

    Enum<?> release(final String paymentId)
    {
        return send(release.reset(MERCHANT, paymentId));
    }

    /** Sends an order that may be answered later. */
    void post(final long fiatMinorUnits, final int policy)
    {
        order.reset(BTC, policy, Side.MERCHANT_RECEIVES).fiatAmount(fiatMinorUnits).order(MERCHANT, orders.next())
            .parties("alice", "", PAY_TO);
        post(OrderEvent.TEMPLATE_ID, order.bytes(), order.finish(nowNs, ++correlation));
    }

    /** Sends a command and returns how it ended: its refusal where it was refused, else its answer. */
    Enum<?> send(final QuoteCommand command)
    {
        final int length = command.finish(nowNs, ++correlation);
        if (length <= 0)
        {
            throw new AssertionError("the command does not fit its wire form");
        }
        return send(kindOf(command), command.bytes(), length);
    }

    int answerCount()
    {
        return answers;
    }

    /** The correlation that {@link #send(int, byte[], int)} expects in a readable command. */
    long lastCorrelation()
    {
        return correlation;
    }

    /** Sends a command's bytes, whatever they are; where they are readable the answer must carry the correlation. */
    Enum<?> send(final int kind, final byte[] bytes, final int length)
    {
        final int before = answers;
        post(kind, bytes, length);
        expect(answers == before + 1, "answers to one command", answers - before);
        expect(answer.wrap(answerBytes, 0, AnswerFrame.LENGTH) == WireStatus.OK, "canonical answer", 0);
        final Answer ended = Answer.ofCode(answer.answer());
        final Refusal refusal = Refusal.ofCode(answer.refusal());
        expect(answer.correlation() == correlation || refusal == Refusal.MALFORMED, "correlation",
            answer.correlation());
        final boolean hasQuote = ended == Answer.QUOTED || ended == Answer.REPRICED;
        expect(ended == Answer.PROVED || quoteLength == (hasQuote ? SignedQuote.LENGTH : 0),
            "length of the quote", quoteLength);
        expect((ended == Answer.REFUSED || ended == Answer.REPRICED) == (refusal != Refusal.NONE),
            "refusal and answer", answer.refusal());
        return ended == Answer.REFUSED ? refusal : ended;
    }

    /** Hands an event to the stage, whatever comes of it. */
    void post(final int kind, final byte[] bytes, final int length)
    {
        slot.reset();
        System.arraycopy(bytes, 0, slot.bytes, 0, length);
        slot.length = length;
        slot.kind = kind;
        slot.evaluationCount = evaluationCount;
        slot.evaluations[0].copyFrom(price);
        quoteLength = 0;
        run();
    }

    private void run()
    {
        slot.verdict = Verdict.VERIFIED;
        slot.receivedAtNs = nowNs;
        stage.onSlot(slot);
    }

    private static int kindOf(final QuoteCommand command)
    {
        return command instanceof OrderRequest ? OrderEvent.TEMPLATE_ID :
            command instanceof Authorization ? AuthorizeEvent.TEMPLATE_ID :
            command instanceof Capture ? CaptureEvent.TEMPLATE_ID : ReleaseEvent.TEMPLATE_ID;
    }

    private static void expect(final boolean holds, final String what, final long value)
    {
        if (!holds)
        {
            throw new AssertionError(what + ": " + value);
        }
    }

    @Override
    public void answer(final byte[] bytes, final byte[] signedQuote, final int length)
    {
        answers++;
        quoteLength = length;
        System.arraycopy(bytes, 0, answerBytes, 0, AnswerFrame.LENGTH);
        if (length != 0)
        {
            System.arraycopy(signedQuote, 0, quoteBytes, 0, length);
            final boolean isQuote = length == SignedQuote.LENGTH;
            expect(!isQuote || quote.wrap(quoteBytes, 0, QuoteFrame.LENGTH) == WireStatus.OK, "canonical quote", 0);
        }
        if (tap != null)
        {
            tap.answer(bytes, signedQuote, length);
        }
    }

    @Override
    public void referenceQuote(final byte[] signedQuote, final int length)
    {
        expect(length == SignedQuote.LENGTH, "length of a reference quote", length);
        System.arraycopy(signedQuote, 0, references[referenceCount++ % references.length], 0, length);
        if (tap != null)
        {
            tap.referenceQuote(signedQuote, length);
        }
    }
}
