// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Capture;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.OracleListener;
import io.plumbline.oracle.ProofRequest;
import io.plumbline.oracle.QuoteReply;
import io.plumbline.oracle.QuoteVerifier;
import io.plumbline.oracle.Receipt;
import io.plumbline.oracle.ReferenceRecord;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.Release;
import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.VerifiedQuote;
import io.plumbline.oracle.config.Layout;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.fixtures.Jose;
import io.plumbline.oracle.wire.ReferenceFrame;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every document of a running engine, signed by its own key and by a signer outside, verifies for who has the key. */
final class ProofTest
{
    private static final long RISE_NS = 1_000_000L;

    private final OutsideSigner signer = new OutsideSigner();

    static Stream<Arguments> engines()
    {
        return Arrays.stream(Layout.values())
            .flatMap(layout -> Stream.of(Arguments.of(layout, false), Arguments.of(layout, true)));
    }

    private EngineRig rig(final Layout layout, final boolean isOutside)
    {
        final EngineRig rig =
            new EngineRig(EngineRig.threading(layout), OracleListener.NONE, isOutside ? signer : null);
        rig.open();
        return rig;
    }

    private static QuoteVerifier verifier(final EngineRig rig, final boolean isOutside)
    {
        return QuoteVerifier.of(
            Fleet.ENVIRONMENT, isOutside ? OutsideSigner.KEY_ID : 9, rig.engine.quotePublicKey());
    }

    private static ProofRequest jws(final long sequence)
    {
        return new ProofRequest().jws(Fleet.MERCHANT, sequence);
    }

    private static Receipt receipt(final EngineRig rig, final QuoteVerifier verifier, final String paymentId)
    {
        final QuoteReply reply = rig.ask(new ProofRequest().receipt(Fleet.MERCHANT, paymentId));
        assertEquals(Answer.PROVED, reply.answer(), () -> reply.refusal().name());
        final byte[] copied = new byte[3 + Receipt.LENGTH];
        assertEquals(Receipt.LENGTH, reply.copyDocument(copied, 3));
        final Receipt receipt = reply.receipt();
        assertArrayEquals(receipt.toByteArray(), Arrays.copyOfRange(copied, 3, copied.length));
        assertEquals(Refusal.NONE, verifier.verifyReceipt(receipt));
        assertThrows(IllegalStateException.class, reply::jws);
        assertThrows(IllegalStateException.class, reply::reference);
        assertThrows(IllegalStateException.class, reply::quote);
        return receipt;
    }

