// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.PolicyTerm;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Rights;
import io.plumbline.oracle.config.RiskStep;
import io.plumbline.oracle.config.SignerConfig;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Digests of what a quote was judged by. Each is the SHA-256 of a UTF-8 text with one line a fact, in configuration
 * order, so that two parties holding the same configuration get the same digest.
 */
final class ConfigDigests
{
    private ConfigDigests()
    {
    }

    static byte[] ofPolicy(final QuotePolicy policy)
    {
        final StringBuilder text = new StringBuilder("PLUMBLINE-POLICY-2\n");
        line(text, "name", policy.name());
        line(text, "version", policy.version());
        policy.scope().ifPresent(scope ->
            line(text, "scope", scope.product(), scope.collection(), scope.region(), scope.riskTier()));
        for (final PolicyTerm term : PolicyTerm.values())
        {
            line(text, term.term(), policy.of(term));
        }
        for (final RiskStep step : policy.riskSteps())
        {
            line(text, "riskStep", step.fromMinorUnits(), step.ttlBps(), step.driftBps(), step.minLineages(),
                step.minConfidenceBps());
        }
        for (final Tier tier : Tier.values())
        {
            rights(text, tier.name(), policy.rightsOf(tier));
        }
        for (final Mode mode : Mode.values())
        {
            rights(text, mode.name(), policy.rightsOf(mode));
        }
        return sha256(text.toString());
    }

    static byte[] ofSources(final OracleConfig config)
    {
        final StringBuilder text = new StringBuilder("PLUMBLINE-SOURCES-2\n");
        config.instruments().forEach(instrument -> InstrumentLines.append(text, instrument));
        for (final SourceConfig source : config.sources())
        {
            text.append("source ").append(source.name()).append(' ').append(source.providerId()).append(' ')
                .append(source.lineage()).append(' ').append(source.baseWeight()).append(' ').append(source.scheme())
                .append(' ').append(source.threshold()).append(' ').append(source.isHighSAllowed()).append('\n');
            for (final SignerConfig signer : source.signers())
            {
                text.append("signer ").append(signer.keyId()).append(' ')
                    .append(HexFormat.of().formatHex(signer.publicBytes())).append(' ')
                    .append(signer.validFromNs()).append(' ').append(signer.validUntilNs()).append('\n');
            }
            for (final FeedConfig feed : source.feeds())
            {
                text.append("feed ").append(feed.feedId()).append(' ').append(feed.feedName()).append(' ')
                    .append(feed.instrument()).append(' ').append(feed.exponent()).append('\n');
            }
        }
        return sha256(text.toString());
    }

    /** A fact: its name and its figures, parted by spaces. */
    static void line(final StringBuilder text, final String name, final Object... figures)
    {
        text.append(name);
        for (final Object figure : figures)
        {
            text.append(' ').append(figure);
        }
        text.append('\n');
    }

    /** What a tier or a mode leaves, or a signal. */
    static void rights(final StringBuilder text, final String of, final Rights rights)
    {
        line(text, "rights", of, rights.canIssue(), rights.canAuthorize(), rights.canDisplay(),
            rights.isApprovalNeeded(), rights.ttlBps(), rights.driftBps(), rights.capBps());
    }

    private static byte[] sha256(final String text)
    {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        final byte[] digest = new byte[Sha256.LENGTH];
        new Sha256().digest(bytes, 0, bytes.length, digest, 0);
        return digest;
    }
}
