// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.RedemptionLog;
import io.plumbline.oracle.crypto.Sha256;
import io.plumbline.oracle.wire.AnswerFrame;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.QuoteState;
import io.plumbline.oracle.wire.RedemptionFrame;
import io.plumbline.oracle.wire.WireStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a log back into a registry that has issued nothing yet, frame by frame; the last frame of a quote is its
 * state. Whether a quote is still retained is judged by when the latest one was issued: only that one may have taken
 * another's record, so whatever fitted the registry of an earlier epoch fits one of the same size. A quote that was
 * superseded has no frame that says so: a later one of its order does. Whatever is not as it was appended stops the
 * launch (fail closed), but a last frame that was cut short, which nobody was answered on. Used once, by the launching
 * thread; allocates.
 */
final class RedemptionRestore
{
    private final OracleConfig config;
    private final long bootEpoch;
    private final QuoteRegistry registry;
    private final byte[][] policyDigests;
    private final Map<Name, QuoteRecord> known = new HashMap<>();
    private final Map<QuoteRecord, Name> names = new HashMap<>();
    private final RedemptionFrame frame = new RedemptionFrame();
    private final QuoteFrame quote = new QuoteFrame();
    private final AnswerFrame answer = new AnswerFrame();
    private final Order order = new Order();
    private final OrderKeys keys = new OrderKeys();
    private final byte[] paymentKey = new byte[Sha256.LENGTH];
    private long frames;
    private long latestNs = Long.MIN_VALUE;
    private boolean isCutShort;

    RedemptionRestore(final OracleConfig config, final long bootEpoch, final QuoteRegistry registry)
    {
        this.config = config;
        this.bootEpoch = bootEpoch;
        this.registry = registry;
        policyDigests = config.policies().stream().map(ConfigDigests::ofPolicy).toArray(byte[][]::new);
    }

    void readBack(final RedemptionLog log)
    {
        try
        {
            log.readBack(this::onFrame);
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
            throw failed(e);
        }
        catch (final Exception e)
        {
            throw failed(e);
        }
    }

    private IllegalStateException failed(final Exception cause)
    {
        return cause instanceof Refused refused ? refused :
            new IllegalStateException("redemption log: cannot be read back after frame " + frames, cause);
    }

    /**
     * Makes what was read back known to the registry.
     *
     * @return the quotes that are retained, each in its last state.
     */
    List<QuoteRecord> finish()
    {
        final List<QuoteRecord> restored = new ArrayList<>();
        known.values().stream().filter(it -> it.isRetained(latestNs)).forEach(restored::add);
        final long[] epochs = known.keySet().stream().mapToLong(Name::bootEpoch).distinct().toArray();
        restored.stream().filter(it -> it.repricedAs != 0).forEach(it -> findSuccessor(it, epochs));
        registry.restored(new RestoredQuotes(restored));
        return restored;
    }

    /** A frame says of the quote that was issued in another's place its number alone, not the epoch. */
    private void findSuccessor(final QuoteRecord dead, final long[] epochs)
    {
        answer.wrap(dead.authorizeAnswer, 0, AnswerFrame.LENGTH);
        for (final long epoch : epochs)
        {
            final QuoteRecord other = known.get(new Name(epoch, dead.repricedAs));
            if (other != null && other.frame.isRepriced() && other.frame.issuedAtNs() == answer.atNs() &&
                Arrays.equals(other.orderKey, dead.orderKey))
            {
                dead.repricedEpoch = epoch;
            }
        }
    }

    private void onFrame(final byte[] bytes, final int offset, final int length)
    {
        frames++;
        refuseIf(isCutShort, "stands behind a frame that was cut short");
        if (length < RedemptionFrame.LENGTH)
        {
            isCutShort = true;
            return;
        }
        final WireStatus status = frame.wrap(bytes, offset, length);
        refuseIf(status != WireStatus.OK, "is not canonical: " + status);
        quote.wrap(bytes, frame.signedQuoteOffset(), QuoteFrame.LENGTH);
        refuseForeign();
        latestNs = Math.max(latestNs, quote.issuedAtNs());
        final Name name = new Name(frame.bootEpoch(), frame.quoteSequence());
        final QuoteRecord record = known.get(name);
        if (record != null)
        {
            refuseIf(!Arrays.equals(record.quote, 0, record.quote.length, bytes, frame.signedQuoteOffset(),
                frame.signedQuoteOffset() + record.quote.length), "has another quote of the same number");
            registry.retain(record, frame.retainUntilNs());
            fill(record);
        }
        else if (frame.retainUntilNs() > latestNs)
        {
            fill(take(name));
        }
    }

    private void refuseForeign()
    {
        refuseIf(frame.engineId() != config.engineId(), "is of engine " + frame.engineId());
        refuseIf(quote.environment() != config.environment(), "is of environment " + quote.environment());
        refuseIf(frame.bootEpoch() >= bootEpoch,
            "is of epoch " + frame.bootEpoch() + ", which is not before this one, " + bootEpoch);
        refuseIf(frame.policy() >= config.policies().size(), "names policy " + frame.policy());
        refuseIf(isAnotherPolicy(frame.policy()), "names policy " + frame.policy() + ", which is another one now");
        final long version = config.policies().get(frame.policy()).version();
        refuseIf(quote.policyVersion() > version, "is on version " + quote.policyVersion() + " of policy " +
            frame.policy() + ", of which the configuration has " + version + " only");
        refuseIf(frame.instrument() >= config.instruments().size(), "names instrument " + frame.instrument());
        final InstrumentConfig instrument = config.instruments().get(frame.instrument());
        refuseIf(!isOf(instrument), "names instrument " + frame.instrument() + ", which is another one now");
    }

