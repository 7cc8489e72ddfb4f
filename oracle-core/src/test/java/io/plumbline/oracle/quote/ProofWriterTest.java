// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.ProofRequest;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.fixtures.Allocations;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.AnswerFrame;
import io.plumbline.oracle.wire.ProofEvent;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.QuoteState;
import io.plumbline.oracle.wire.ReceiptFrame;
import io.plumbline.oracle.wire.ReferenceFrame;
import io.plumbline.oracle.wire.WireStatus;
import java.security.MessageDigest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Each document says what its record says, to its merchant alone, and writing it changes nothing. */
final class ProofWriterTest
{
    private static final int RECORDS = 16;

    private final QuoteBench bench = QuoteBench.started(QuoteBench.config(
        QuoteBench.PATIENT.withSizes(256, 64, RECORDS), QuotePolicy.standard("plain")));
    private final ProofRequest request = new ProofRequest();
    private final byte[] quote = bench.issue(10_000);
    private final long sequence = bench.quote.quoteSequence();
    private final ReceiptFrame receipt = new ReceiptFrame();
    private final AnswerFrame[] answers = {new AnswerFrame(), new AnswerFrame()};

    private Enum<?> ask(final ProofRequest asked)
    {
        final int length = asked.finish(bench.nowNs, bench.lastCorrelation());
        return bench.send(ProofEvent.TEMPLATE_ID, asked.bytes(), length);
    }

    private byte[] document(final ProofRequest asked, final int length)
    {
        Arrays.fill(bench.quoteBytes, (byte)0);
        assertEquals(Answer.PROVED, ask(asked));
        return Arrays.copyOf(bench.quoteBytes, length);
    }

    private void askForReceipt(final String paymentId)
    {
        final byte[] bytes = document(request.receipt(QuoteBench.MERCHANT, paymentId), ReceiptFrame.LENGTH);
        assertEquals(WireStatus.OK, receipt.wrap(bytes, 0, bytes.length));
    }

    /** Keeps the answer the bench has just got. */
    private void keep(final int which)
    {
        final byte[] bytes = new byte[AnswerFrame.LENGTH];
        System.arraycopy(bench.answer.buffer(), bench.answer.offset(), bytes, 0, bytes.length);
        assertEquals(WireStatus.OK, answers[which].wrap(bytes, 0, bytes.length));
    }

    private void assertAnswer(final int which)
    {
        final AnswerFrame expected = answers[which];
        assertEquals(expected.answer(), receipt.answer(which));
        assertEquals(expected.refusal(), receipt.refusal(which));
        assertEquals(expected.atNs(), receipt.atNs(which));
        assertEquals(expected.decidedRate(), receipt.decidedRate(which));
        assertEquals(expected.quotedRate(), receipt.quotedRate(which));
        assertEquals(expected.measured(), receipt.measured(which));
        assertEquals(expected.limit(), receipt.limit(which));
    }

    private void assertNoSettlement(final long captureUntilNs)
    {
        assertEquals(captureUntilNs, receipt.captureUntilNs());
        assertEquals(0, receipt.amountLow());
        assertEquals(0, receipt.finality());
        assertEquals("", receipt.text(ReceiptFrame.TRANSACTION_ID));
    }

    private void authorize(final String paymentId, final byte[] presented)
    {
        bench.advance(1_000);
        assertEquals(Answer.AUTHORIZED, bench.authorize(paymentId, presented));
        keep(ReceiptFrame.AUTHORIZE);
    }

    private static byte[] sha256(final byte[] bytes, final int length) throws Exception
    {
        final MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(bytes, 0, length);
        return digest.digest();
    }

    @Test
    void contractM_shouldGiveTheQuoteAsItWasIssued()
    {
        assertArrayEquals(quote, document(request.jws(QuoteBench.MERCHANT, sequence), quote.length));
        assertEquals(sequence, bench.answer.quoteSequence());
        assertEquals(bench.quote.rate(), bench.answer.quotedRate());
        authorize("pay", quote);
        assertArrayEquals(quote, document(request.jws(QuoteBench.MERCHANT, sequence), quote.length));
        assertArrayEquals(quote, document(
            request.jws(QuoteBench.MERCHANT, sequence).bootEpoch(QuoteBench.BOOT_EPOCH), quote.length));
        assertEquals(3, bench.counters.count(Metric.PROOFS_WRITTEN));
    }

    @Test
    void contractO_shouldGiveTheReferenceRecordTheQuoteWasCutFrom() throws Exception
    {
        final long asOfNs = bench.price.asOfNs;
        bench.advance(QuoteBench.SECOND_NS);
        bench.price.price++;
        final byte[] record = document(request.reference(QuoteBench.MERCHANT, sequence), ReferenceFrame.LENGTH);
        final QuoteFrame frame = new QuoteFrame();
        frame.wrap(quote, 0, QuoteFrame.LENGTH);
        assertTrue(frame.isDigest(QuoteFrame.REFERENCE_DIGEST, sha256(record, record.length), 0));
        final ReferenceFrame reference = new ReferenceFrame();
        assertEquals(WireStatus.OK, reference.wrap(record, 0, record.length));
        assertEquals(QuoteBench.BTC_PRICE_E8, reference.price());
        assertEquals(asOfNs, reference.asOfNs());
        assertEquals(QuoteBench.KEY_ID, reference.keyId());
    }

