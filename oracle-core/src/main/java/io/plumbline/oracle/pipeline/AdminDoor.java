// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.OracleAdmin;
import io.plumbline.oracle.PolicyTrial;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.AdminAction;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.price.Bps;
import io.plumbline.oracle.telemetry.SharedCounters;
import io.plumbline.oracle.wire.AdminEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One operator's door: looks names up and gives the command to the line that all doors share. Any thread.
 */
final class AdminDoor implements OracleAdmin
{
    private static final int MAX_OPERATOR = AdminEvent.OPERATOR_NAME.length();

    private final List<SourceConfig> sources;
    private final List<QuotePolicy> policies;
    private final AdminLine line;
    private final IntFunction<Optional<PolicyTrial>> trials;
    private final SharedCounters counters;
    private final String operator;
    private volatile long lastSequence;

    /**
     * A door for an operator without a name.
     *
     * @param trials the report of a policy's candidate, by dense id.
     */
    AdminDoor(
        final OracleConfig config,
        final AdminLine line,
        final IntFunction<Optional<PolicyTrial>> trials,
        final SharedCounters counters)
    {
        sources = config.sources();
        policies = config.policies();
        this.line = line;
        this.trials = trials;
        this.counters = counters;
        operator = "";
    }

    private AdminDoor(final AdminDoor door, final String operator)
    {
        sources = door.sources;
        policies = door.policies;
        line = door.line;
        trials = door.trials;
        counters = door.counters;
        this.operator = operator;
    }

    @Override
    public OracleAdmin as(final String name)
    {
        final boolean isPrintable = name.chars().allMatch(c -> c > 0x20 && c < 0x7f);
        if (!isPrintable || name.isEmpty() || name.length() > MAX_OPERATOR)
        {
            throw new IllegalArgumentException(
                "operator must have 1 to " + MAX_OPERATOR + " characters of printable ASCII, was '" + name + "'");
        }
        if (!operator.isEmpty() && !operator.equals(name))
        {
            throw new IllegalStateException("the door of '" + operator + "' must not become that of '" + name + "'");
        }
        return new AdminDoor(this, name);
    }

    @Override
    public long lastSequence()
    {
        return lastSequence;
    }

    @Override
    public Refusal reopenAfterClockFault(final String reason)
    {
        return give(AdminEvent.REOPEN_CLOCK, 0, 0, AdminAction.REOPEN_CLOCK, reason);
    }

    @Override
    public Refusal revokeKey(final String source, final int keyId, final String reason)
    {
        final int id = sourceId(source);
        final boolean isKnown = id >= 0 && sources.get(id).signers().stream().anyMatch(s -> s.keyId() == keyId);
        return isKnown ? give(AdminEvent.REVOKE_KEY, id, keyId, null, reason) : counters.add(Refusal.UNKNOWN_COMMAND);
    }

    @Override
    public Refusal excludeSource(final String source, final String reason)
    {
        return giveSource(AdminEvent.EXCLUDE_SOURCE, source, null, reason);
    }

    @Override
    public Refusal readmitSource(final String source, final String reason)
    {
        return giveSource(AdminEvent.READMIT_SOURCE, source, AdminAction.READMIT_SOURCE, reason);
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
            give(AdminEvent.OVERRIDE_TRUST, id, trustBps, AdminAction.OVERRIDE_TRUST, reason);
    }

    @Override
    public Refusal endTrustOverride(final String source, final String reason)
    {
        return giveSource(AdminEvent.OVERRIDE_TRUST, source, AdminAction.OVERRIDE_TRUST, reason);
    }

    @Override
    public Refusal suspend(final String reason)
    {
        return give(AdminEvent.CLOSE_ORACLE, 0, 0, null, reason);
    }

    @Override
    public Refusal resume(final String reason)
    {
        return give(AdminEvent.REOPEN_ORACLE, 0, 0, AdminAction.RESUME, reason);
    }

    @Override
    public Refusal changePolicy(final QuotePolicy terms, final String reason)
    {
        final int id = policyId(terms.name());
        if (id < 0)
        {
            return counters.add(Refusal.UNKNOWN_POLICY);
        }
        if (!terms.scope().equals(policies.get(id).scope()))
        {
            return counters.add(Refusal.INVALID_ARGUMENT);
        }
        final Refusal refusal;
        synchronized (line)
        {
            refusal = noted(line.give(operator, id, terms, reason));
        }
        return refusal == Refusal.NONE ? refusal : counters.add(refusal);
    }

    @Override
    public Refusal adoptPolicy(final String policy, final long version, final String reason)
    {
        final int id = policyId(policy);
        return id < 0 ? counters.add(Refusal.UNKNOWN_POLICY) :
            give(AdminEvent.ADOPT_POLICY, id, version, AdminAction.ADOPT_POLICY, reason);
    }

    @Override
    public Refusal discardPolicy(final String policy, final String reason)
    {
        final int id = policyId(policy);
        return id < 0 ? counters.add(Refusal.UNKNOWN_POLICY) :
            give(AdminEvent.DISCARD_POLICY, id, 0, null, reason);
    }

    @Override
    public Refusal approveQuote(final long quoteSequence, final String reason)
    {
        return give(AdminEvent.APPROVE_QUOTE, 0, quoteSequence, AdminAction.APPROVE_QUOTE, reason);
    }

    @Override
    public Refusal confirm(final long sequence, final String reason)
    {
        final Refusal refusal = line.confirm(operator, sequence, reason);
        if (refusal != Refusal.NONE)
        {
            return counters.add(refusal);
        }
        counters.add(Metric.ADMIN_CONFIRMED);
        return refusal;
    }

    @Override
    public Optional<PolicyTrial> trial(final String policy)
    {
        final int id = policyId(policy);
        return id < 0 ? Optional.empty() : trials.apply(id);
    }

    /**
     * Offers to use a table that stands ready; for the engine itself, not for operators.
     */
    Refusal installTable(final int key)
    {
        final Refusal refusal =
            line.giveUnnumbered(new AdminLine.Command(AdminEvent.INSTALL_TABLE, key, 0, null), "table built");
        return refusal == Refusal.NONE ? refusal : counters.add(refusal);
    }

    private Refusal giveSource(
        final int code, final String source, final @Nullable AdminAction action, final String reason)
    {
        final int id = sourceId(source);
        return id < 0 ? counters.add(Refusal.UNKNOWN_COMMAND) : give(code, id, 0, action, reason);
    }

    private Refusal give(
        final int code,
        final int target,
        final long argument,
        final @Nullable AdminAction action,
        final String reason)
    {
        final Refusal refusal;
        synchronized (line)
        {
            refusal = noted(line.give(operator, new AdminLine.Command(code, target, argument, action), reason));
        }
        return refusal == Refusal.NONE ? refusal : counters.add(refusal);
    }

    private Refusal noted(final Refusal refusal)
    {
        if (refusal == Refusal.NONE || refusal == Refusal.AWAITING_CONFIRMATION)
        {
            lastSequence = line.lastSequence();
        }
        return refusal;
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

    private int policyId(final String name)
    {
        for (int i = 0; i < policies.size(); i++)
        {
            if (policies.get(i).name().equals(name))
            {
                return i;
            }
        }
        return -1;
    }
}