    /** A rate or an amount of other decimals, or in another currency, cannot be held against those of now. */
    private boolean isOf(final InstrumentConfig instrument)
    {
        return quote.isText(QuoteFrame.INSTRUMENT, instrument.symbol()) &&
            quote.isText(QuoteFrame.ASSET_ID, instrument.assetId()) &&
            quote.isText(QuoteFrame.CURRENCY, instrument.currency()) &&
            quote.baseDecimals() == instrument.assetDecimals() &&
            quote.quoteDecimals() == instrument.currencyDecimals() &&
            quote.rateDecimals() == instrument.priceScale();
    }

    /** A version names one state of one policy's terms; of another version nothing can be said. */
    private boolean isAnotherPolicy(final int policy)
    {
        return quote.policyVersion() == config.policies().get(policy).version() &&
            !quote.isDigest(QuoteFrame.POLICY_DIGEST, policyDigests[policy], 0);
    }

    private QuoteRecord take(final Name name)
    {
        final QuoteRecord record = registry.takeRestored(latestNs, frame.retainUntilNs());
        if (record == null)
        {
            throw new Refused(frames, "is one retained quote more than the registry holds");
        }
        final Name before = names.put(record, name);
        if (before != null)
        {
            known.remove(before);
        }
        known.put(name, record);
        System.arraycopy(frame.buffer(), frame.signedQuoteOffset(), record.quote, 0, record.quote.length);
        System.arraycopy(frame.buffer(), frame.referenceOffset(), record.reference, 0, record.reference.length);
        record.begin(frame.policy(), frame.instrument(), quote.fiatAmountLow(), 0);
        bindOrder(record, frame.state() != QuoteState.KILLED && frame.state() != QuoteState.RELEASED);
        return record;
    }

    /**
     * At most one quote of an order can be had: the one this frame is of, where that one can be had or was, else the
     * last that was issued. Frames of a dead quote may stand behind those of its successor.
     */
    private void bindOrder(final QuoteRecord record, final boolean isTheOne)
    {
        order.set(record);
        System.arraycopy(keys.ofOrder(order), 0, record.orderKey, 0, Sha256.LENGTH);
        final QuoteRecord last = registry.findOrder(record.orderKey, latestNs);
        if (last == null || (last != record && (isTheOne || isLater(record.frame, last.frame))))
        {
            if (last != null && last.state == QuoteRecord.State.ISSUED)
            {
                last.state = QuoteRecord.State.KILLED;
            }
            registry.bindOrder(record, record.orderKey);
        }
    }

    private static boolean isLater(final QuoteFrame one, final QuoteFrame other)
    {
        return one.bootEpoch() > other.bootEpoch() ||
            (one.bootEpoch() == other.bootEpoch() && one.quoteSequence() > other.quoteSequence());
    }

    private void fill(final QuoteRecord record)
    {
        record.state = stateOf(frame.state());
        if (record.state == QuoteRecord.State.AUTHORIZED || record.state == QuoteRecord.State.CAPTURED)
        {
            bindOrder(record, true);
        }
        record.isApproved = frame.isApproved();
        record.askedAtNs = frame.askedAtNs();
        record.repricedAs = frame.repricedAs();
        record.captureUntilNs = frame.captureUntilNs();
        record.finality = frame.finality();
        record.arrivedLow = 0;
        record.arrivedHigh = 0;
        frame.copyText(RedemptionFrame.PAYMENT_ID, record.paymentId, 0);
        frame.copyText(RedemptionFrame.TRANSACTION_ID, record.transactionId, 0);
        frame.copyDigest(RedemptionFrame.AUTHORIZE_DIGEST, record.authorizeDigest, 0);
        frame.copyDigest(RedemptionFrame.CAPTURE_DIGEST, record.captureDigest, 0);
        System.arraycopy(
            frame.buffer(), frame.authorizeAnswerOffset(), record.authorizeAnswer, 0, AnswerFrame.LENGTH);
        System.arraycopy(frame.buffer(), frame.captureAnswerOffset(), record.captureAnswer, 0, AnswerFrame.LENGTH);
        if (record.state == QuoteRecord.State.CAPTURED &&
            answer.wrap(record.captureAnswer, 0, AnswerFrame.LENGTH) == WireStatus.OK)
        {
            record.arrivedLow = answer.amountLow();
            record.arrivedHigh = answer.amountHigh();
        }
        if (frame.hasPayment())
        {
            frame.copyDigest(RedemptionFrame.PAYMENT_KEY, paymentKey, 0);
            registry.bind(record, paymentKey);
        }
        else
        {
            registry.unbindPayment(record);
        }
    }

    private static QuoteRecord.State stateOf(final int code)
    {
        return switch (code)
        {
            case QuoteState.ISSUED -> QuoteRecord.State.ISSUED;
            case QuoteState.AUTHORIZED -> QuoteRecord.State.AUTHORIZED;
            case QuoteState.CAPTURED -> QuoteRecord.State.CAPTURED;
            case QuoteState.RELEASED -> QuoteRecord.State.RELEASED;
            default -> QuoteRecord.State.KILLED;
        };
    }

    private void refuseIf(final boolean isRefused, final String why)
    {
        if (isRefused)
        {
            throw new Refused(frames, why);
        }
    }

    /** Which quote a frame is of. */
    private record Name(long bootEpoch, long sequence)
    {
    }

    /** A frame that may not stand where it does. */
    private static final class Refused extends IllegalStateException
    {
        private static final long serialVersionUID = 1;

        Refused(final long position, final String why)
        {
            super("redemption log: frame " + position + " " + why);
        }
    }
}
