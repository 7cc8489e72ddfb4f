// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.AdminCommand;
import io.plumbline.oracle.AdminOutcome;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.OracleAdmin;
import io.plumbline.oracle.OracleListener;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.config.Layout;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.WireStatus;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contract W: operators hear what became of their commands, and new terms bind the next quote. */
final class AdminOutcomeTest implements OracleListener
{
    private final LinkedBlockingQueue<AdminOutcome> heard = new LinkedBlockingQueue<>();

    @Override
    public void onAdmin(final AdminOutcome outcome)
    {
        heard.add(outcome);
        if (outcome.refusal() == Refusal.SHADOW_RUNNING)
        {
            throw new IllegalStateException("a listener that fails");
        }
    }

    private void assertHeard(
        final long sequence, final String operator, final AdminCommand command, final Refusal refusal)
        throws InterruptedException
    {
        final @Nullable AdminOutcome outcome = heard.poll(30, TimeUnit.SECONDS);
        assertTrue(outcome != null, "nothing heard of " + command);
        assertEquals(new AdminOutcome(sequence, operator, command, refusal, outcome.measured(), outcome.limit()),
            outcome);
        final boolean hasFigures = refusal == Refusal.STALE_VERSION || refusal == Refusal.SHADOW_RUNNING;
        assertEquals(hasFigures, outcome.limit() != 0);
    }

    private static long policyVersion(final SignedQuote quote)
    {
        final QuoteFrame frame = new QuoteFrame();
        assertEquals(WireStatus.OK, frame.wrap(quote.toByteArray(), 0, QuoteFrame.LENGTH));
        return frame.policyVersion();
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void contractW_shouldTellTheOutcomeOfEachCommand(final Layout layout) throws InterruptedException
    {
        try (EngineRig rig = new EngineRig(EngineRig.threading(layout), this))
        {
            rig.open();
            final OracleAdmin ann = rig.engine.admin().as("ann");
            final QuotePolicy before = QuotePolicy.standard("checkout");
            assertEquals(Refusal.NONE, ann.changePolicy(before.toBuilder().version(2).maxRiseBps(9).build(), "tight"));
            assertHeard(1, "ann", AdminCommand.CHANGE_POLICY, Refusal.NONE);
            final SignedQuote quote = rig.ask(Fleet.order(0, 10_000, 1)).quote();
            assertEquals(2, policyVersion(quote));

            assertEquals(Refusal.NONE, ann.changePolicy(before, "old"));
            assertHeard(2, "ann", AdminCommand.CHANGE_POLICY, Refusal.STALE_VERSION);
            assertEquals(Refusal.NONE, ann.changePolicy(before.toBuilder().version(3).maxFallBps(9).build(), "mixed"));
            assertHeard(3, "ann", AdminCommand.CHANGE_POLICY, Refusal.MIXED_CHANGE);
            assertTrue(ann.trial("checkout").isEmpty());

            final QuotePolicy candidate = before.toBuilder().version(3).build();
            assertEquals(Refusal.NONE, ann.changePolicy(candidate, "quiet"));
            assertHeard(4, "ann", AdminCommand.CHANGE_POLICY, Refusal.NONE);
            assertEquals(2, policyVersion(rig.ask(Fleet.order(0, 10_000, 2)).quote()));
            assertEquals(candidate, ann.trial("checkout").orElseThrow().candidate());
            assertEquals(1, ann.trial("checkout").orElseThrow().orders());
            assertEquals(Refusal.NONE, ann.adoptPolicy("checkout", 3, "soon"));
            assertHeard(5, "ann", AdminCommand.ADOPT_POLICY, Refusal.SHADOW_RUNNING);
            assertEquals(Refusal.NONE, ann.discardPolicy("checkout", "no"));
            assertHeard(6, "ann", AdminCommand.DISCARD_POLICY, Refusal.NONE);
            assertTrue(ann.trial("checkout").isEmpty());

            assertEquals(Refusal.NONE, ann.approveQuote(quote.quoteSequence(), "seen"));
            assertHeard(7, "ann", AdminCommand.APPROVE_QUOTE, Refusal.NONE);
            assertEquals(Refusal.NONE, ann.approveQuote(99, "seen"));
            assertHeard(8, "ann", AdminCommand.APPROVE_QUOTE, Refusal.UNKNOWN_QUOTE);
            assertEquals(Refusal.NONE, rig.engine.admin().suspend("now"));
            assertHeard(9, "", AdminCommand.SUSPEND, Refusal.NONE);
            assertEquals(Refusal.NONE, ann.resume("done"));
            assertHeard(10, "ann", AdminCommand.RESUME, Refusal.NONE);
            assertEquals(Refusal.NONE, ann.overrideTrust("source-1", 9_000, "good"));
            assertHeard(11, "ann", AdminCommand.OVERRIDE_TRUST, Refusal.NONE);
            assertEquals(Refusal.NONE, ann.excludeSource("source-1", "bad"));
            assertHeard(12, "ann", AdminCommand.EXCLUDE_SOURCE, Refusal.NONE);
            assertEquals(Refusal.NONE, ann.readmitSource("source-1", "good"));
            assertHeard(13, "ann", AdminCommand.READMIT_SOURCE, Refusal.NONE);
            assertEquals(Refusal.NONE, ann.revokeKey("source-1", 1, "leaked"));
            assertHeard(14, "ann", AdminCommand.REVOKE_KEY, Refusal.NONE);
            assertEquals(Refusal.NONE, ann.reopenAfterClockFault("none"));
            assertHeard(15, "ann", AdminCommand.REOPEN_CLOCK, Refusal.NONE);
            assertEquals(15, rig.engine.counters().count(Metric.ADMIN_COMMANDS));
            assertEquals(4, rig.engine.counters().count(Metric.ADMIN_REFUSED));
            assertEquals(1, rig.engine.counters().count(Metric.POLICIES_CHANGED));
            assertEquals(1, rig.engine.counters().count(Metric.POLICIES_ON_TRIAL));
            EngineRig.await(() -> rig.engine.counters().count(Metric.LISTENER_ERRORS) == 1);
        }
    }
}
