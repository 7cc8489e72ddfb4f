// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.EmissionPolicy;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.crypto.Ed25519Verifier;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.SignedQuoteLayout;
import io.plumbline.oracle.wire.WireStatus;
import org.junit.jupiter.api.Test;

/** Reference quotes: emitted at clock events, when the price has moved or its heartbeat is due, and only if proven. */
final class ReferenceEmissionTest
{
    private static final int INSTRUMENTS = 6;
    private static final EmissionPolicy EMISSION =
        new EmissionPolicy(10, 4 * QuoteBench.SECOND_NS, 9 * QuoteBench.SECOND_NS);

    private final QuoteBench bench = new QuoteBench(config(), QuoteBench.KEY, QuoteBench.BOOT_EPOCH);
    private final Evaluation price = bench.price;

    private static OracleConfig config()
    {
        final OracleConfigBuilder builder = OracleConfig.builder()
            .identity(QuoteBench.ENVIRONMENT, QuoteBench.ENGINE_ID).threading(QuoteBench.PATIENT)
            .signingSeed(new SigningSeed(QuoteBench.KEY_ID, QuoteBench.SEED)).source(QuoteBench.source("I0", 100));
        for (int i = 0; i < INSTRUMENTS; i++)
        {
            builder.instrument(InstrumentConfig.named("I" + i).asset("a:" + i, 8).currency("USD", 2).price(8, 4)
                .emission(EMISSION).build());
        }
        return builder.build();
    }

    /** How many reference quotes one clock event brings. */
    private int emitted(final Evaluation... prices)
    {
        final int before = bench.referenceCount;
        bench.clock(bench.nowNs, prices);
        assertEquals(bench.referenceCount, bench.counters.count(Metric.REFERENCE_QUOTES));
        return bench.referenceCount - before;
    }

    @Test
    void shouldEmitWhenThePriceHasMovedByTheDeviation()
    {
        assertEquals(1, emitted(price));
        assertEquals(0, emitted(price));
        price.price = QuoteBench.BTC_PRICE_E8 / 10_000 * 10_009;
        assertEquals(0, emitted(price));
        price.price = QuoteBench.BTC_PRICE_E8 / 10_000 * 10_010;
        assertEquals(1, emitted(price));
        assertEquals(0, emitted(price));
        price.price -= price.price / 1_000 - 1;
        price.price -= 1;
        assertEquals(1, emitted(price));
    }

    @Test
    void shouldEmitWhenTheHeartbeatIsDue()
    {
        assertEquals(1, emitted(price));
        bench.nowNs += EMISSION.heartbeatNs() - 1;
        assertEquals(0, emitted(price));
        bench.nowNs++;
        assertEquals(1, emitted(price));
        bench.nowNs += EMISSION.heartbeatNs();
        assertEquals(1, emitted(price));
    }

    @Test
    void shouldEmitAtMostOneForEachEvaluationOfAClockEvent()
    {
        final Evaluation[] prices = new Evaluation[Slot.MAX_EVALUATIONS];
        for (int i = 0; i < prices.length; i++)
        {
            prices[i] = new Evaluation();
            prices[i].copyFrom(price);
            prices[i].instrument = INSTRUMENTS - 1 - i;
        }
        assertEquals(4, emitted(prices));
        assertEquals(0, emitted(prices));
        bench.nowNs += EMISSION.heartbeatNs();
        prices[1].tier = Tier.LAST_GOOD;
        assertEquals(3, emitted(prices));
        prices[1].tier = Tier.PRIMARY;
        assertEquals(1, emitted(prices), "each instrument has a heartbeat of its own");
    }

    @Test
    void shouldEmitNothingUnproven()
    {
        price.hasEvidence = false;
        assertEquals(0, emitted(price));
        price.hasEvidence = true;
        price.tier = Tier.LAST_GOOD;
        assertEquals(0, emitted(price));
        price.tier = Tier.CLOSED;
        assertEquals(0, emitted(price));
        price.tier = Tier.PRIMARY;
        bench.admin(AdminEvent.CLOSE_ORACLE);
        assertEquals(0, emitted(price));
        bench.admin(AdminEvent.REOPEN_ORACLE);
        bench.clock(0, price);
        assertEquals(Refusal.CLOCK_FAULT, bench.stage.gate().closedBy());
        assertEquals(0, bench.referenceCount);
        bench.admin(AdminEvent.REOPEN_CLOCK);
        bench.clock(0, price);
        assertEquals(1, bench.referenceCount);
    }

    @Test
    void contractM_shouldSignWhatItRestsOn()
    {
        emitted(price);
        bench.nowNs += EMISSION.heartbeatNs();
        emitted(price);
        final QuoteFrame quote = new QuoteFrame();
        final byte[] bytes = bench.references[1];
        assertEquals(WireStatus.OK, quote.wrap(bytes, 0, QuoteFrame.LENGTH));
        assertEquals(QuoteFrame.KIND_REFERENCE, quote.kind());
        assertEquals(QuoteFrame.SIDE_NONE, quote.side());
        assertEquals(QuoteFrame.ROUNDING_NONE, quote.rounding());
        assertEquals(2, quote.quoteSequence());
        assertEquals(QuoteBench.ENVIRONMENT, quote.environment());
        assertEquals(QuoteBench.ENGINE_ID, quote.engineId());
        assertEquals(QuoteBench.BOOT_EPOCH, quote.bootEpoch());
        assertEquals(bench.nowNs, quote.issuedAtNs());
        assertEquals(bench.nowNs + EMISSION.ttlNs(), quote.expiresAtNs());
        assertEquals(price.asOfNs, quote.asOfNs());
        assertEquals(price.price, quote.rate());
        assertEquals("I0", quote.text(QuoteFrame.INSTRUMENT));
        assertEquals("", quote.text(QuoteFrame.MERCHANT));
        assertEquals(0, quote.assetAmountLow());
        assertTrue(quote.isDigest(QuoteFrame.EVIDENCE_DIGEST, price.evidenceDigest, 0));
        final Ed25519Verifier verifier = new Ed25519Verifier();
        assertTrue(isSigned(verifier, bytes));
        bytes[QuoteFrame.EVIDENCE_DIGEST.offset()] ^= 1;
        assertFalse(isSigned(verifier, bytes));
    }

    private static boolean isSigned(final Ed25519Verifier verifier, final byte[] quote)
    {
        return verifier.verify(QuoteBench.KEY.publicKey(), quote, 0, QuoteFrame.LENGTH, quote,
            SignedQuoteLayout.SIGNATURE, SignedQuoteLayout.SIGNATURE_LENGTH);
    }
}
