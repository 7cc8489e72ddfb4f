// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import com.lmax.disruptor.RingBuffer;
import io.plumbline.oracle.Counters;
import io.plumbline.oracle.ErrorRecord;
import io.plumbline.oracle.Explanations;
import io.plumbline.oracle.Gauges;
import io.plumbline.oracle.Health;
import io.plumbline.oracle.Oracle;
import io.plumbline.oracle.OracleAdmin;
import io.plumbline.oracle.OracleListener;
import io.plumbline.oracle.QuoteDesk;
import io.plumbline.oracle.ReferencePrice;
import io.plumbline.oracle.ReferencePrices;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.TickSink;
import io.plumbline.oracle.config.OracleClock;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.ThreadingConfig;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.crypto.SignatureKernel;
import io.plumbline.oracle.crypto.TableShelf;
import io.plumbline.oracle.slot.ExplanationDraft;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.Verdict;
import io.plumbline.oracle.telemetry.ErrorLog;
import io.plumbline.oracle.telemetry.SharedCounters;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.telemetry.SummedCounters;
import io.plumbline.oracle.wire.ClockEvent;
import io.plumbline.oracle.wire.EnvelopeEvent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.CompositeAgent;
import org.agrona.concurrent.SleepingIdleStrategy;
import org.jspecify.annotations.Nullable;

/**
 * The running engine, wired in one constructor: (1) status and counters, (2) outbound ring and credits, (3) stages,
 * (4) ring and doors, (5) threads. {@link #start} runs it; {@link #close} refuses, drains, halts, joins and completes
 * what is left over.
 */
final class OracleEngine implements Oracle, ReferencePrices
{
    private static final Logger LOGGER = System.getLogger("io.plumbline.oracle");
    private static final long MIN_IDLE_NS = 1_000;
    private static final long MAX_IDLE_NS = 100_000;
    private static final long TABLE_IDLE_NS = 10_000_000;

    private final OracleConfig config;
    private final OracleClock clock;
    private final EngineStatus status = new EngineStatus();
    private final SharedCounters doorCounters = new SharedCounters();
    private final SharedCounters replyCounters = new SharedCounters();
    private final ErrorLog replyErrors = new ErrorLog();
    private final Counters counters;
    private final OutboundRing outbound;
    private final ConnectionCredits credits;
    private final ReferenceTable references;
    private final Stages stages;
    private final QuoteKey key;
    private final StageThreads threads;
    private final RingDoor ringDoor;
    private final TickDoor tickDoor;
    private final Desk desk;
    private final AdminDoor adminDoor;
    private final ExplainDoor explainDoor;
    private final AlertWatch alerts;
    private final ReplyAgent replyAgent;
    private final AgentThread replyThread;
    private final AgentThread clockThread;
    private final @Nullable AgentThread tableThread;

    /**
     * @param shelf where the kernel finds its tables; null where it uses none.
     */
    OracleEngine(
        final OracleConfig config,
        final OracleListener listener,
        final SignatureKernel kernel,
        final @Nullable TableShelf shelf)
    {
        this.config = config;
        clock = config.clock().orElseGet(SharedClock::new);
        final ThreadingConfig threading = config.threading();

        // (2) what leaves the engine, and one credit for each command that may be in flight
        final StageCounters quoteCounters = new StageCounters();
        outbound = new OutboundRing(threading.outboundSize(), quoteCounters);
        final ReplyTable table = new ReplyTable(outbound.credits());
        credits = new ConnectionCredits(config.connections().size(), threading.connectionInFlight());
        references = new ReferenceTable(config.instruments().size());

        // (3) the four stages
        key = new QuoteKey(config);
        try
        {
            stages = new Stages(config, kernel, references,
                key.stage(config, clock.epochNs(), outbound, quoteCounters), quoteCounters);
        }
        catch (final RuntimeException e)
        {
            key.destroy();
            throw e;
        }
        counters = new SummedCounters(doorCounters, replyCounters, key.counters(), stages.counters());

        // (4) the ring and its doors
        final RingBuffer<Slot> ring = RingBuffer.createMultiProducer(Slot::new, threading.ringSize(),
            ProcessorFactory.waitStrategy(threading.waitMode()));
        ringDoor = new RingDoor(ring, status, doorCounters);
        key.connect(ringDoor, clock);
        tickDoor = new TickDoor(config.connections(), credits, ringDoor, clock, doorCounters);
        desk = new Desk(config.policies(), table, ringDoor, status, clock, doorCounters);
        adminDoor = new AdminDoor(config, new AdminLine(config, ringDoor, clock), stages.quote()::trial,
            doorCounters);
        explainDoor = new ExplainDoor(
            new ExplanationTree(config), table, ringDoor, status, clock, doorCounters, replyErrors);

        // (5) the threads: stages, replies, clock, tables; a signer outside the engine has one of its own
        threads = new StageThreads(threading.layout(), ring, status, stages, this::afterStages);
        replyAgent = new ReplyAgent(
            outbound, table, status, listener, replyCounters, replyErrors, explainDoor, key.proofs());
        alerts = new AlertWatch(config.alerts(), config.instruments().size(), references, counters,
            stages.quote().quoteAges(), status, listener, replyCounters, replyErrors);
        replyThread = new AgentThread("plumbline-reply",
            new BackoffIdleStrategy(10, 10, MIN_IDLE_NS, MAX_IDLE_NS), new CompositeAgent(replyAgent, alerts));
        clockThread = new AgentThread("plumbline-clock", new SleepingIdleStrategy(threading.clockIntervalNs()),
            new ClockAgent(ringDoor, threads::handled, status, clock, replyCounters, threading));
        tableThread = shelf == null ? null : new AgentThread("plumbline-tables",
            new SleepingIdleStrategy(TABLE_IDLE_NS),
            new TableAgent(stages.verify().keys(), config.crypto().maxKeyTables(), shelf, adminDoor::installTable));
    }

