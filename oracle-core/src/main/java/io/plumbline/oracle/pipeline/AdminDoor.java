// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.OracleAdmin;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleClock;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.price.Bps;
import io.plumbline.oracle.telemetry.SharedCounters;
import io.plumbline.oracle.wire.AdminEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The operators' door: looks names up, writes the event with its reason, offers it. Any thread, one at a time.
 */
final class AdminDoor implements OracleAdmin
{
    private final List<SourceConfig> sources;
    private final RingDoor ring;
    private final OracleClock clock;
    private final SharedCounters counters;
    private final byte[] bytes = new byte[AdminEvent.MAX_LENGTH];
    private final AdminEvent event = new AdminEvent();

    AdminDoor(final OracleConfig config, final RingDoor ring, final OracleClock clock, final SharedCounters counters)
    {
        this.ring = ring;
        this.clock = clock;
        this.counters = counters;
        sources = config.sources();
    }

    @Override
    public Refusal reopenAfterClockFault(final String reason)
    {
        if (clock instanceof SharedClock shared && !reason.isEmpty())
        {
            shared.anchor();
        }
        return offer(AdminEvent.REOPEN_CLOCK, 0, 0, reason);
    }

    @Override
    public Refusal revokeKey(final String source, final int keyId, final String reason)
    {
        final int id = sourceId(source);
        final boolean isKnown = id >= 0 && sources.get(id).signers().stream().anyMatch(s -> s.keyId() == keyId);
        return isKnown ? offer(AdminEvent.REVOKE_KEY, id, keyId, reason) : counters.add(Refusal.UNKNOWN_COMMAND);
    }

    @Override
    public Refusal excludeSource(final String source, final String reason)
    {
        return offerSource(AdminEvent.EXCLUDE_SOURCE, source, reason);
    }

    @Override
    public Refusal readmitSource(final String source, final String reason)
    {
        return offerSource(AdminEvent.READMIT_SOURCE, source, reason);
    }

    @Override
    public Refusal overrideTrust(final String source, final int trustBps, final String reason)
    {
        final int id = sourceId(source);
        if (id < 0)
        {
            return counters.add(Refusal.UNKNOWN_COMMAND);
        }
        return trustBps < 1 || trustBps > Bps.ONE ? counters.add(Refusal.INVALID_ARGUMENT) :
            offer(AdminEvent.OVERRIDE_TRUST, id, trustBps, reason);
    }

    @Override
    public Refusal endTrustOverride(final String source, final String reason)
    {
        return offerSource(AdminEvent.OVERRIDE_TRUST, source, reason);
    }

    @Override
    public Refusal suspend(final String reason)
    {
        return offer(AdminEvent.CLOSE_ORACLE, 0, 0, reason);
    }

    @Override
    public Refusal resume(final String reason)
    {
        return offer(AdminEvent.REOPEN_ORACLE, 0, 0, reason);
    }

    /**
     * Offers to use a table that stands ready; for the engine itself, not for operators.
     */
    Refusal installTable(final int key)
    {
        return offer(AdminEvent.INSTALL_TABLE, key, 0, "table built");
    }

    private Refusal offerSource(final int command, final String source, final String reason)
    {
        final int id = sourceId(source);
        return id < 0 ? counters.add(Refusal.UNKNOWN_COMMAND) : offer(command, id, 0, reason);
    }

    private int sourceId(final String name)
    {
        for (int i = 0; i < sources.size(); i++)
        {
            if (sources.get(i).name().equals(name))
            {
                return i;
            }
        }
        return -1;
    }

    private synchronized Refusal offer(final int command, final int target, final long argument, final String reason)
    {
        final byte[] why = reason.getBytes(StandardCharsets.UTF_8);
        if (why.length == 0)
        {
            return counters.add(Refusal.INVALID_ARGUMENT);
        }
        event.begin(bytes, 0);
        event.receivedAtNs(clock.epochNs());
        event.command(command);
        event.target(target);
        event.argument(argument);
        event.reason(why, 0, why.length);
        final int length = event.finish();
        final Refusal refusal = length < 0 ? Refusal.INVALID_ARGUMENT : ring.offerSystem(bytes, length);
        return refusal == Refusal.NONE ? refusal : counters.add(refusal);
    }
}
