// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Health;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.OracleListener;
import io.plumbline.oracle.ProofRequest;
import io.plumbline.oracle.QuoteReply;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Layout;
import io.plumbline.oracle.config.QuoteSigner;
import io.plumbline.oracle.config.ThreadingConfig;
import io.plumbline.oracle.crypto.Ed25519PublicKey;
import io.plumbline.oracle.crypto.Ed25519Verifier;
import io.plumbline.oracle.fixtures.Jose;
import io.plumbline.oracle.wire.QuoteFrame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents on the thread of a signer outside the engine that is slow, throws, hangs or signs with another key. */
final class ProofSigningTest
{
    private final OutsideSigner signer = new OutsideSigner();

    /** An engine with one quote, whose signer has nothing to do. */
    private EngineRig rig(final ThreadingConfig threading, final QuoteSigner by)
    {
        final EngineRig rig = new EngineRig(threading, OracleListener.NONE, by);
        rig.open();
        EngineRig.await(() -> rig.engine.counters().count(Metric.REFERENCE_QUOTES) > 0);
        rig.quote(1);
        return rig;
    }

    private EngineRig rig(final Layout layout)
    {
        return rig(EngineRig.threading(layout), signer);
    }

    private static QuoteReply submit(final EngineRig rig)
    {
        final QuoteReply reply = rig.engine.quotes().newReply();
        EngineRig.require(rig.engine.quotes().submit(new ProofRequest().jws(Fleet.MERCHANT, 1), reply));
        return reply;
    }

    private static Refusal ended(final QuoteReply reply)
    {
        assertTrue(reply.await(10_000_000_000L));
        return reply.refusal();
    }