    void start()
    {
        threads.start();
        key.start();
        replyThread.start();
        clockThread.start();
        if (tableThread != null)
        {
            tableThread.start();
        }
    }

    /**
     * Settles a connection's credits once every stage is done with its envelope, and hands on what somebody asked to
     * be explained; the last stage's thread.
     */
    private void afterStages(final Slot slot)
    {
        final ExplanationDraft draft = slot.draft;
        if (draft != null)
        {
            slot.draft = null;
            outbound.explained(draft, slot.refusal);
        }
        if (slot.kind == EnvelopeEvent.TEMPLATE_ID && credits.isKnown(slot.connection))
        {
            credits.onVerdict(slot.connection, slot.refusal, slot.isRecovered);
            if (slot.verdict != Verdict.VERIFIED)
            {
                outbound.envelopeRefused(slot.connection, slot.messageId, slot.refusal);
            }
        }
        else if (slot.kind == ClockEvent.TEMPLATE_ID)
        {
            credits.onClock();
        }
    }

    @Override
    public TickSink ticks()
    {
        return tickDoor;
    }

    @Override
    public QuoteDesk quotes()
    {
        return desk;
    }

    @Override
    public ReferencePrices prices()
    {
        return this;
    }

    @Override
    public OracleAdmin admin()
    {
        return adminDoor;
    }

    @Override
    public Counters counters()
    {
        return counters;
    }

    @Override
    public Explanations explanations()
    {
        return explainDoor;
    }

    @Override
    public Gauges gauges()
    {
        return alerts;
    }

    @Override
    public List<ErrorRecord> errors()
    {
        final List<ErrorRecord> records = new ArrayList<>(stages.verify().errors().records());
        records.addAll(stages.quote().errors().records());
        records.addAll(replyErrors.records());
        records.addAll(key.errors().records());
        return records;
    }

    @Override
    public byte[] quotePublicKey()
    {
        return key.publicKey().toBytes();
    }

    @Override
    public int instrumentId(final String symbol)
    {
        return config.instrumentId(symbol);
    }

    @Override
    public Refusal read(final int instrument, final ReferencePrice into)
    {
        if (instrument < 0 || instrument >= config.instruments().size())
        {
            into.clear();
            return Refusal.UNKNOWN_INSTRUMENT;
        }
        if (!references.read(instrument, into))
        {
            return Refusal.NO_PRICE;
        }
        if (status.phase() != EngineStatus.Phase.RUNNING)
        {
            return Refusal.STALE;
        }
        final Refusal closedBy = stages.quote().gate().closedBy();
        if (closedBy != Refusal.NONE)
        {
            return closedBy;
        }
        final boolean isPast = into.tier() != Tier.CLOSED && clock.epochNs() >= into.validUntilNs();
        return isPast ? Refusal.STALE : into.refusal();
    }

    @Override
    public Health health()
    {
        return switch (status.phase())
        {
            case FAILED -> Health.FAILED;
            case CLOSING, CLOSED -> Health.CLOSED;
            case RUNNING -> runningHealth();
        };
    }

    private Health runningHealth()
    {
        if (status.isStalled())
        {
            return Health.STALLED;
        }
        return stages.quote().gate().closedBy() == Refusal.NONE ? Health.GREEN : Health.SUSPENDED;
    }

    /**
     * The way onto the ring, for replays and tests.
     */
    RingDoor ringDoor()
    {
        return ringDoor;
    }

    @Override
    public void close()
    {
        OracleThread.refuseToBlock("close");
        synchronized (this)
        {
            if (status.phase() == EngineStatus.Phase.CLOSED)
            {
                return;
            }
            // every wait below is bounded: an interruption shortens one of them, and is the caller's to see at the end
            boolean isInterrupted = Thread.interrupted();
            final boolean hasBacklog = status.close();
            if (tableThread != null)
            {
                tableThread.end();
            }
            isInterrupted |= Thread.interrupted();
            isInterrupted |= drain(hasBacklog);
            // time goes on while it drains: its silence would be a fault, and what is overdue is withdrawn
            clockThread.end();
            isInterrupted |= Thread.interrupted();
            key.end();
            isInterrupted |= Thread.interrupted();
            isInterrupted |= halt();
            isInterrupted |= drainOutbound();
            replyThread.end();
            isInterrupted |= Thread.interrupted();
            status.closed();
            OracleThread.standIn(replyAgent::failAll);
            key.destroy();
            if (isInterrupted)
            {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean drain(final boolean hasBacklog)
    {
        try
        {
            if (hasBacklog)
            {
                final long startNs = OracleThread.monotonicNs();
                final long drainNs = config.threading().drainNs();
                if (!key.drain(threads, status, drainNs))
                {
                    LOGGER.log(Level.WARNING,
                        "closing with a backlog: what is left over completes with ENGINE_FAILED");
                }
                key.drainProofs(outbound, status, drainNs - (OracleThread.monotonicNs() - startNs));
            }
            return false;
        }
        catch (final InterruptedException e)
        {
            return true;
        }
    }

    private boolean halt()
    {
        try
        {
            if (!threads.halt())
            {
                LOGGER.log(Level.ERROR, "a stage hangs and was left behind");
            }
            return false;
        }
        catch (final InterruptedException e)
        {
            return true;
        }
    }

    private boolean drainOutbound()
    {
        final long startNs = OracleThread.monotonicNs();
        try
        {
            while (!outbound.isEmpty() && OracleThread.monotonicNs() - startNs < config.threading().drainNs())
            {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            return false;
        }
        catch (final InterruptedException e)
        {
            return true;
        }
    }
}
