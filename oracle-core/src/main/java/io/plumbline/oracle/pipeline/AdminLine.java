// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.AdminAction;
import io.plumbline.oracle.config.OracleClock;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.quote.PolicyCodec;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.PolicyEvent;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all operators' doors share: the numbers of their commands, those that wait for a second operator, and the way
 * onto the ring. Any thread, one at a time.
 */
final class AdminLine
{
    /** Most commands that wait for a second operator at once. */
    static final int MAX_KEPT = 64;

    /** How long one waits at most. */
    static final long MAX_KEPT_NS = 3_600_000_000_000L;

    private static final int MAX_CONFIRMATION = AdminEvent.MAX_REASON / 2;

    /** One command, as an operator gave it. */
    record Command(int code, int target, long argument, @Nullable AdminAction action)
    {
    }

    /** One that waits. */
    private record Kept(String operator, Command command, String reason, long sinceNs)
    {
    }

    private final RingDoor ring;
    private final OracleClock clock;
    private final Set<AdminAction> twoApprovals;
    private final Map<Long, Kept> kept = new LinkedHashMap<>();
    private final byte[] bytes = new byte[Math.max(AdminEvent.MAX_LENGTH, PolicyEvent.MAX_LENGTH)];
    private final AdminEvent admin = new AdminEvent();
    private final PolicyEvent policy = new PolicyEvent();
    private long lastSequence;

    AdminLine(final OracleConfig config, final RingDoor ring, final OracleClock clock)
    {
        this.ring = ring;
        this.clock = clock;
        twoApprovals = config.policyControl().twoApprovals();
    }

    /**
     * Publishes a command, or keeps it for a second operator. Its sequence is {@link #lastSequence()} where it is
     * accepted or kept, which the caller must ask while it holds the monitor.
     */
    synchronized Refusal give(final String operator, final Command command, final String reason)
    {
        final byte[] why = reason.getBytes(StandardCharsets.UTF_8);
        if (why.length == 0 || why.length > AdminEvent.MAX_REASON)
        {
            return Refusal.INVALID_ARGUMENT;
        }
        if (command.action() == null || !twoApprovals.contains(command.action()))
        {
            final Refusal refusal = counted(publish(lastSequence + 1, operator, command, why));
            if (refusal == Refusal.NONE)
            {
                kept.values().removeIf(waiting -> isOvertaken(waiting.command(), command));
            }
            return refusal;
        }
        if (operator.isEmpty())
        {
            return Refusal.INVALID_ARGUMENT;
        }
        forget();
        if (kept.size() >= MAX_KEPT)
        {
            return Refusal.RING_FULL;
        }
        lastSequence++;
        kept.put(lastSequence, new Kept(operator, command, reason, clock.epochNs()));
        return Refusal.AWAITING_CONFIRMATION;
    }

    /**
     * Publishes a policy's new terms: these never wait, since what loosens is on trial first.
     */
    synchronized Refusal give(final String operator, final int id, final QuotePolicy terms, final String reason)
    {
        final byte[] why = reason.getBytes(StandardCharsets.UTF_8);
        if (why.length == 0)
        {
            return Refusal.INVALID_ARGUMENT;
        }
        policy.begin(bytes, 0);
        policy.receivedAtNs(clock.epochNs());
        policy.adminSequence(lastSequence + 1);
        policy.text(PolicyEvent.OPERATOR_NAME, operator);
        policy.policy(id);
        PolicyCodec.write(terms, policy);
        policy.reason(why, 0, why.length);
        return counted(offer(policy.finish()));
    }

    /** What tightens is not undone by what waits from before it: whoever still wants that asks anew. */
    private static boolean isOvertaken(final Command waiting, final Command by)
    {
        return (waiting.code() == AdminEvent.REOPEN_ORACLE && by.code() == AdminEvent.CLOSE_ORACLE) ||
            (waiting.code() == AdminEvent.READMIT_SOURCE && by.code() == AdminEvent.EXCLUDE_SOURCE &&
            waiting.target() == by.target());
    }

    /** The engine's own: it has neither number nor operator. */
    synchronized Refusal giveUnnumbered(final Command command, final String reason)
    {
        return publish(0, "", command, reason.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Publishes a kept command, once.
     */
    synchronized Refusal confirm(final String operator, final long sequence, final String reason)
    {
        forget();
        final Kept waiting = kept.get(sequence);
        if (waiting == null)
        {
            return Refusal.UNKNOWN_COMMAND;
        }
        if (operator.isEmpty() || reason.isEmpty())
        {
            return Refusal.INVALID_ARGUMENT;
        }
        // nobody becomes a second operator by writing a name another way
        if (waiting.operator().equalsIgnoreCase(operator))
        {
            return Refusal.SAME_OPERATOR;
        }
        final byte[] both = join(waiting.reason(), " | confirmed by " + operator + ": " + reason);
        final Refusal refusal = publish(sequence, waiting.operator(), waiting.command(), both);
        if (refusal == Refusal.NONE)
        {
            kept.remove(sequence);
        }
        return refusal;
    }

    /** The number given last; for who holds the monitor. */
    long lastSequence()
    {
        return lastSequence;
    }

    private Refusal counted(final Refusal refusal)
    {
        if (refusal == Refusal.NONE)
        {
            lastSequence++;
        }
        return refusal;
    }

    private Refusal publish(final long sequence, final String operator, final Command command, final byte[] why)
    {
        if (command.code() == AdminEvent.REOPEN_CLOCK && clock instanceof SharedClock shared)
        {
            shared.anchor();
        }
        admin.begin(bytes, 0);
        admin.receivedAtNs(clock.epochNs());
        admin.adminSequence(sequence);
        admin.text(AdminEvent.OPERATOR_NAME, operator);
        admin.command(command.code());
        admin.target(command.target());
        admin.argument(command.argument());
        admin.reason(why, 0, why.length);
        return offer(admin.finish());
    }

    private Refusal offer(final int length)
    {
        return length < 0 ? Refusal.INVALID_ARGUMENT : ring.offerSystem(bytes, length);
    }

    private void forget()
    {
        final long nowNs = clock.epochNs();
        for (final Iterator<Kept> each = kept.values().iterator(); each.hasNext();)
        {
            final long ageNs = nowNs - each.next().sinceNs();
            // below 0 the clock was set back: how long it has waited is not known any more
            if (ageNs < 0 || ageNs > MAX_KEPT_NS)
            {
                each.remove();
            }
        }
    }

    /** Both reasons in the room of one; each is cut only where both together have none. */
    private static byte[] join(final String reason, final String confirmation)
    {
        final byte[] first = reason.getBytes(StandardCharsets.UTF_8);
        final byte[] second = confirmation.getBytes(StandardCharsets.UTF_8);
        final int secondLength = cut(second,
            Math.max(MAX_CONFIRMATION, AdminEvent.MAX_REASON - Math.min(first.length, AdminEvent.MAX_REASON)));
        final int firstLength = cut(first, AdminEvent.MAX_REASON - secondLength);
        final byte[] both = new byte[firstLength + secondLength];
        System.arraycopy(first, 0, both, 0, firstLength);
        System.arraycopy(second, 0, both, firstLength, secondLength);
        return both;
    }

    /** At most so many bytes, and no character in parts. */
    private static int cut(final byte[] utf8, final int most)
    {
        int length = Math.min(utf8.length, most);
        while (length < utf8.length && length > 0 && (utf8[length] & 0xC0) == 0x80)
        {
            length--;
        }
        return length;
    }
}