    @Test
    void contractO_shouldStateAPaymentAsItStandsWhenAsked() throws Exception
    {
        authorize("pay", quote);
        final long captureUntilNs = answers[ReceiptFrame.AUTHORIZE].limit();
        bench.advance(2_000);
        askForReceipt("pay");
        assertEquals(QuoteBench.ENVIRONMENT, receipt.environment());
        assertEquals(QuoteBench.KEY_ID, receipt.keyId());
        assertEquals(QuoteBench.ENGINE_ID, receipt.engineId());
        assertEquals(QuoteBench.BOOT_EPOCH, receipt.bootEpoch());
        assertEquals(sequence, receipt.quoteSequence());
        assertTrue(receipt.isDigest(ReceiptFrame.QUOTE_DIGEST, sha256(quote, QuoteFrame.LENGTH), 0));
        assertEquals(QuoteBench.MERCHANT, receipt.text(ReceiptFrame.MERCHANT));
        assertEquals("pay", receipt.text(ReceiptFrame.PAYMENT_ID));
        assertEquals(bench.nowNs, receipt.issuedAtNs());
        assertEquals(QuoteState.AUTHORIZED, receipt.state());
        assertAnswer(ReceiptFrame.AUTHORIZE);
        assertEquals(0, receipt.atNs(ReceiptFrame.SETTLE));
        assertNoSettlement(captureUntilNs);

        assertEquals(Answer.OVERPAID, bench.capture("pay", 156_251, 0));
        keep(ReceiptFrame.SETTLE);
        bench.advance(3_000);
        askForReceipt("pay");
        assertEquals(QuoteState.CAPTURED, receipt.state());
        assertEquals(bench.nowNs, receipt.issuedAtNs());
        assertAnswer(ReceiptFrame.AUTHORIZE);
        assertAnswer(ReceiptFrame.SETTLE);
        assertEquals(Answer.OVERPAID.code(), receipt.answer(ReceiptFrame.SETTLE));
        assertEquals(captureUntilNs, receipt.captureUntilNs());
        assertEquals(156_251, receipt.amountLow());
        assertEquals(0, receipt.amountHigh());
        assertEquals(6, receipt.finality());
        assertEquals("tx", receipt.text(ReceiptFrame.TRANSACTION_ID));
    }

    @Test
    void contractO_shouldStateWhatWasReleasedOrRefused()
    {
        authorize("free", quote);
        assertEquals(Answer.RELEASED, bench.release("free"));
        keep(ReceiptFrame.SETTLE);
        askForReceipt("free");
        assertEquals(QuoteState.RELEASED, receipt.state());
        assertAnswer(ReceiptFrame.AUTHORIZE);
        assertAnswer(ReceiptFrame.SETTLE);
        assertNoSettlement(answers[ReceiptFrame.AUTHORIZE].limit());

        bench.advance(1_000);
        final byte[] drifting = bench.issue(10_000);
        bench.advance(1_000);
        bench.price.price *= 2;
        assertEquals(Refusal.DRIFT, bench.authorize("drifted", drifting));
        keep(ReceiptFrame.AUTHORIZE);
        askForReceipt("drifted");
        assertEquals(QuoteState.KILLED, receipt.state());
        assertAnswer(ReceiptFrame.AUTHORIZE);
        assertEquals(Refusal.DRIFT.code(), receipt.refusal(ReceiptFrame.AUTHORIZE));
        assertTrue(receipt.measured(ReceiptFrame.AUTHORIZE) > receipt.limit(ReceiptFrame.AUTHORIZE));
        assertEquals(0, receipt.atNs(ReceiptFrame.SETTLE));
        assertNoSettlement(0);
    }

    /** A record that is used again holds what an earlier payment left. */
    @Test
    void contractO_shouldTellNothingOfThePaymentThatUsedTheRecordBefore()
    {
        byte[] last = quote;
        for (int i = 0; i < RECORDS; i++)
        {
            authorize("pay-" + i, last);
            assertEquals(Answer.SETTLED, bench.capture("pay-" + i, 156_250, 0));
            last = i + 1 < RECORDS ? bench.issue(10_000) : last;
        }
        final QuotePolicy terms = QuotePolicy.standard("plain");
        bench.advance(terms.captureTtlNs() + terms.receiptRetentionNs() + 1);
        assertEquals(Refusal.UNKNOWN_OUTCOME, ask(request.receipt(QuoteBench.MERCHANT, "pay-0")));
        assertEquals(Refusal.UNKNOWN_QUOTE, ask(request.jws(QuoteBench.MERCHANT, sequence)));
        bench.price.validUntilNs = bench.nowNs + QuoteBench.SECOND_NS;
        final byte[] again = bench.issue(10_000);
        bench.advance(1_000);
        bench.price.price *= 2;
        assertEquals(Refusal.DRIFT, bench.authorize("again", again));
        askForReceipt("again");
        assertNoSettlement(0);
        assertEquals(0, receipt.answer(ReceiptFrame.SETTLE));
        assertEquals(0, receipt.atNs(ReceiptFrame.SETTLE));
    }

