// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.slot.Slot;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that carry others, or whose fields depend on one another: one value, one byte string. */
final class CarriedPartsTest
{
    private static final int HAS_PAYMENT = 74;
    private static final int FINALITY = 76;
    private static final int PAYMENT_FIRST = 80;
    private static final int AUTHORIZE_ANSWER = 336;
    private static final int CAPTURE_ANSWER = 420;
    private static final int SIGNED_QUOTE = 504;
    private static final int REFERENCE = 1_352;

    private final byte[] target = new byte[4_096];
    private final RedemptionFrame redemption = new RedemptionFrame();

    @Test
    void shouldFitTheSlotWithEveryEvent()
    {
        for (final Message message : Message.values())
        {
            final boolean isEvent = message.newView() instanceof Event;
            assertTrue(!isEvent || message.maxLength() <= Slot.MAX_EVENT_BYTES, message.toString());
        }
    }

    @Test
    void shouldKnowEveryTierAndModeAndAPlaceForTheRightsByEach()
    {
        final Set<Integer> places = new TreeSet<>();
        for (final Tier tier : Tier.values())
        {
            assertTrue(Codes.isTier(tier.code()), tier.toString());
            places.add(PolicyEvent.placeOfTier(tier.code()));
        }
        for (final Mode mode : Mode.values())
        {
            assertTrue(Codes.isMode(mode.code()), mode.toString());
            places.add(PolicyEvent.placeOfMode(mode.code()));
        }
        assertFalse(Codes.isTier(Tier.count()));
        assertFalse(Codes.isTier(-1));
        assertFalse(Codes.isMode(Mode.count()));
        assertFalse(Codes.isMode(-1));
        assertEquals(Set.of(0, 1, 2, 3, 4, 5, 6, 7), places);
        assertEquals(PolicyEvent.RIGHTS, places.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 24})
    void shouldRefuseARedemptionThatDisagreesWithItsQuote(final int at)
    {
        final byte[] bytes = redemption(true);
        assertEquals(WireStatus.OK, redemption.wrap(bytes, 0, bytes.length));
        assertEquals(Bytes.i64(bytes, SIGNED_QUOTE + 24 + at), Bytes.i64(bytes, at));
        bytes[at] ^= 1;
        assertEquals(WireStatus.BAD_VALUE, redemption.wrap(bytes, 0, bytes.length));
        bytes[SIGNED_QUOTE + 24 + at] ^= 1;
        assertEquals(WireStatus.OK, redemption.wrap(bytes, 0, bytes.length));
    }

    @Test
    void shouldRefuseARedemptionOfAReferenceQuote()
    {
        final byte[] bytes = redemption(true);
        bytes[SIGNED_QUOTE + 56] = QuoteFrame.KIND_REFERENCE;
        assertEquals(WireStatus.BAD_VALUE, redemption.wrap(bytes, 0, bytes.length));
    }

