// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * What a price may be used for, and how far the terms of a quote policy are narrowed. Immutable; any thread. Factors
 * are of the policy's own figure, in basis points.
 *
 * @param canIssue         whether order quotes may be issued.
 * @param canAuthorize     whether quotes may be authorized.
 * @param canDisplay       whether the price may be shown to a person. A last good price without it is none; a live
 *                         one is for whoever shows it, since the engine gives every reader the record.
 * @param isApprovalNeeded whether a quote issued on a better tier, or in a better mode, must be replaced by a new
 *                         one first.
 * @param ttlBps           factor on the life of a quote, 1 to 10,000.
 * @param driftBps         factor on the drift allowed at authorization, 0 to 10,000.
 * @param capBps           factor on the largest order, 1 to 10,000.
 */
public record Rights(
    boolean canIssue,
    boolean canAuthorize,
    boolean canDisplay,
    boolean isApprovalNeeded,
    int ttlBps,
    int driftBps,
    int capBps)
{
    /** Everything, unnarrowed. */
    public static final Rights FULL = new Rights(true, true, true, false, 10_000, 10_000, 10_000);

    /** For the eye only. */
    public static final Rights DISPLAY = new Rights(false, false, true, false, 10_000, 10_000, 10_000);

    /** Nothing. */
    public static final Rights NONE = new Rights(false, false, false, false, 10_000, 10_000, 10_000);

    /**
     * Validates every component.
     *
     * @param canIssue         whether order quotes may be issued.
     * @param canAuthorize     whether quotes may be authorized.
     * @param canDisplay       whether the price may be shown to a person. A last good price without it is none; a
     *                         live one is for whoever shows it, since the engine gives every reader the record.
     * @param isApprovalNeeded whether a quote issued on a better tier, or in a better mode, must be replaced by a new
     *                         one first.
     * @param ttlBps           factor on the life of a quote, 1 to 10,000.
     * @param driftBps         factor on the drift allowed at authorization, 0 to 10,000.
     * @param capBps           factor on the largest order, 1 to 10,000.
     */
    public Rights
    {
        Check.range("ttlBps", ttlBps, 1, 10_000);
        Check.range("driftBps", driftBps, 0, 10_000);
        Check.range("capBps", capBps, 1, 10_000);
    }

    /**
     * What both permit.
     *
     * @param other further rights.
     * @return what one forbids is forbidden; of each factor the smaller.
     */
    public Rights and(final Rights other)
    {
        return new Rights(canIssue && other.canIssue, canAuthorize && other.canAuthorize,
            canDisplay && other.canDisplay, isApprovalNeeded || other.isApprovalNeeded,
            Math.min(ttlBps, other.ttlBps), Math.min(driftBps, other.driftBps), Math.min(capBps, other.capBps));
    }

    /**
     * Whether nothing is permitted that others do not permit.
     *
     * @param other the rights compared with.
     * @return true where all is equal or narrower.
     */
    public boolean isNoWiderThan(final Rights other)
    {
        return equals(and(other));
    }
}
