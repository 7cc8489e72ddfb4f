// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * What an instrument makes of implied volatility, a signal that is itself an instrument: its price is the annual
 * volatility as a fraction. It may only narrow. Immutable.
 *
 * @param signal     symbol of the signal's instrument.
 * @param ratioBps   implied is high from so many times realized volatility on, basis points, 10,000 to 1,000,000.
 * @param floorBps   realized volatility counts as at least this, basis points a year, 1 to 1,000,000.
 * @param highRights what stays permitted while implied volatility is high; no approval anew, since a quote does not say
 *                   under which signal it was issued.
 */
public record ImpliedPolicy(String signal, int ratioBps, int floorBps, Rights highRights)
{
    /**
     * Validates every component.
     *
     * @param signal     symbol of the signal's instrument.
     * @param ratioBps   implied is high from so many times realized volatility on, basis points, 10,000 to 1,000,000.
     * @param floorBps   realized volatility counts as at least this, basis points a year, 1 to 1,000,000.
     * @param highRights what stays permitted while implied volatility is high; no approval anew, since a quote does
     *                   not say under which signal it was issued.
     */
    public ImpliedPolicy
    {
        Check.ascii("signal", signal, 24);
        Check.range("ratioBps", ratioBps, 10_000, 1_000_000);
        Check.range("floorBps", floorBps, 1, 1_000_000);
        Check.present("highRights", highRights);
        Check.that(!highRights.isApprovalNeeded(), "highRights", highRights, "must not ask for approval anew");
    }

    /**
     * High from twice the realized volatility on, which counts as at least 20 % a year: half the time and drift.
     *
     * @param signal symbol of the signal's instrument.
     * @return the policy.
     */
    public static ImpliedPolicy of(final String signal)
    {
        return new ImpliedPolicy(signal, 20_000, 2_000,
            new Rights(true, true, true, false, 5_000, 5_000, 10_000));
    }
}