    @Test
    void shouldRefuseAPaymentsFieldsWithoutAPayment()
    {
        final byte[] bytes = redemption(false);
        assertEquals(WireStatus.OK, redemption.wrap(bytes, 0, bytes.length));
        for (int at = FINALITY; at < SIGNED_QUOTE; at++)
        {
            final byte[] leftOver = bytes.clone();
            leftOver[at] = 'x';
            final WireStatus status = redemption.wrap(leftOver, 0, bytes.length);
            assertTrue(status == WireStatus.BAD_VALUE || status == WireStatus.BAD_ASCII, "byte " + at + " " + status);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {AUTHORIZE_ANSWER, CAPTURE_ANSWER, SIGNED_QUOTE, REFERENCE})
    void shouldRefuseAPartThatIsNotCanonical(final int part)
    {
        final byte[] bytes = redemption(true);
        for (int at = part; at < part + MessageHeader.LENGTH; at++)
        {
            bytes[at] ^= 1;
            assertEquals(WireStatus.BAD_VALUE, redemption.wrap(bytes, 0, bytes.length), "byte " + at);
            bytes[at] ^= 1;
        }
        assertEquals(WireStatus.OK, redemption.wrap(bytes, 0, bytes.length));
    }

    @Test
    void shouldTakeNoAnswerAndNoRecordForZeros()
    {
        final byte[] bytes = redemption(true);
        Arrays.fill(bytes, AUTHORIZE_ANSWER, SIGNED_QUOTE, (byte)0);
        Arrays.fill(bytes, REFERENCE, REFERENCE + ReferenceFrame.LENGTH, (byte)0);
        assertEquals(WireStatus.OK, redemption.wrap(bytes, 0, bytes.length));
        Arrays.fill(bytes, SIGNED_QUOTE, REFERENCE, (byte)0);
        assertEquals(WireStatus.BAD_VALUE, redemption.wrap(bytes, 0, bytes.length), "never without its quote");
    }

    @Test
    void shouldGiveBackThePartsAsTheyCame()
    {
        final byte[] bytes = redemption(true);
        assertEquals(WireStatus.OK, redemption.wrap(bytes, 0, bytes.length));
        assertEquals(AUTHORIZE_ANSWER, redemption.authorizeAnswerOffset());
        assertEquals(CAPTURE_ANSWER, redemption.captureAnswerOffset());
        assertEquals(SIGNED_QUOTE, redemption.signedQuoteOffset());
        assertEquals(REFERENCE, redemption.referenceOffset());
        assertEquals(WireStatus.OK, new QuoteFrame().wrap(bytes, SIGNED_QUOTE, QuoteFrame.LENGTH));
        assertEquals(PAYMENT_FIRST, RedemptionFrame.PAYMENT_KEY.offset());
        assertEquals(1, bytes[HAS_PAYMENT]);
    }

    @Test
    void shouldRefuseToWriteHalfARedemption()
    {
        assertRefused(new RedemptionFrame(), frame -> frame.state(QuoteState.ISSUED));
        assertRefused(new RedemptionFrame(), frame -> frame.signedQuote(new byte[10], 0));
        assertRefused(new RedemptionFrame(), frame -> frame.reference(new byte[10], 0));
        assertRefused(new ReceiptFrame(), frame -> frame.finality(1));
        assertRefused(new ReceiptFrame(), frame -> frame.state(QuoteState.ISSUED));
        assertRefused(new ReceiptFrame(), frame -> frame.answer(2, RecordSamples.answer(new Values(1))));
    }

    @Test
    void shouldNameADocumentOnce()
    {
        assertRefused(new ProofEvent(), event ->
        {
            event.kind(ProofEvent.JWS);
            event.text(ProofEvent.PAYMENT_ID, "pay");
        });
        assertRefused(new ProofEvent(), event ->
        {
            event.kind(ProofEvent.RECEIPT);
            event.quoteSequence(1);
        });
        assertRefused(new ProofEvent(), event ->
        {
            event.kind(ProofEvent.RECEIPT);
            event.bootEpoch(1);
        });
        assertRefused(new ProofEvent(), event -> event.quoteSequence(1));
    }

    @Test
    void shouldTakeEightRiskStepsAndLeaveTheOthersZero()
    {
        final PolicyEvent policy = new PolicyEvent();
        policy.begin(target, 0);
        for (int i = 1; i <= PolicyEvent.MAX_RISK_STEPS; i++)
        {
            policy.addRiskStep(i, i, i, i, i);
        }
        final int length = policy.finish();
        assertEquals(WireStatus.OK, policy.wrap(target, 0, length));
        target[170] = 7;
        assertEquals(WireStatus.BAD_PADDING, policy.wrap(target, 0, length), "the eighth is left over");
        assertRefused(policy, event ->
        {
            for (int i = 0; i <= PolicyEvent.MAX_RISK_STEPS; i++)
            {
                event.addRiskStep(1, 1, 1, 1, 1);
            }
        });
        assertRefused(policy, event -> event.rights(PolicyEvent.RIGHTS, 0, 1, 1, 1));
        assertRefused(policy, event -> event.rights(-1, 0, 1, 1, 1));
    }

    private <T extends MutableFlyweight> void assertRefused(final T writer, final Consumer<T> junk)
    {
        writer.begin(target, 0);
        junk.accept(writer);
        assertEquals(MutableFlyweight.REFUSED, writer.finish());
    }

    /** A redemption with both answers and a record; a payment's fields are zero without one. */
    private static byte[] redemption(final boolean hasPayment)
    {
        final Values values = new Values(5);
        final byte[] quote = new byte[SignedQuoteLayout.LENGTH];
        final QuoteFrameEncoder encoder = new QuoteFrameEncoder();
        encoder.begin(quote, 0);
        FrameSamples.fill(encoder, values);
        encoder.kind(QuoteFrame.KIND_ORDER);
        encoder.finish();
        final byte[] bytes = new byte[RedemptionFrame.LENGTH];
        final RedemptionFrame frame = new RedemptionFrame();
        frame.begin(bytes, 0);
        frame.signedQuote(quote, 0);
        frame.reference(RecordSamples.reference(values), 0);
        frame.state(QuoteState.CAPTURED);
        if (hasPayment)
        {
            frame.hasPayment(true);
            frame.finality(3);
            frame.digest(RedemptionFrame.PAYMENT_KEY, values.bytes(DigestField.LENGTH), 0);
            frame.text(RedemptionFrame.PAYMENT_ID, "pay-1");
            frame.authorizeAnswer(RecordSamples.answer(values).buffer(), 0);
            frame.captureAnswer(RecordSamples.answer(values).buffer(), 0);
        }
        assertEquals(RedemptionFrame.LENGTH, frame.finish());
        return bytes;
    }
}
