// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples.policies;

import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.PolicyScope;
import io.plumbline.oracle.config.PolicyTerm;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.QuotePolicyBuilder;
import io.plumbline.oracle.config.Rights;
import io.plumbline.oracle.config.RiskStep;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.examples.policies.JsonReader.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Reads one policy. Used once. */
final class PolicyReader
{
    private static final List<String> STEP =
        List.of("fromMinorUnits", "ttlBps", "driftBps", "minLineages", "minConfidenceBps");
    private static final List<String> SCOPE = List.of("product", "collection", "region", "riskTier");
    private static final List<String> RIGHTS = List.of("canIssue", "canAuthorize", "canDisplay", "isApprovalNeeded",
        "ttlBps", "driftBps", "capBps");
    private static final int FLAGS = 4;

    private final JsonReader json;
    private final List<Consumer<QuotePolicyBuilder>> settings = new ArrayList<>();
    private final List<RiskStep> steps = new ArrayList<>();
    private String name = "";

    PolicyReader(final JsonReader json)
    {
        this.json = json;
    }

    /**
     * Reads it.
     *
     * @param number of the policy in its file, for messages.
     */
    QuotePolicy read(final int number) throws IOException
    {
        final Map<String, Value> members = new HashMap<>();
        members.put("name", () -> name = json.text("name"));
        members.put("version", () ->
        {
            final long version = json.number("version");
            settings.add(policy -> policy.version(version));
        });
        for (final PolicyTerm term : PolicyTerm.values())
        {
            members.put(term.term(), () ->
            {
                final long value = term.isFlag() ? flag(term.term()) : json.number(term.term());
                settings.add(policy -> policy.with(term, value));
            });
        }
        members.put("scope", this::scope);
        members.put("riskSteps", () -> json.array("riskSteps", this::step));
        members.put("rights", this::rights);
        try
        {
            json.object("policy " + number, members, Set.of("name", "version"));
            final QuotePolicyBuilder policy = QuotePolicy.named(name);
            settings.forEach(setting -> setting.accept(policy));
            return policy.riskSteps(steps).build();
        }
        catch (final IllegalArgumentException e)
        {
            throw new IOException("policy " + number + (name.isEmpty() ? "" : ", " + name) + ": " + e.getMessage(), e);
        }
    }

    private long flag(final String where) throws IOException
    {
        return json.flag(where) ? 1 : 0;
    }

    private void scope() throws IOException
    {
        final Map<String, String> parts = new HashMap<>();
        final Map<String, Value> members = new HashMap<>();
        SCOPE.forEach(part -> members.put(part, () -> parts.put(part, json.text(part))));
        json.object("scope", members, Set.copyOf(SCOPE));
        final PolicyScope scope = new PolicyScope(parts.getOrDefault("product", ""),
            parts.getOrDefault("collection", ""), parts.getOrDefault("region", ""),
            parts.getOrDefault("riskTier", ""));
        settings.add(policy -> policy.scope(scope));
    }

    private void step() throws IOException
    {
        final long[] from = new long[1];
        final int[] figures = new int[STEP.size()];
        final Map<String, Value> members = new HashMap<>();
        members.put(STEP.get(0), () -> from[0] = json.number(STEP.get(0)));
        for (int i = 1; i < figures.length; i++)
        {
            final int each = i;
            members.put(STEP.get(i), () -> figures[each] = json.smallNumber(STEP.get(each)));
        }
        json.object("a risk step", members, Set.copyOf(STEP));
        steps.add(new RiskStep(from[0], figures[1], figures[2], figures[3], figures[4]));
    }

    private void rights() throws IOException
    {
        final Map<String, Value> members = new HashMap<>();
        for (final Tier tier : Tier.values())
        {
            members.put(tier.name(), () ->
            {
                final Rights rights = rightsOf(tier.name());
                settings.add(policy -> policy.rights(tier, rights));
            });
        }
        for (final Mode mode : Mode.values())
        {
            members.put(mode.name(), () ->
            {
                final Rights rights = rightsOf(mode.name());
                settings.add(policy -> policy.rights(mode, rights));
            });
        }
        json.object("rights", members, Set.of());
    }

    private Rights rightsOf(final String where) throws IOException
    {
        final boolean[] flags = new boolean[FLAGS];
        final int[] factors = new int[RIGHTS.size() - FLAGS];
        final Map<String, Value> members = new HashMap<>();
        for (int i = 0; i < RIGHTS.size(); i++)
        {
            final int each = i;
            members.put(RIGHTS.get(i), i < FLAGS ? () -> flags[each] = json.flag(RIGHTS.get(each)) :
                () -> factors[each - FLAGS] = json.smallNumber(RIGHTS.get(each)));
        }
        json.object(where, members, Set.copyOf(RIGHTS));
        return new Rights(flags[0], flags[1], flags[2], flags[3], factors[0], factors[1], factors[2]);
    }
}
