// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.RedemptionLog;
import io.plumbline.oracle.telemetry.ErrorLog;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.wire.QuoteState;
import io.plumbline.oracle.wire.RedemptionFrame;
import java.util.List;

/**
 * Appends each change of a record to the operator's log, as a frame that says all there is to know of the quote. What
 * the log throws counts as a refusal. Nothing an undone change has left in the record is written. One thread, no
 * allocation after construction.
 */
final class RedemptionJournal implements Journal
{
    private final RedemptionLog log;
    private final ErrorLog errors;
    private final StageCounters counters;
    private final byte[] bytes = new byte[RedemptionFrame.LENGTH];
    private final RedemptionFrame frame = new RedemptionFrame();

    RedemptionJournal(final RedemptionLog log, final ErrorLog errors, final StageCounters counters)
    {
        this.log = log;
        this.errors = errors;
        this.counters = counters;
    }

    /**
     * The journal of a configuration; where that has a log, what it says of earlier epochs is restored first.
     *
     * @param ration   told of every quote that is known again.
     * @param errors   where what the log throws is recorded.
     * @param counters of the stage.
     * @throws IllegalStateException where the log cannot be read back.
     */
    static Journal open(
        final OracleConfig config,
        final long bootEpoch,
        final QuoteRegistry registry,
        final Ration ration,
        final ErrorLog errors,
        final StageCounters counters)
    {
        final RedemptionLog log = config.redemptionLog().orElse(null);
        if (log == null)
        {
            return NONE;
        }
        final RedemptionRestore restore = new RedemptionRestore(config, bootEpoch, registry);
        restore.readBack(log);
        final List<QuoteRecord> restored = restore.finish();
        restored.forEach(ration::restored);
        counters.add(Metric.QUOTES_RESTORED, restored.size());
        return new RedemptionJournal(log, errors, counters);
    }

    @Override
    public boolean append(final QuoteRecord record)
    {
        try
        {
            final boolean isKept = log.append(bytes, write(record));
            counters.add(Metric.LOG_APPENDS, isKept ? 1 : 0);
            return isKept;
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
            errors.add(e);
            return false;
        }
        catch (final Exception | Error e)
        {
            errors.add(e);
            return false;
        }
    }

    private int write(final QuoteRecord record)
    {
        final int state = codeOf(record.state);
        frame.begin(bytes, 0);
        frame.signedQuote(record.quote, 0);
        frame.reference(record.reference, 0);
        frame.state(state);
        frame.policy(record.policy);
        frame.instrument(record.instrument);
        frame.retainUntilNs(record.retainUntilNs);
        frame.askedAtNs(record.askedAtNs);
        frame.isApproved(record.isApproved);
        if (record.hasPayment)
        {
            writePayment(record, state);
        }
        final int length = frame.finish();
        if (length < 0)
        {
            throw new IllegalStateException("record " + record.index + " has no canonical frame");
        }
        return length;
    }

    private void writePayment(final QuoteRecord record, final int state)
    {
        frame.hasPayment(true);
        frame.digest(RedemptionFrame.PAYMENT_KEY, record.paymentKey, 0);
        frame.digest(RedemptionFrame.AUTHORIZE_DIGEST, record.authorizeDigest, 0);
        frame.text(RedemptionFrame.PAYMENT_ID, record.paymentId, 0, record.paymentId.length);
        frame.authorizeAnswer(record.authorizeAnswer, 0);
        frame.repricedAs(record.repricedAs);
        frame.captureUntilNs(record.captureUntilNs);
        if (state == QuoteState.CAPTURED || state == QuoteState.RELEASED)
        {
            frame.captureAnswer(record.captureAnswer, 0);
        }
        if (state == QuoteState.CAPTURED)
        {
            frame.digest(RedemptionFrame.CAPTURE_DIGEST, record.captureDigest, 0);
            frame.text(RedemptionFrame.TRANSACTION_ID, record.transactionId, 0, record.transactionId.length);
            frame.finality(record.finality);
        }
    }

    private static int codeOf(final QuoteRecord.State state)
    {
        return switch (state)
        {
            case ISSUED -> QuoteState.ISSUED;
            case AUTHORIZED -> QuoteState.AUTHORIZED;
            case CAPTURED -> QuoteState.CAPTURED;
            case RELEASED -> QuoteState.RELEASED;
            case KILLED -> QuoteState.KILLED;
            case FREE, SIGNING -> throw new IllegalStateException(state + " is nobody's");
        };
    }
}
