// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Counters;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.crypto.Ed25519SigningKey;
import io.plumbline.oracle.crypto.SignatureKernel;
import io.plumbline.oracle.median.MedianStage;
import io.plumbline.oracle.median.ReferenceSink;
import io.plumbline.oracle.quote.Outbox;
import io.plumbline.oracle.quote.QuoteStage;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.telemetry.SummedCounters;
import io.plumbline.oracle.trust.TrustStage;
import io.plumbline.oracle.verify.VerifyStage;

/**
 * The four stages of one engine with their counters, whatever drives them: a ring, a test, a replay.
 */
final class Stages
{
    private final StageCounters verifyCounters = new StageCounters();
    private final StageCounters trustCounters = new StageCounters();
    private final StageCounters medianCounters = new StageCounters();
    private final StageCounters quoteCounters;
    private final VerifyStage verify;
    private final TrustStage trust;
    private final MedianStage median;
    private final QuoteStage quote;

    Stages(
        final OracleConfig config,
        final SignatureKernel kernel,
        final Ed25519SigningKey key,
        final long bootEpoch,
        final ReferenceSink references,
        final Outbox outbox,
        final StageCounters quoteCounters)
    {
        this(config, kernel, references, new QuoteStage(config, key, bootEpoch, outbox, quoteCounters), quoteCounters);
    }

    /**
     * With a last stage that was made elsewhere.
     *
     * @param quoteCounters that stage's.
     */
    Stages(
        final OracleConfig config,
        final SignatureKernel kernel,
        final ReferenceSink references,
        final QuoteStage quote,
        final StageCounters quoteCounters)
    {
        this.quote = quote;
        this.quoteCounters = quoteCounters;
        verify = new VerifyStage(config, kernel, verifyCounters);
        trust = new TrustStage(config, trustCounters);
        median = new MedianStage(config, medianCounters, references);
    }

    /**
     * Takes one event through all four, in order, on one thread.
     */
    void onSlot(final Slot slot)
    {
        verify.onSlot(slot);
        afterVerify(slot);
    }

    /**
     * Takes one event that verify is done with through the other three.
     */
    void afterVerify(final Slot slot)
    {
        trust.onSlot(slot);
        median.onSlot(slot);
        quote.onSlot(slot);
    }

    VerifyStage verify()
    {
        return verify;
    }

    TrustStage trust()
    {
        return trust;
    }

    MedianStage median()
    {
        return median;
    }

    QuoteStage quote()
    {
        return quote;
    }

    Counters counters()
    {
        return new SummedCounters(verifyCounters, trustCounters, medianCounters, quoteCounters);
    }
}