    @ParameterizedTest
    @MethodSource("engines")
    void contractM_shouldGiveTheJwsAndTheRecordOfAQuote(final Layout layout, final boolean isOutside) throws Exception
    {
        try (EngineRig rig = rig(layout, isOutside))
        {
            final SignedQuote quote = rig.ask(Fleet.order(0, 10_000, 1)).quote();
            final QuoteReply reply = rig.ask(jws(quote.quoteSequence()));
            assertEquals(Answer.PROVED, reply.answer());
            assertEquals(quote.quoteSequence(), reply.quoteSequence());
            final String token = reply.jws();
            assertTrue(Jose.read(token, rig.engine.quotePublicKey()).verifySignature());
            final VerifiedQuote verified = verifier(rig, isOutside)
                .verifyJws(token, "plumbline", Fleet.MERCHANT, quote.issuedAtNs());
            assertEquals(Refusal.NONE, verified.refusal());
            assertEquals(quote, verified.quote().orElseThrow());
            final byte[] copied = new byte[token.length()];
            assertEquals(copied.length, reply.copyDocument(copied, 0));
            assertEquals(token, new String(copied, StandardCharsets.US_ASCII));
            assertThrows(IllegalStateException.class, reply::receipt);

            final QuoteReply second =
                rig.ask(new ProofRequest().reference(Fleet.MERCHANT, quote.quoteSequence()));
            final ReferenceRecord record = second.reference();
            assertEquals(Refusal.NONE, verifier(rig, isOutside).verifyReference(record));
            assertTrue(quote.isCutFrom(record));
            final byte[] unsigned = Arrays.copyOf(record.toByteArray(), ReferenceFrame.LENGTH);
            assertArrayEquals(quote.referenceDigest(), MessageDigest.getInstance("SHA-256").digest(unsigned));
            assertThrows(IllegalStateException.class, second::jws);
            assertEquals(2, rig.engine.counters().count(Metric.PROOFS_WRITTEN));
            assertEquals(2, rig.engine.counters().count(Metric.PROOFS_SIGNED));
            assertEquals(0, rig.engine.counters().count(Metric.PROOFS_FAILED));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void contractO_shouldGiveReceiptsThroughTheLifeOfAPayment(final Layout layout, final boolean isOutside)
    {
        try (EngineRig rig = rig(layout, isOutside))
        {
            final QuoteVerifier verifier = verifier(rig, isOutside);
            final SignedQuote quote = rig.ask(Fleet.order(0, 10_000, 1)).quote();
            rig.refresh();
            final QuoteReply authorized = rig.ask(Fleet.authorization("pay", 1, quote.toByteArray()));
            assertEquals(Answer.AUTHORIZED, authorized.answer());
            final Receipt reserved = receipt(rig, verifier, "pay");
            assertEquals(Receipt.State.AUTHORIZED, reserved.state());
            assertTrue(reserved.isFor(quote));
            assertEquals(authorized.limit(), reserved.captureUntilNs());
            assertEquals(authorized.decidedAtNs(), reserved.authorization().orElseThrow().atNs());
            assertTrue(reserved.capture().isEmpty());

            final Capture capture = new Capture().reset(Fleet.MERCHANT, "pay")
                .arrived(quote.assetAmount().longValueExact(), 0, Fleet.ASSET, Fleet.PAY_TO).transaction("tx-1", 3);
            final QuoteReply settled = rig.ask(capture);
            assertEquals(Answer.SETTLED, settled.answer());
            final Receipt paid = receipt(rig, verifier, "pay");
            assertEquals(Receipt.State.CAPTURED, paid.state());
            assertEquals(Answer.SETTLED, paid.capture().orElseThrow().answer());
            assertEquals(quote.assetAmount(), paid.arrivedAmount());
            assertEquals("tx-1", paid.transactionId());
            assertEquals(3, paid.finality());
            assertEquals(Refusal.NONE, verifier.verifyReceipt(reserved), "an earlier one stays good");
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void contractO_shouldGiveReceiptsOfWhatWasReleasedOrDied(final Layout layout, final boolean isOutside)
    {
        try (EngineRig rig = rig(layout, isOutside))
        {
            final QuoteVerifier verifier = verifier(rig, isOutside);
            final byte[] freed = rig.quote(1);
            final byte[] dying = rig.quote(2);
            rig.refresh();
            assertEquals(Answer.AUTHORIZED, rig.ask(Fleet.authorization("free", 1, freed)).answer());
            assertEquals(Answer.RELEASED, rig.ask(new Release().reset(Fleet.MERCHANT, "free")).answer());
            assertEquals(Receipt.State.RELEASED, receipt(rig, verifier, "free").state());
            rig.clock.advance(QuotePolicy.standard("any").ttlNs());
            rig.refresh();
            final QuoteReply dead = rig.ask(Fleet.authorization("late", 2, dying));
            assertEquals(Refusal.EXPIRED, dead.refusal());
            final Receipt killed = receipt(rig, verifier, "late");
            assertEquals(Receipt.State.KILLED, killed.state());
            assertEquals(Refusal.EXPIRED, killed.authorization().orElseThrow().refusal());
            assertEquals(dead.decidedAtNs(), killed.authorization().orElseThrow().atNs());
            assertTrue(killed.isFor(new SignedQuote(dying, 0, dying.length)));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void contractO_shouldRefuseWhatItDoesNotKnowAndGiveNoDocument(final Layout layout, final boolean isOutside)
    {
        try (EngineRig rig = rig(layout, isOutside))
        {
            final SignedQuote quote = rig.ask(Fleet.order(0, 10_000, 1)).quote();
            final QuoteReply refused = rig.ask(new ProofRequest().jws("shop2", quote.quoteSequence()));
            assertEquals(Refusal.UNKNOWN_QUOTE, refused.refusal());
            assertEquals(0, refused.copyDocument(new byte[0], 0));
            assertThrows(IllegalStateException.class, refused::jws);
            assertEquals(Refusal.UNKNOWN_OUTCOME,
                rig.ask(new ProofRequest().receipt(Fleet.MERCHANT, "pay")).refusal());
            assertEquals(Refusal.WRONG_ENGINE, rig.ask(jws(1).bootEpoch(quote.bootEpoch() - 1)).refusal());
            assertEquals(0, rig.engine.counters().count(Metric.PROOFS_WRITTEN));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void contractO_shouldGiveWhatWasPaidWhileMoneyIsClosed(final Layout layout, final boolean isOutside)
    {
        try (EngineRig rig = rig(layout, isOutside))
        {
            final byte[] quote = rig.quote(1);
            rig.refresh();
            assertEquals(Answer.AUTHORIZED, rig.ask(Fleet.authorization("pay", 1, quote)).answer());
            EngineRig.require(rig.engine.admin().suspend("test"));
            EngineRig.await(() -> rig.ask(Fleet.order(0, 10_000, 2)).refusal() == Refusal.SUSPENDED);
            assertEquals(Receipt.State.AUTHORIZED, receipt(rig, verifier(rig, isOutside), "pay").state());
            assertEquals(Answer.PROVED, rig.ask(jws(1)).answer());
        }
    }

    /** A reply is used for one document after the other, and for other commands between. */
    @ParameterizedTest
    @MethodSource("engines")
    void contractW_shouldUseOneReplyAgain(final Layout layout, final boolean isOutside)
    {
        try (EngineRig rig = rig(layout, isOutside))
        {
            final QuoteReply reply = rig.engine.quotes().newReply();
            EngineRig.require(rig.engine.quotes().submit(Fleet.order(0, 10_000, 1), reply));
            assertTrue(reply.await(10_000_000_000L));
            final SignedQuote quote = reply.quote();
            for (int i = 0; i < 5; i++)
            {
                rig.clock.advance(RISE_NS);
                EngineRig.require(rig.engine.quotes().submit(jws(quote.quoteSequence()), reply));
                assertTrue(reply.await(10_000_000_000L));
                final String token = reply.jws();
                assertFalse(token.isEmpty());
                EngineRig.require(rig.engine.quotes()
                    .submit(new ProofRequest().reference(Fleet.MERCHANT, quote.quoteSequence()), reply));
                assertTrue(reply.await(10_000_000_000L));
                assertTrue(quote.isCutFrom(reply.reference()));
            }
        }
    }
}
