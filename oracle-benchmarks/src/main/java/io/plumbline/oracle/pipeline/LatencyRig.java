// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import com.lmax.disruptor.RingBuffer;
import io.plumbline.oracle.Envelope;
import io.plumbline.oracle.OracleListener;
import io.plumbline.oracle.ReferencePrice;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleClock;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.crypto.Ed25519SigningKey;
import io.plumbline.oracle.crypto.KeyRing;
import io.plumbline.oracle.crypto.TableKernel;
import io.plumbline.oracle.crypto.TableShelf;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.Verdict;
import io.plumbline.oracle.telemetry.ErrorLog;
import io.plumbline.oracle.telemetry.SharedCounters;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.wire.EnvelopeEvent;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.SleepingIdleStrategy;

/**
 * One run: the engine's own parts, wired as the engine wires them, but for the last stage's follower, which takes the
 * time. The engine's clock starts where the frames were signed for.
 */
final class LatencyRig
{
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MAX_LATENCY_NS = 60 * SECOND_NS;
    private static final long LEAD_NS = 50_000_000L;
    private static final long SPIN_NS = 100_000L;
    private static final long DRAIN_NS = 10 * SECOND_NS;
    private static final int DIGITS = 3;

    /** What a run gave. */
    record Outcome(
        Histogram latencies, long refusedByStage, long refusedAtDoor, long maxLateNs, ReferencePrice lastPrice)
    {
    }

    /** Epoch time that begins with the run. */
    private static final class RunClock implements OracleClock
    {
        private final long originNs = System.nanoTime();

        @Override
        public long epochNs()
        {
            return Publishers.START_NS + System.nanoTime() - originNs;
        }

        @Override
        public long wallNs()
        {
            return epochNs();
        }
    }

    private final PipelineLatency.Settings settings;
    private final Envelope[] envelopes;
    private final long intervalNs;
    private final Histogram latencies = new Histogram(MAX_LATENCY_NS, DIGITS);
    private final RunClock clock = new RunClock();
    private final EngineStatus status = new EngineStatus();
    private final SharedCounters counters = new SharedCounters();
    private final ConnectionCredits credits;
    private final ReferenceTable references = new ReferenceTable(1);
    private final StageThreads threads;
    private final TickDoor door;
    private final AgentRunner clockRunner;
    private final AgentRunner replyRunner;
    private long refusedByStage;
    private long refusedAtDoor;
    private long maxLateNs;

    /** Signs, wires, runs, stops. */
    static Outcome run(final PipelineLatency.Settings settings) throws InterruptedException
    {
        final Publishers publishers = new Publishers(settings.sources());
        final Envelope[] envelopes = sign(publishers, settings);
        return new LatencyRig(settings, publishers, envelopes).measure();
    }

    private static Envelope[] sign(final Publishers publishers, final PipelineLatency.Settings settings)
    {
        final long intervalNs = SECOND_NS / settings.ratePerSecond();
        final long[] prices = Publishers.prices();
        final Envelope[] envelopes = new Envelope[settings.frames()];
        for (int i = 0; i < envelopes.length; i++)
        {
            envelopes[i] = publishers.signed(i % settings.sources(), i + 1L,
                Publishers.START_NS + LEAD_NS + i * intervalNs, prices[i % Publishers.PRICES]);
        }
        return envelopes;
    }

