// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * The terms on which order quotes are issued and redeemed. Immutable; any thread.
 *
 * @param name               printable ASCII, at most 32 characters.
 * @param version            grows with each change; stands in every quote.
 * @param ttlNs              life of a quote; nanoseconds, 10 ms to 1 h.
 * @param maxIssueDelayNs    how long a quote may wait for a signer outside the engine, from issue to the engine time
 *                           at which its signature arrives; nanoseconds, 1 ms to less than the life of the quote. A
 *                           signing seed signs at once, whatever this says.
 * @param captureTtlNs       how long an authorized quote waits for its capture; nanoseconds, 10 ms to 1 day.
 * @param receiptRetentionNs how long an answer outlives its quote; nanoseconds, 1 s to 1 day.
 * @param maxDriftBps        furthest the price may have moved at authorization, either way; basis points, 0 to 5,000.
 * @param feeBps             fee on the order's fiat value, basis points, 0 to 5,000.
 * @param slippageBps        shortfall of a captured amount that still settles, basis points, 0 to 5,000.
 * @param minConfidenceBps   least confidence of the reference price, 0 to 10,000.
 * @param maxRoundingBps     largest rounding error, basis points of the exact amount, 1 to 5,000.
 * @param maxFiatMinorUnits  largest order, minor units of the currency, 1 to 2^62.
 */
public record QuotePolicy(
    String name,
    long version,
    long ttlNs,
    long maxIssueDelayNs,
    long captureTtlNs,
    long receiptRetentionNs,
    int maxDriftBps,
    int feeBps,
    int slippageBps,
    int minConfidenceBps,
    int maxRoundingBps,
    long maxFiatMinorUnits)
{
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long DAY_NS = 86_400 * SECOND_NS;

    /**
     * Validates every component.
     *
     * @param name               printable ASCII, at most 32 characters.
     * @param version            grows with each change; stands in every quote.
     * @param ttlNs              life of a quote; nanoseconds, 10 ms to 1 h.
     * @param maxIssueDelayNs    how long a quote may wait for a signer outside the engine, from issue to the engine
     *                           time at which its signature arrives; nanoseconds, 1 ms to less than the life of the
     *                           quote. A signing seed signs at once, whatever this says.
     * @param captureTtlNs       how long an authorized quote waits for its capture; nanoseconds, 10 ms to 1 day.
     * @param receiptRetentionNs how long an answer outlives its quote; nanoseconds, 1 s to 1 day.
     * @param maxDriftBps        furthest the price may have moved at authorization, either way; basis points, 0 to
     *                           5,000.
     * @param feeBps             fee on the order's fiat value, basis points, 0 to 5,000.
     * @param slippageBps        shortfall of a captured amount that still settles, basis points, 0 to 5,000.
     * @param minConfidenceBps   least confidence of the reference price, 0 to 10,000.
     * @param maxRoundingBps     largest rounding error, basis points of the exact amount, 1 to 5,000.
     * @param maxFiatMinorUnits  largest order, minor units of the currency, 1 to 2^62.
     */
    public QuotePolicy
    {
        Check.ascii("name", name, 32);
        Check.range("version", version, 1, Long.MAX_VALUE);
        Check.range("ttlNs", ttlNs, 10_000_000L, 3_600 * SECOND_NS);
        Check.range("maxIssueDelayNs", maxIssueDelayNs, 1_000_000L, ttlNs - 1);
        Check.range("captureTtlNs", captureTtlNs, 10_000_000L, DAY_NS);
        Check.range("receiptRetentionNs", receiptRetentionNs, SECOND_NS, DAY_NS);
        Check.range("maxDriftBps", maxDriftBps, 0, 5_000);
        Check.range("feeBps", feeBps, 0, 5_000);
        Check.range("slippageBps", slippageBps, 0, 5_000);
        Check.range("minConfidenceBps", minConfidenceBps, 0, 10_000);
        Check.range("maxRoundingBps", maxRoundingBps, 1, 5_000);
        Check.range("maxFiatMinorUnits", maxFiatMinorUnits, 1, 1L << 62);
    }

    /**
     * The default terms: signed within 1 s, 30 s to authorize, 10 min to capture, answers kept 10 min, drift 75 bps, no
     * fee, slippage 50 bps, confidence at least 50 %, rounding at most 10 bps, orders up to 1,000,000.00 of a
     * two-decimal currency.
     *
     * @param name the policy's name.
     * @return version 1 of the policy.
     */
    public static QuotePolicy standard(final String name)
    {
        return new QuotePolicy(name, 1, 30 * SECOND_NS, SECOND_NS, 600 * SECOND_NS, 600 * SECOND_NS, 75, 0, 50, 5_000,
            10, 100_000_000L);
    }

    /**
     * The same terms with other times. The maximum issue delay stays, or becomes half the life where that is shorter.
     *
     * @param quoteTtlNs   life of a quote; nanoseconds.
     * @param captureNs    time to capture; nanoseconds.
     * @param retentionNs  how long an answer outlives its quote; nanoseconds.
     * @return a new policy of the same version.
     */
    public QuotePolicy withTimes(final long quoteTtlNs, final long captureNs, final long retentionNs)
    {
        return new QuotePolicy(name, version, quoteTtlNs, Math.min(maxIssueDelayNs, quoteTtlNs / 2), captureNs,
            retentionNs, maxDriftBps, feeBps, slippageBps, minConfidenceBps, maxRoundingBps, maxFiatMinorUnits);
    }

    /**
     * The same terms with other limits in basis points.
     *
     * @param driftBps         furthest price movement at authorization.
     * @param orderFeeBps      fee on the order's value.
     * @param shortfallBps     shortfall that still settles.
     * @param confidenceBps    least confidence.
     * @return a new policy of the same version.
     */
    public QuotePolicy withLimits(
        final int driftBps, final int orderFeeBps, final int shortfallBps, final int confidenceBps)
    {
        return new QuotePolicy(name, version, ttlNs, maxIssueDelayNs, captureTtlNs, receiptRetentionNs, driftBps,
            orderFeeBps, shortfallBps, confidenceBps, maxRoundingBps, maxFiatMinorUnits);
    }

    /**
     * The same terms with another bound on how long a quote may wait for its signature.
     *
     * @param delayNs nanoseconds, less than the life of the quote.
     * @return a new policy of the same version.
     */
    public QuotePolicy withMaxIssueDelay(final long delayNs)
    {
        return new QuotePolicy(name, version, ttlNs, delayNs, captureTtlNs, receiptRetentionNs, maxDriftBps, feeBps,
            slippageBps, minConfidenceBps, maxRoundingBps, maxFiatMinorUnits);
    }
}
