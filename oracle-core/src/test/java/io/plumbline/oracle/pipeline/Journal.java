// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.median.ReferenceSink;
import io.plumbline.oracle.quote.Outbox;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.wire.AnswerFrame;
import io.plumbline.oracle.wire.ReferenceFrame;
import io.plumbline.oracle.wire.ReferenceFrameEncoder;
import io.plumbline.oracle.wire.WireStatus;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * Digests everything that leaves the engine, in order: one digest for the reference records, one for answers and
 * quotes.
 */
final class Journal implements ReferenceSink, Outbox
{
    private final MessageDigest references = sha256();
    private final MessageDigest outputs = sha256();
    private final ReferenceFrameEncoder frame = new ReferenceFrameEncoder();
    private final byte[] bytes = new byte[ReferenceFrame.LENGTH];
    private final Consumer<byte[]> onQuote;
    private long referenceCount;
    private long outputCount;

    Journal(final Consumer<byte[]> onQuote)
    {
        this.onQuote = onQuote;
    }

    private static MessageDigest sha256()
    {
        try
        {
            return MessageDigest.getInstance("SHA-256");
        }
        catch (final NoSuchAlgorithmException e)
        {
            throw new AssertionError(e);
        }
    }

    @Override
    public void publish(final Evaluation evaluation, final long[] trustWords)
    {
        frame.begin(bytes, 0);
        frame.text(ReferenceFrame.INSTRUMENT, "I" + evaluation.instrument);
        frame.tier(evaluation.tier.code());
        frame.mode(evaluation.mode.code());
        frame.refusal(evaluation.refusal.code());
        frame.price(evaluation.price);
        frame.rangeLow(evaluation.rangeLow);
        frame.rangeHigh(evaluation.rangeHigh);
        frame.quartileLow(evaluation.quartileLow);
        frame.quartileHigh(evaluation.quartileHigh);
        frame.asOfNs(evaluation.asOfNs);
        frame.evaluatedAtNs(evaluation.evaluatedAtNs);
        frame.validUntilNs(evaluation.validUntilNs);
        frame.confidenceBps(evaluation.confidenceBps);
        frame.sources(evaluation.sources);
        frame.lineages(evaluation.lineages);
        frame.primaryRefusal(evaluation.primaryRefusal.code());
        frame.isImpliedHigh(evaluation.isImpliedHigh);
        frame.dispersionBps(evaluation.dispersionBps);
        frame.trustBps(evaluation.trustBps);
        frame.staleShareBps(evaluation.staleShareBps);
        frame.spreadBps(evaluation.spreadBps);
        frame.tierSpreadBps(evaluation.tierSpreadBps);
        frame.volatilityBps(evaluation.volatilityBps);
        frame.contributorMask(evaluation.contributorMask);
        references.update(bytes, 0, frame.finish());
        for (final long word : trustWords)
        {
            references.update(ByteBuffer.allocate(8).putLong(word).array());
        }
        referenceCount++;
    }

    @Override
    public void answer(final byte[] answer, final byte[] quote, final int quoteLength)
    {
        outputs.update(answer);
        outputs.update(quote, 0, quoteLength);
        outputCount++;
        if (quoteLength > 0 && hasQuote(answer))
        {
            onQuote.accept(Arrays.copyOf(quote, quoteLength));
        }
    }

    /** What comes with an answer is a document where one was asked for. */
    private static boolean hasQuote(final byte[] answer)
    {
        final AnswerFrame frame = new AnswerFrame();
        return frame.wrap(answer, 0, answer.length) == WireStatus.OK && frame.answer() != Answer.PROVED.code();
    }

    @Override
    public void referenceQuote(final byte[] quote, final int length)
    {
        outputs.update(quote, 0, length);
        outputCount++;
    }

    /**
     * Counts and digests, once, at the end.
     */
    String summary()
    {
        return referenceCount + " references " + HexFormat.of().formatHex(references.digest()) + ", " + outputCount +
            " outputs " + HexFormat.of().formatHex(outputs.digest());
    }

    long outputCount()
    {
        return outputCount;
    }
}