    private LatencyRig(
        final PipelineLatency.Settings settings, final Publishers publishers, final Envelope[] envelopes)
    {
        this.settings = settings;
        this.envelopes = envelopes;
        intervalNs = SECOND_NS / settings.ratePerSecond();
        final OracleConfig config = publishers.config(settings.threading()).clock(clock).build();
        final StageCounters quoteCounters = new StageCounters();
        final OutboundRing outbound = new OutboundRing(config.threading().outboundSize(), quoteCounters);
        credits = new ConnectionCredits(config.connections().size(), config.threading().connectionInFlight());
        final TableShelf shelf = new TableShelf();
        final TableKernel kernel = new TableKernel(shelf);
        final Stages stages = new Stages(config, kernel, Ed25519SigningKey.ofSeed(new byte[32]), 1,
            references, outbound, quoteCounters);
        final KeyRing keys = stages.verify().keys();
        for (int key = 0; key < keys.size(); key++)
        {
            shelf.build(keys.ed25519(key));
            kernel.install(keys.ed25519(key));
        }
        final RingBuffer<Slot> ring = RingBuffer.createMultiProducer(Slot::new, config.threading().ringSize(),
            ProcessorFactory.waitStrategy(settings.mode()));
        final RingDoor ringDoor = new RingDoor(ring, status, counters);
        door = new TickDoor(config.connections(), credits, ringDoor, clock, counters);
        threads = new StageThreads(settings.layout(), ring, status, stages, this::afterStages);
        replyRunner = new AgentRunner(new BackoffIdleStrategy(10, 10, 1_000, 100_000), Throwable::printStackTrace,
            null, new ReplyAgent(outbound, new ReplyTable(outbound.credits()), status, OracleListener.NONE, counters,
            new ErrorLog()));
        clockRunner = new AgentRunner(new SleepingIdleStrategy(config.threading().clockIntervalNs()),
            Throwable::printStackTrace, null,
            new ClockAgent(ringDoor, threads::handled, status, clock, counters, config.threading()));
    }

    private Outcome measure() throws InterruptedException
    {
        threads.start();
        AgentRunner.startOnThread(replyRunner);
        AgentRunner.startOnThread(clockRunner);
        send();
        clockRunner.close();
        final boolean isDrained = threads.drain(DRAIN_NS);
        final boolean isEnded = threads.halt();
        replyRunner.close();
        if (!isDrained || !isEnded || status.phase() != EngineStatus.Phase.RUNNING)
        {
            throw new IllegalStateException("the engine did not get through: " + status.phase());
        }
        final ReferencePrice price = new ReferencePrice();
        references.read(0, price);
        return new Outcome(latencies, refusedByStage, refusedAtDoor, maxLateNs, price);
    }

    private long dueNs(final long frame)
    {
        return Publishers.START_NS + LEAD_NS + frame * intervalNs;
    }

    private void send()
    {
        for (int i = 0; i < envelopes.length; i++)
        {
            final long lateNs = waitUntil(dueNs(i));
            if (i >= settings.warmupFrames())
            {
                maxLateNs = Math.max(maxLateNs, lateNs);
            }
            if (door.offer(i % settings.sources(), i, envelopes[i]) != Refusal.NONE)
            {
                refusedAtDoor++;
            }
        }
    }

    /** Parks while there is time, then spins; the sender's processor is busy at high rates. */
    private long waitUntil(final long dueNs)
    {
        long leftNs = dueNs - clock.epochNs();
        while (leftNs > 0)
        {
            if (leftNs > 2 * SPIN_NS)
            {
                LockSupport.parkNanos(leftNs - SPIN_NS);
            }
            else
            {
                Thread.onSpinWait();
            }
            leftNs = dueNs - clock.epochNs();
        }
        return -leftNs;
    }

    /** The last stage's thread. */
    private void afterStages(final Slot slot)
    {
        if (slot.kind != EnvelopeEvent.TEMPLATE_ID)
        {
            return;
        }
        final boolean isVerified = slot.verdict == Verdict.VERIFIED;
        credits.onVerdict(slot.connection, slot.refusal, slot.isRecovered);
        if (!isVerified || slot.ticks.refusal[0] != Refusal.NONE)
        {
            refusedByStage++;
        }
        if (slot.messageId >= settings.warmupFrames())
        {
            latencies.recordValue(Math.min(MAX_LATENCY_NS, Math.max(0, clock.epochNs() - dueNs(slot.messageId))));
        }
    }
}
