// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.crypto.Sha256;
import io.plumbline.oracle.wire.AnswerFrame;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.SignatureEvent;
import io.plumbline.oracle.wire.SignedQuoteLayout;
import io.plumbline.oracle.wire.WireStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bench with a signer outside the engine, played by the test: requests are kept, signatures sent when it pleases. */
final class SigningBench implements Handover, Outbox
{
    /** What was handed over. */
    static final class Request
    {
        final int kind;
        final int instrument;
        final long sequence;
        final long dueNs;
        final byte[] quote;

        Request(final int kind, final int instrument, final long sequence, final long dueNs, final byte[] quote)
        {
            this.kind = kind;
            this.instrument = instrument;
            this.sequence = sequence;
            this.dueNs = dueNs;
            this.quote = quote;
        }
    }

    /** How a command ended. */
    static final class Ended
    {
        final long correlation;
        final Enum<?> how;
        final long measured;
        final long limit;
        final long sequence;
        final long amount;
        final byte[] quote;

        private Ended(final AnswerFrame frame, final byte[] quote)
        {
            final Answer answer = Answer.ofCode(frame.answer());
            correlation = frame.correlation();
            how = answer == Answer.REFUSED ? Refusal.ofCode(frame.refusal()) : answer;
            measured = frame.measured();
            limit = frame.limit();
            sequence = frame.quoteSequence();
            amount = frame.amountLow();
            this.quote = quote;
        }
    }

    final List<Request> requests = new ArrayList<>();
    final List<Ended> answers = new ArrayList<>();
    final List<byte[]> references = new ArrayList<>();
    final QuoteBench desk;
    private final SignatureEvent event = new SignatureEvent();
    private final byte[] bytes = new byte[SignatureEvent.LENGTH];

    SigningBench(final OracleConfig config)
    {
        desk = new QuoteBench(config, this, this);
        desk.clock();
    }

    /** Sends an order and returns its correlation. */
    long order(final int policy)
    {
        desk.post(10_000, policy);
        return desk.lastCorrelation();
    }

    /** An order that must wait, and its request. */
    Request request(final int policy)
    {
        final int before = requests.size();
        order(policy);
        if (requests.size() != before + 1)
        {
            throw new AssertionError("the order was not handed over: " + last().how);
        }
        return requests.get(before);
    }

    Ended last()
    {
        return answers.get(answers.size() - 1);
    }

    void sign(final Request request)
    {
        send(request, digestOf(request), signatureOf(request));
    }

    void fail(final Request request)
    {
        send(request, digestOf(request), null);
    }

    void send(final Request request, final byte[] digest, final byte @Nullable [] signature)
    {
        event.begin(bytes, 0);
        event.receivedAtNs(desk.nowNs);
        event.kind(request.kind);
        event.instrument(request.instrument);
        event.quoteSequence(request.sequence);
        event.digest(SignatureEvent.QUOTE_DIGEST, digest, 0);
        if (signature != null)
        {
            event.signature(signature, 0);
        }
        desk.post(SignatureEvent.TEMPLATE_ID, bytes, event.finish());
    }

    static byte[] digestOf(final Request request)
    {
        final byte[] digest = new byte[Sha256.LENGTH];
        new Sha256().digest(request.quote, 0, QuoteFrame.LENGTH, digest, 0);
        return digest;
    }

    static byte[] signatureOf(final Request request)
    {
        final byte[] signature = new byte[SignatureEvent.SIGNATURE_LENGTH];
        QuoteBench.KEY.sign(request.quote, 0, QuoteFrame.LENGTH, signature, 0);
        return signature;
    }

    /** The quote as its customer would get it. */
    static byte[] signed(final Request request)
    {
        final byte[] quote = Arrays.copyOf(request.quote, SignedQuoteLayout.LENGTH);
        System.arraycopy(signatureOf(request), 0, quote, SignedQuoteLayout.SIGNATURE, SignatureEvent.SIGNATURE_LENGTH);
        return quote;
    }

    @Override
    public void request(
        final int kind, final int instrument, final long sequence, final long dueNs, final byte[] quote)
    {
        requests.add(new Request(kind, instrument, sequence, dueNs, Arrays.copyOf(quote, QuoteFrame.LENGTH)));
    }

    @Override
    public void answer(final byte[] answer, final byte[] quote, final int quoteLength)
    {
        final AnswerFrame frame = new AnswerFrame();
        if (frame.wrap(answer, 0, AnswerFrame.LENGTH) != WireStatus.OK)
        {
            throw new AssertionError("an answer that is not canonical");
        }
        answers.add(new Ended(frame, Arrays.copyOf(quote, quoteLength)));
    }

    @Override
    public void referenceQuote(final byte[] quote, final int length)
    {
        references.add(Arrays.copyOf(quote, length));
    }
}
