// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.AdminCommand;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.PolicyEvent;
import io.plumbline.oracle.wire.WireStatus;
import org.jspecify.annotations.Nullable;

/**
 * Carries operators' commands out as far as they concern quotes, and tells what became of each, also of those that
 * earlier stages have carried out. One thread; allocates only where terms change.
 */
final class AdminCommands
{
    private final Gate gate;
    private final PolicyBook book;
    private final QuoteRegistry registry;
    private final Outbox outbox;
    private final StageCounters counters;
    private final AdminEvent admin = new AdminEvent();
    private final PolicyEvent policy = new PolicyEvent();
    private long measured;
    private long limit;

    AdminCommands(
        final Gate gate,
        final PolicyBook book,
        final QuoteRegistry registry,
        final Outbox outbox,
        final StageCounters counters)
    {
        this.gate = gate;
        this.book = book;
        this.registry = registry;
        this.outbox = outbox;
        this.counters = counters;
    }

    void onAdmin(final Slot slot, final long nowNs)
    {
        if (admin.wrap(slot.bytes, 0, slot.length) != WireStatus.OK)
        {
            return;
        }
        final AdminCommand command = commandOf(admin.command());
        if (command != null)
        {
            counters.add(Metric.ADMIN_COMMANDS);
            measured = 0;
            limit = 0;
            final Refusal refusal = carryOut(command, nowNs);
            tell(admin.adminSequence(), slot.bytes, AdminEvent.OPERATOR_NAME.offset(), command, refusal);
        }
    }

    void onPolicy(final Slot slot, final long nowNs)
    {
        if (policy.wrap(slot.bytes, 0, slot.length) == WireStatus.OK)
        {
            counters.add(Metric.ADMIN_COMMANDS);
            final Refusal refusal = decidedByBook(book.onPolicy(policy, nowNs));
            tell(policy.adminSequence(), slot.bytes, PolicyEvent.OPERATOR_NAME.offset(), AdminCommand.CHANGE_POLICY,
                refusal);
        }
    }

    private Refusal carryOut(final AdminCommand command, final long nowNs)
    {
        switch (command)
        {
            case REOPEN_CLOCK -> gate.reopenClock(nowNs);
            case SUSPEND -> gate.suspend(true);
            case RESUME -> gate.suspend(false);
            case ADOPT_POLICY ->
            {
                return decidedByBook(book.onAdopt(admin.target(), admin.argument(), nowNs));
            }
            case DISCARD_POLICY ->
            {
                return decidedByBook(book.onDiscard(admin.target()));
            }
            case APPROVE_QUOTE ->
            {
                return approve(admin.argument(), nowNs);
            }
            case REVOKE_KEY, EXCLUDE_SOURCE, READMIT_SOURCE, OVERRIDE_TRUST, CHANGE_POLICY ->
            {
                // keys and sources concern earlier stages
            }
        }
        return Refusal.NONE;
    }

    private Refusal approve(final long sequence, final long nowNs)
    {
        final QuoteRecord record = registry.find(sequence, nowNs);
        if (record == null)
        {
            return registry.mayHaveIssued(sequence) ? Refusal.UNKNOWN_OUTCOME : Refusal.UNKNOWN_QUOTE;
        }
        return switch (record.state)
        {
            case FREE, SIGNING -> Refusal.UNKNOWN_QUOTE;
            case KILLED, RELEASED -> Refusal.QUOTE_DEAD;
            case AUTHORIZED, CAPTURED -> Refusal.ALREADY_REDEEMED;
            case ISSUED ->
            {
                record.isApproved = true;
                counters.add(Metric.QUOTES_APPROVED);
                yield Refusal.NONE;
            }
        };
    }

    private Refusal decidedByBook(final Refusal refusal)
    {
        measured = book.measured;
        limit = book.limit;
        return refusal;
    }

    /** The engine's own commands have no sequence, and nobody to be told. */
    private void tell(
        final long sequence,
        final byte[] bytes,
        final int operatorAt,
        final AdminCommand command,
        final Refusal refusal)
    {
        if (refusal != Refusal.NONE)
        {
            counters.add(refusal);
            counters.add(Metric.ADMIN_REFUSED);
        }
        if (sequence != 0)
        {
            outbox.adminOutcome(sequence, bytes, operatorAt, command, refusal, measured, limit);
        }
    }

    private static @Nullable AdminCommand commandOf(final int code)
    {
        return switch (code)
        {
            case AdminEvent.REOPEN_CLOCK -> AdminCommand.REOPEN_CLOCK;
            case AdminEvent.REVOKE_KEY -> AdminCommand.REVOKE_KEY;
            case AdminEvent.EXCLUDE_SOURCE -> AdminCommand.EXCLUDE_SOURCE;
            case AdminEvent.READMIT_SOURCE -> AdminCommand.READMIT_SOURCE;
            case AdminEvent.OVERRIDE_TRUST -> AdminCommand.OVERRIDE_TRUST;
            case AdminEvent.CLOSE_ORACLE -> AdminCommand.SUSPEND;
            case AdminEvent.REOPEN_ORACLE -> AdminCommand.RESUME;
            case AdminEvent.ADOPT_POLICY -> AdminCommand.ADOPT_POLICY;
            case AdminEvent.DISCARD_POLICY -> AdminCommand.DISCARD_POLICY;
            case AdminEvent.APPROVE_QUOTE -> AdminCommand.APPROVE_QUOTE;
            default -> null;
        };
    }
}