    @Test
    void contractO_shouldTellNobodyElse()
    {
        authorize("pay", quote);
        assertEquals(Refusal.UNKNOWN_QUOTE, ask(request.jws("shop2", sequence)));
        assertEquals(Refusal.UNKNOWN_QUOTE, ask(request.reference("sho", sequence)));
        assertEquals(Refusal.UNKNOWN_OUTCOME, ask(request.receipt("shop2", "pay")));
        assertEquals(Refusal.UNKNOWN_OUTCOME, ask(request.receipt(QuoteBench.MERCHANT, "pay2")));
        assertEquals(Refusal.UNKNOWN_QUOTE, ask(request.jws(QuoteBench.MERCHANT, sequence + 1)));
        assertEquals(Refusal.UNKNOWN_QUOTE, ask(request.jws(QuoteBench.MERCHANT, -1)));
        assertEquals(Refusal.WRONG_ENGINE,
            ask(request.jws(QuoteBench.MERCHANT, sequence).bootEpoch(QuoteBench.BOOT_EPOCH - 1)));
        assertEquals(Refusal.WRONG_ENGINE,
            ask(request.reference(QuoteBench.MERCHANT, sequence).bootEpoch(QuoteBench.BOOT_EPOCH + 1)));
        assertEquals(0, bench.counters.count(Metric.PROOFS_WRITTEN));
        assertEquals(8, bench.counters.count(Metric.COMMANDS_REFUSED));
    }

    @Test
    void contractO_shouldRefuseWhatNamesNothing()
    {
        assertEquals(Refusal.INVALID_ARGUMENT, ask(request.receipt("", "pay")));
        assertEquals(Refusal.INVALID_ARGUMENT, ask(request.receipt(QuoteBench.MERCHANT, "")));
        assertEquals(Refusal.INVALID_ARGUMENT, ask(request.jws("", sequence)));
        assertEquals(Refusal.INVALID_ARGUMENT, ask(request.jws(QuoteBench.MERCHANT, 0)));
        assertEquals(Refusal.INVALID_ARGUMENT, ask(request.reference(QuoteBench.MERCHANT, 0)));
        request.jws(QuoteBench.MERCHANT, sequence);
        final int length = request.finish(bench.nowNs, bench.lastCorrelation());
        final byte[] broken = request.bytes().clone();
        broken[length - 1] = 1;
        assertEquals(Refusal.MALFORMED, bench.send(ProofEvent.TEMPLATE_ID, broken, length));
    }

    @Test
    void contractM_shouldRefuseAJwsOfWhatJsonWouldEscapeButGiveItsRecord()
    {
        final String merchant = "a\"b";
        bench.send(new OrderRequest().reset(QuoteBench.BTC, 0, Side.MERCHANT_RECEIVES).fiatAmount(10_000)
            .order(merchant, QuoteBench.filled(3)).parties("bob", "", QuoteBench.PAY_TO));
        final long other = bench.quote.quoteSequence();
        assertEquals(Refusal.INVALID_ARGUMENT, ask(request.jws(merchant, other)));
        assertEquals(Answer.PROVED, ask(request.reference(merchant, other)));
    }

    @Test
    void contractO_shouldGoOnWhileMoneyIsClosed()
    {
        authorize("pay", quote);
        bench.admin(AdminEvent.CLOSE_ORACLE);
        assertEquals(Refusal.SUSPENDED, bench.order(10_000));
        assertEquals(Answer.PROVED, ask(request.receipt(QuoteBench.MERCHANT, "pay")));
        assertEquals(Answer.PROVED, ask(request.jws(QuoteBench.MERCHANT, sequence)));
        assertEquals(Answer.PROVED, ask(request.reference(QuoteBench.MERCHANT, sequence)));
        bench.admin(AdminEvent.REOPEN_ORACLE);
        assertEquals(Answer.SETTLED, bench.capture("pay", 156_250, 0), "asking changed nothing");
    }

    @Test
    void contractT_shouldAllocateNothing()
    {
        authorize("pay", quote);
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < 500; i++)
            {
                assertProved(request.receipt(QuoteBench.MERCHANT, "pay"));
                assertProved(request.jws(QuoteBench.MERCHANT, sequence));
                assertProved(request.reference(QuoteBench.MERCHANT, sequence));
            }
        });
    }

    private void assertProved(final ProofRequest asked)
    {
        if (ask(asked) != Answer.PROVED)
        {
            throw new AssertionError("no proof");
        }
    }
}
