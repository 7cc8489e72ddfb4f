// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.SignerConfig;
import io.plumbline.oracle.config.SourceConfig;
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
        return sha256("PLUMBLINE-POLICY-1\nname " + policy.name() + "\nversion " + policy.version() +
            "\nttlNs " + policy.ttlNs() + "\nmaxIssueDelayNs " + policy.maxIssueDelayNs() +
            "\ncaptureTtlNs " + policy.captureTtlNs() +
            "\nreceiptRetentionNs " + policy.receiptRetentionNs() + "\nmaxDriftBps " + policy.maxDriftBps() +
            "\nfeeBps " + policy.feeBps() + "\nslippageBps " + policy.slippageBps() +
            "\nminConfidenceBps " + policy.minConfidenceBps() + "\nmaxRoundingBps " + policy.maxRoundingBps() +
            "\nmaxFiatMinorUnits " + policy.maxFiatMinorUnits() + "\n");
    }

    static byte[] ofSources(final OracleConfig config)
    {
        final StringBuilder text = new StringBuilder("PLUMBLINE-SOURCES-1\n");
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

    private static byte[] sha256(final String text)
    {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        final byte[] digest = new byte[Sha256.LENGTH];
        new Sha256().digest(bytes, 0, bytes.length, digest, 0);
        return digest;
    }
}
