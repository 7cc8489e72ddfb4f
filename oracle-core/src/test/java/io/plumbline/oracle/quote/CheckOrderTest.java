// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.QuoteFrameEncoder;
import io.plumbline.oracle.wire.WireStatus;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Contract O: one order of checks. Every set of faults, put into one and the same authorization, gets the code of the
 * fault that stands first.
 */
final class CheckOrderTest
{
    private static final QuotePolicy POLICY = QuotePolicy.standard("plain");

    /** What can be wrong with an authorization, in the order of judgement. */
    private enum Fault
    {
        CONFLICT(Refusal.PAYMENT_ID_CONFLICT),
        SUSPENDED(Refusal.SUSPENDED),
        SHORT(Refusal.MALFORMED),
        OTHER_EPOCH(Refusal.WRONG_ENGINE),
        NEVER_ISSUED(Refusal.UNKNOWN_QUOTE),
        OTHER_ORDER(Refusal.BINDING_MISMATCH),
        REDEEMED(Refusal.ALREADY_REDEEMED),
        LATE(Refusal.EXPIRED),
        OLD_PRICE(Refusal.NOT_FRESH),
        MOVED_PRICE(Refusal.DRIFT),
        UNSURE_PRICE(Refusal.LOW_CONFIDENCE);

        final Refusal code;

        Fault(final Refusal code)
        {
            this.code = code;
        }
    }

    @Test
    void contractO_shouldJudgeInOneOrderWhateverElseIsWrong()
    {
        final Fault[] all = Fault.values();
        for (int bits = 1; bits < 1 << all.length; bits++)
        {
            final Set<Fault> faults = EnumSet.noneOf(Fault.class);
            for (final Fault fault : all)
            {
                if ((bits >> fault.ordinal() & 1) != 0)
                {
                    faults.add(fault);
                }
            }
            assertEquals(faults.iterator().next().code, authorizeWith(faults), faults::toString);
        }
    }

    @Test
    void contractO_shouldAuthorizeWhereNothingIsWrong()
    {
        assertEquals(Answer.AUTHORIZED, authorizeWith(EnumSet.noneOf(Fault.class)));
    }

    private static Enum<?> authorizeWith(final Set<Fault> faults)
    {
        final QuoteBench bench = QuoteBench.with(POLICY);
        final byte[] quote = bench.issue(10_000);
        final long asOfNs = bench.price.asOfNs;
        bench.advance(1);
        if (faults.contains(Fault.CONFLICT))
        {
            assertEquals(Answer.AUTHORIZED, bench.authorize("pay", issueAnother(bench)));
        }
        if (faults.contains(Fault.REDEEMED))
        {
            assertEquals(Answer.AUTHORIZED, bench.authorize("another", quote));
        }
        if (faults.contains(Fault.LATE))
        {
            bench.advance(POLICY.ttlNs());
        }
        if (faults.contains(Fault.SUSPENDED))
        {
            bench.admin(AdminEvent.CLOSE_ORACLE);
        }
        bench.price.asOfNs = faults.contains(Fault.OLD_PRICE) ? asOfNs : bench.price.asOfNs;
        bench.price.price *= faults.contains(Fault.MOVED_PRICE) ? 2 : 1;
        bench.price.confidenceBps = faults.contains(Fault.UNSURE_PRICE) ? 4_999 : 5_000;
        final byte[] digest = QuoteBench.filled(faults.contains(Fault.OTHER_ORDER) ? 0x0e : 0x0d);
        return bench.authorize(QuoteBench.MERCHANT, "pay", digest, "", altered(quote, faults));
    }

    private static byte[] issueAnother(final QuoteBench bench)
    {
        final byte[] quote = bench.issue(10_000);
        bench.price.asOfNs++;
        return quote;
    }

    private static byte[] altered(final byte[] quote, final Set<Fault> faults)
    {
        final byte[] bytes = quote.clone();
        final QuoteFrameEncoder frame = new QuoteFrameEncoder();
        assertEquals(WireStatus.OK, frame.wrap(bytes, 0, QuoteFrame.LENGTH));
        if (faults.contains(Fault.OTHER_EPOCH))
        {
            frame.bootEpoch(QuoteBench.BOOT_EPOCH - 1);
        }
        if (faults.contains(Fault.NEVER_ISSUED))
        {
            frame.quoteSequence(1_000_000);
        }
        return faults.contains(Fault.SHORT) ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
    }

    @Test
    void contractO_shouldCloseForAClockFaultBeforeLookingAtTheQuote()
    {
        final QuoteBench bench = QuoteBench.with(POLICY);
        final byte[] quote = bench.issue(10_000);
        bench.advance(1);
        bench.clock(bench.nowNs + QuoteBench.PATIENT.clockFaultNs() + 1);
        bench.admin(AdminEvent.CLOSE_ORACLE);
        assertEquals(Refusal.CLOCK_FAULT, bench.authorize("pay", new byte[3]));
        bench.admin(AdminEvent.REOPEN_CLOCK);
        assertEquals(Refusal.SUSPENDED, bench.authorize("pay", quote));
        bench.admin(AdminEvent.REOPEN_ORACLE);
        assertEquals(Answer.AUTHORIZED, bench.authorize("pay", quote));
    }

    @Test
    void contractO_shouldRefuseAPaymentWithoutNames()
    {
        final QuoteBench bench = QuoteBench.with(POLICY);
        final byte[] quote = bench.issue(10_000);
        bench.admin(AdminEvent.CLOSE_ORACLE);
        assertEquals(Refusal.INVALID_ARGUMENT, bench.authorize("", "pay", QuoteBench.ORDER_DIGEST, "", quote));
        assertEquals(Refusal.INVALID_ARGUMENT,
            bench.authorize(QuoteBench.MERCHANT, "", QuoteBench.ORDER_DIGEST, "", quote));
    }

    @Test
    void contractO_shouldJudgeOrdersInOneOrder()
    {
        final QuoteBench bench = QuoteBench.with(POLICY);
        bench.admin(AdminEvent.CLOSE_ORACLE);
        bench.price.confidenceBps = 0;
        bench.price.price = 0;
        assertEquals(Refusal.UNKNOWN_POLICY, bench.order(Side.MERCHANT_PAYS, 1, 0, ""));
        assertEquals(Refusal.SUSPENDED, bench.order(0));
        bench.admin(AdminEvent.REOPEN_ORACLE);
        assertEquals(Refusal.INVALID_ARGUMENT, bench.order(0));
        bench.evaluationCount = 0;
        assertEquals(Refusal.ORDER_TOO_LARGE, bench.order(POLICY.maxFiatMinorUnits() + 1));
        assertEquals(Refusal.NO_PRICE, bench.order(1));
        bench.evaluationCount = 1;
        assertEquals(Refusal.NO_PRICE, bench.order(1));
        bench.price.price = QuoteBench.BTC_PRICE_E8;
        assertEquals(Refusal.ORDER_TOO_SMALL, bench.order(1));
        assertEquals(Refusal.LOW_CONFIDENCE, bench.order(10_000));
        bench.price.confidenceBps = POLICY.minConfidenceBps();
        assertEquals(Answer.QUOTED, bench.order(10_000));
    }
}