    private static void assertCounts(final EngineRig rig, final long signed, final long failed)
    {
        assertEquals(signed + failed, rig.engine.counters().count(Metric.PROOFS_WRITTEN));
        assertEquals(signed, rig.engine.counters().count(Metric.PROOFS_SIGNED));
        assertEquals(failed, rig.engine.counters().count(Metric.PROOFS_FAILED));
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void shouldAnswerOtherCommandsWhileADocumentWaits(final Layout layout) throws Exception
    {
        try (EngineRig rig = rig(layout))
        {
            signer.hang(false);
            final QuoteReply reply = submit(rig);
            signer.awaitEntered();
            assertEquals("plumbline-signer", Objects.requireNonNull(signer.thread).getName());
            assertEquals(Refusal.UNKNOWN_OUTCOME,
                rig.ask(new ProofRequest().receipt(Fleet.MERCHANT, "none")).refusal());
            assertFalse(reply.isDone());
            signer.letGo();
            assertEquals(Refusal.NONE, ended(reply));
            assertTrue(Jose.read(reply.jws(), rig.engine.quotePublicKey()).verifySignature());
        }
    }

    @Test
    void shouldFailWhatTheSignerFailsToSignAndGoOn()
    {
        try (EngineRig rig = rig(Layout.FUSED))
        {
            signer.before(() ->
            {
                throw new IOException("no link to the module");
            });
            assertEquals(Refusal.SIGNER_FAILED, ended(submit(rig)));
            signer.before(() ->
            {
                throw new AssertionError("a module that is broken");
            });
            assertEquals(Refusal.SIGNER_FAILED, ended(submit(rig)));
            signer.before(() -> Thread.currentThread().interrupt());
            assertEquals(Refusal.NONE, ended(submit(rig)));
            signer.before(null);
            signer.foreign(true);
            final QuoteReply wrong = submit(rig);
            assertEquals(Refusal.SIGNER_FAILED, ended(wrong));
            assertEquals(0, wrong.copyDocument(new byte[0], 0));
            signer.foreign(false);
            signer.scribble();
            assertEquals(Refusal.NONE, ended(submit(rig)));
            assertEquals(Refusal.NONE, ended(submit(rig)));
            assertCounts(rig, 3, 3);
            assertEquals(2, rig.engine.counters().count(Metric.SIGNER_ERRORS));
            assertEquals(1, rig.engine.counters().count(Metric.SIGNATURES_WRONG));
            assertEquals(3, rig.engine.counters().count(Refusal.SIGNER_FAILED));
            assertEquals(Health.GREEN, rig.engine.health());
        }
    }

    @Test
    void shouldTakeNoMoreThanItHasPlacesFor() throws Exception
    {
        try (EngineRig rig = rig(EngineRig.threading(Layout.FUSED).withSizes(256, 512, 256), signer))
        {
            signer.hang(false);
            final List<QuoteReply> waiting = new ArrayList<>();
            for (int i = 0; i < ProofHandover.SIZE; i++)
            {
                waiting.add(submit(rig));
            }
            signer.awaitEntered();
            for (int i = 0; i < 10; i++)
            {
                assertEquals(Refusal.SIGNER_BUSY, ended(submit(rig)));
            }
            signer.letGo();
            for (final QuoteReply reply : waiting)
            {
                assertEquals(Refusal.NONE, ended(reply));
            }
            assertEquals(Refusal.NONE, ended(submit(rig)));
            assertCounts(rig, ProofHandover.SIZE + 1, 10);
            assertEquals(0, rig.engine.counters().count(Metric.LATE_REPLIES));
        }
    }

    @Test
    void shouldDiscardWhatNobodyWaitsForAnyMore() throws Exception
    {
        try (EngineRig rig = rig(Layout.SPLIT))
        {
            signer.hang(false);
            final QuoteReply reply = submit(rig);
            signer.awaitEntered();
            assertTrue(reply.abandon());
            EngineRig.require(rig.engine.quotes().submit(new ProofRequest().receipt(Fleet.MERCHANT, "none"), reply));
            assertEquals(Refusal.UNKNOWN_OUTCOME, ended(reply));
            signer.letGo();
            EngineRig.await(() -> rig.engine.counters().count(Metric.LATE_REPLIES) == 1);
            EngineRig.await(() -> rig.engine.counters().count(Metric.PROOFS_SIGNED) == 1);
            assertEquals(Refusal.UNKNOWN_OUTCOME, reply.refusal());
            assertCounts(rig, 1, 0);
        }
    }

    @Test
    void shouldSignOrdersFirstAndADocumentInBetween() throws Exception
    {
        final Recorder recorder = new Recorder(signer);
        try (EngineRig rig = rig(EngineRig.threading(Layout.FUSED).withSizes(256, 512, 256), recorder))
        {
            signer.hang(false);
            final List<QuoteReply> replies = new ArrayList<>();
            replies.add(submit(rig));
            signer.awaitEntered();
            recorder.lengths.clear();
            for (int i = 0; i < 3; i++)
            {
                replies.add(submit(rig));
            }
            EngineRig.await(() -> rig.engine.counters().count(Metric.PROOFS_WRITTEN) == 4);
            for (int i = 0; i < 12; i++)
            {
                final QuoteReply reply = rig.engine.quotes().newReply();
                EngineRig.require(rig.engine.quotes().submit(Fleet.order(0, 10_000, 2 + i), reply));
                replies.add(reply);
            }
            EngineRig.await(() -> rig.engine.counters().count(Metric.SIGNATURES_REQUESTED) >= 14);
            signer.letGo();
            for (final QuoteReply reply : replies)
            {
                assertEquals(Refusal.NONE, ended(reply));
            }
            final StringBuilder order = new StringBuilder();
            recorder.lengths.forEach(length -> order.append(length == QuoteFrame.LENGTH ? 'q' : 'd'));
            assertEquals("qqqqqqqqdqqqqdd", order.toString());
        }
    }

    @Test
    void shouldAnswerWhatWaitsBeforeAClose() throws Exception
    {
        final EngineRig rig = rig(Layout.SPLIT);
        final List<QuoteReply> replies = new ArrayList<>();
        signer.hang(false);
        for (int i = 0; i < 6; i++)
        {
            replies.add(submit(rig));
        }
        signer.awaitEntered();
        final Thread closer = new Thread(rig::close);
        closer.start();
        EngineRig.await(() -> rig.engine.health() == Health.CLOSED);
        assertEquals(Refusal.CLOSED, rig.engine.quotes().submit(
            new ProofRequest().jws(Fleet.MERCHANT, 1), rig.engine.quotes().newReply()));
        signer.letGo();
        closer.join();
        for (final QuoteReply reply : replies)
        {
            assertTrue(reply.isDone());
            assertEquals(Answer.PROVED, reply.answer());
        }
        assertCounts(rig, 6, 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldCloseThoughTheSignerHangs(final boolean isDeaf) throws Exception
    {
        final EngineRig rig = rig(EngineRig.threading(Layout.FUSED)
            .withTimes(1_000_000L, EngineRig.MINUTE_NS, 100_000_000L, 200_000_000L), signer);
        signer.hang(isDeaf);
        final QuoteReply first = submit(rig);
        final QuoteReply next = submit(rig);
        signer.awaitEntered();
        EngineRig.await(() -> rig.engine.counters().count(Metric.PROOFS_WRITTEN) == 2);
        rig.close();
        final Refusal refusal = ended(first);
        // one that hears the interrupt may still say that it failed
        assertTrue(refusal == Refusal.ENGINE_FAILED || (!isDeaf && refusal == Refusal.SIGNER_FAILED),
            refusal::toString);
        assertEquals(Refusal.ENGINE_FAILED, ended(next));
        assertCounts(rig, 0, 2);
        signer.letGo();
        Objects.requireNonNull(signer.thread).join(20_000);
        assertFalse(Objects.requireNonNull(signer.thread).isAlive());
        assertEquals(Refusal.ENGINE_FAILED, next.refusal());
        assertCounts(rig, 0, 2);
    }

    @Test
    void shouldEndWithTheEngine() throws Exception
    {
        try (EngineRig rig = rig(Layout.FUSED))
        {
            signer.hang(false);
            final QuoteReply reply = submit(rig);
            signer.awaitEntered();
            rig.kernel.die();
            rig.offer(0, Fleet.PRICE);
            assertEquals(Refusal.ENGINE_FAILED, ended(reply));
            signer.letGo();
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void shouldGiveEachOfManyDocumentsOnce(final Layout layout)
    {
        try (EngineRig rig = rig(EngineRig.threading(layout).withSizes(256, 512, 256), signer))
        {
            final List<QuoteReply> replies = new ArrayList<>();
            for (int i = 0; i < 400; i++)
            {
                final QuoteReply reply = rig.engine.quotes().newReply();
                EngineRig.await(() -> rig.engine.quotes().submit(
                    new ProofRequest().reference(Fleet.MERCHANT, 1), reply) == Refusal.NONE);
                replies.add(reply);
            }
            int proved = 0;
            for (final QuoteReply reply : replies)
            {
                final Refusal refusal = ended(reply);
                assertTrue(refusal == Refusal.NONE || refusal == Refusal.SIGNER_BUSY, refusal::toString);
                proved += refusal == Refusal.NONE ? 1 : 0;
                assertTrue(refusal != Refusal.NONE || isGood(rig, reply));
            }
            assertCounts(rig, proved, 400 - proved);
            assertEquals(0, rig.engine.counters().count(Metric.LATE_REPLIES));
        }
    }

    private static boolean isGood(final EngineRig rig, final QuoteReply reply)
    {
        final byte[] bytes = reply.reference().toByteArray();
        return new Ed25519Verifier().verify(Ed25519PublicKey.of(rig.engine.quotePublicKey()), bytes, 0,
            bytes.length - Ed25519Verifier.SIGNATURE_LENGTH, bytes, bytes.length - Ed25519Verifier.SIGNATURE_LENGTH,
            Ed25519Verifier.SIGNATURE_LENGTH);
    }

    /** Notes what it is asked to sign. */
    private static final class Recorder implements QuoteSigner
    {
        final List<Integer> lengths = new CopyOnWriteArrayList<>();
        private final OutsideSigner signer;

        Recorder(final OutsideSigner signer)
        {
            this.signer = signer;
        }

        @Override
        public int keyId()
        {
            return signer.keyId();
        }

        @Override
        public byte[] publicKey()
        {
            return signer.publicKey();
        }

        @Override
        public void sign(
            final byte[] message, final int offset, final int length, final byte[] out, final int outOffset)
            throws Exception
        {
            lengths.add(length);
            signer.sign(message, offset, length, out, outOffset);
        }
    }
}
