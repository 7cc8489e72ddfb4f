// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * When an instrument is quoted more carefully, and what that narrows. Immutable; any thread.
 *
 * @param stressed        from where on STRESSED is entered.
 * @param protection      from where on PROTECTED is entered.
 * @param exitBps         a mode is left below this share of its thresholds, basis points, 1 to 10,000.
 * @param dwellNs         and after so long; nanoseconds, 0 to 1 h.
 * @param isLeading       whether all other instruments are at least in this one's mode.
 * @param stressedRights  what STRESSED permits.
 * @param protectedRights what PROTECTED permits.
 */
public record ModePolicy(
    ModeThresholds stressed,
    ModeThresholds protection,
    int exitBps,
    long dwellNs,
    boolean isLeading,
    Rights stressedRights,
    Rights protectedRights)
{
    /**
     * STRESSED at dispersion 20 bps, 30 bps a minute, 30 % stale or spread 30 bps: half the time and drift; PROTECTED
     * at 50, 100, 50 % and 80: authorization alone, at half the time and drift. Left at 70 % for 30 s.
     */
    public static final ModePolicy DEFAULT = new ModePolicy(new ModeThresholds(20, 30, 3_000, 30),
        new ModeThresholds(50, 100, 5_000, 80), 7_000, 30_000_000_000L, false,
        new Rights(true, true, true, false, 5_000, 5_000, 10_000),
        new Rights(false, true, true, false, 5_000, 5_000, 10_000));

    /** Always NORMAL, unless a leading instrument is not. */
    public static final ModePolicy OFF = new ModePolicy(new ModeThresholds(0, 0, 0, 0), new ModeThresholds(0, 0, 0, 0),
        10_000, 0, false, DEFAULT.stressedRights(), DEFAULT.protectedRights());

    /**
     * Validates every component.
     *
     * @param stressed        from where on STRESSED is entered.
     * @param protection      from where on PROTECTED is entered.
     * @param exitBps         a mode is left below this share of its thresholds, basis points, 1 to 10,000.
     * @param dwellNs         and after so long; nanoseconds, 0 to 1 h.
     * @param isLeading       whether all other instruments are at least in this one's mode.
     * @param stressedRights  what STRESSED permits.
     * @param protectedRights what PROTECTED permits.
     */
    public ModePolicy
    {
        Check.present("stressed", stressed);
        Check.present("protection", protection);
        Check.range("exitBps", exitBps, 1, 10_000);
        Check.range("dwellNs", dwellNs, 0, 3_600_000_000_000L);
        Check.present("stressedRights", stressedRights);
        Check.present("protectedRights", protectedRights);
    }

    /**
     * The same, leading all other instruments.
     *
     * @return a new policy.
     */
    public ModePolicy leading()
    {
        return new ModePolicy(stressed, protection, exitBps, dwellNs, true, stressedRights, protectedRights);
    }

    /**
     * The same, on offer with other rights while PROTECTED.
     *
     * @param rights what PROTECTED permits.
     * @return a new policy.
     */
    public ModePolicy withProtectedRights(final Rights rights)
    {
        return new ModePolicy(stressed, protection, exitBps, dwellNs, isLeading, stressedRights, rights);
    }

    /**
     * What a mode permits.
     *
     * @param mode the mode.
     * @return FULL for NORMAL.
     */
    public Rights rightsOf(final Mode mode)
    {
        return switch (mode)
        {
            case NORMAL -> Rights.FULL;
            case STRESSED -> stressedRights;
            case PROTECTED -> protectedRights;
        };
    }
}
