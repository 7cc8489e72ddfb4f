// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Envelope;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.TickSink;
import io.plumbline.oracle.config.OracleClock;
import io.plumbline.oracle.telemetry.SharedCounters;
import io.plumbline.oracle.wire.ConnectionEvent;
import java.util.List;

/**
 * The feeds' door: bounds first, then the connection's credit, then the clock, then the ring.
 */
final class TickDoor implements TickSink
{
    private final List<String> connections;
    private final ConnectionCredits credits;
    private final RingDoor ring;
    private final OracleClock clock;
    private final SharedCounters counters;
    private final byte[] scratch = new byte[ConnectionEvent.LENGTH];
    private final ConnectionEvent event = new ConnectionEvent();

    TickDoor(
        final List<String> connections,
        final ConnectionCredits credits,
        final RingDoor ring,
        final OracleClock clock,
        final SharedCounters counters)
    {
        this.connections = connections;
        this.credits = credits;
        this.ring = ring;
        this.clock = clock;
        this.counters = counters;
    }

    @Override
    public int connectionId(final String name)
    {
        return connections.indexOf(name);
    }

    @Override
    public Refusal connection(final int connection, final boolean isOpen)
    {
        if (!credits.isKnown(connection))
        {
            return counters.add(Refusal.UNKNOWN_CONNECTION);
        }
        synchronized (scratch)
        {
            event.begin(scratch, 0);
            event.receivedAtNs(clock.epochNs());
            event.connection(connection);
            event.open(isOpen);
            return counted(ring.offerSystem(scratch, event.finish()));
        }
    }

    @Override
    public Refusal offer(final int connection, final long messageId, final Envelope envelope)
    {
        if (!credits.isKnown(connection))
        {
            return counters.add(Refusal.UNKNOWN_CONNECTION);
        }
        if (!isWithinBounds(envelope))
        {
            return counters.add(Refusal.ENVELOPE_BOUNDS);
        }
        if (!credits.take(connection))
        {
            return counters.add(Refusal.CONNECTION_LIMIT);
        }
        final Refusal refusal = ring.offerEnvelope(connection, messageId, envelope, clock.epochNs());
        if (refusal == Refusal.NONE)
        {
            counters.add(Metric.ENVELOPES_ACCEPTED);
            return refusal;
        }
        credits.giveBack(connection);
        return counters.add(refusal);
    }

    private Refusal counted(final Refusal refusal)
    {
        return refusal == Refusal.NONE ? refusal : counters.add(refusal);
    }

    private static boolean isWithinBounds(final Envelope envelope)
    {
        return envelope.signatureCount() > 0 &&
            envelope.length() > 0 && envelope.length() <= Envelope.MAX_SIGNED_BYTES &&
            envelope.offset() >= 0 && envelope.offset() <= envelope.buffer().length - envelope.length();
    }
}
