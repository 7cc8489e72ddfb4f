// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * An operator sends a policy's new terms, all of them. Rights stand in {@link #RIGHTS} places, first those by tier, in
 * the order of the tiers' codes, then those by mode; risk steps are appended.
 */
public final class PolicyEvent extends PolicyLimits
{
    /** Template id of the message in the schema. */
    public static final int TEMPLATE_ID = 27;

    /** How many places there are for rights. */
    public static final int RIGHTS = Codes.TIERS + Codes.MODES;
    /** Most risk steps. */
    public static final int MAX_RISK_STEPS = 8;
    /** Flag of rights: order quotes may be issued. */
    public static final int CAN_ISSUE = 1;
    /** Flag of rights: quotes may be authorized. */
    public static final int CAN_AUTHORIZE = 2;
    /** Flag of rights: the price may be shown. */
    public static final int CAN_DISPLAY = 4;
    /** Flag of rights: a quote issued under better ones must be replaced first. */
    public static final int IS_APPROVAL_NEEDED = 8;

    /** Who commands; empty for the engine itself; 32 bytes. */
    public static final TextField OPERATOR_NAME =
        new TextField(TEMPLATE_ID, "operatorName", OPERATOR, OPERATOR_LENGTH);

    private static final int RESERVED_LENGTH = 5;
    private static final int ALL_FLAGS = CAN_ISSUE | CAN_AUTHORIZE | CAN_DISPLAY | IS_APPROVAL_NEEDED;

    private static final int RIGHTS_RESERVED = 1;
    private static final int RIGHTS_TTL = 2;
    private static final int RIGHTS_DRIFT = 4;
    private static final int RIGHTS_CAP = 6;
    private static final int RIGHTS_LENGTH = 8;

    private static final int STEP_TTL = 8;
    private static final int STEP_DRIFT = 10;
    private static final int STEP_LINEAGES = 12;
    private static final int STEP_CONFIDENCE = 14;
    private static final int STEP_LENGTH = 16;

    private static final int RISK_STEP_COUNT = LIMITS_END;
    private static final int RESERVED = RISK_STEP_COUNT + 1;
    private static final int FIRST_RIGHTS = RESERVED + RESERVED_LENGTH;
    private static final int FIRST_STEP = FIRST_RIGHTS + RIGHTS * RIGHTS_LENGTH;
    private static final int END = FIRST_STEP + MAX_RISK_STEPS * STEP_LENGTH;

    /** Most bytes the message can have, header included. */
    public static final int MAX_LENGTH = END + MessageHeader.SIZE_LENGTH + MAX_REASON;

    private static final TextField[] TEXTS = {OPERATOR_NAME};

    /** Unwrapped; reused for one message after the other by one thread. */
    public PolicyEvent()
    {
        super(TEMPLATE_ID, END);
    }

    /**
     * Where the rights by a tier stand.
     *
     * @param tier code of a tier
     * @return their place
     */
    public static int placeOfTier(final int tier)
    {
        return tier;
    }

    /**
     * Where the rights by a mode stand.
     *
     * @param mode code of a mode
     * @return their place
     */
    public static int placeOfMode(final int mode)
    {
        return Codes.TIERS + mode;
    }

    /**
     * What one of the rights permits.
     *
     * @param place less than {@link #RIGHTS}
     * @return flags
     */
    public int rightsFlags(final int place)
    {
        return u8(rightsAt(place));
    }

    /**
     * The factor of one of the rights on the life of a quote.
     *
     * @param place less than {@link #RIGHTS}
     * @return basis points
     */
    public int rightsTtlBps(final int place)
    {
        return u16(rightsAt(place) + RIGHTS_TTL);
    }

    /**
     * The factor of one of the rights on the drift allowed.
     *
     * @param place less than {@link #RIGHTS}
     * @return basis points
     */
    public int rightsDriftBps(final int place)
    {
        return u16(rightsAt(place) + RIGHTS_DRIFT);
    }

    /**
     * The factor of one of the rights on the largest order.
     *
     * @param place less than {@link #RIGHTS}
     * @return basis points
     */
    public int rightsCapBps(final int place)
    {
        return u16(rightsAt(place) + RIGHTS_CAP);
    }

    /**
     * Sets the rights by one tier or mode.
     *
     * @param place    less than {@link #RIGHTS}; else refused
     * @param flags    what they permit; else refused
     * @param ttlBps   factor on the life of a quote, 0..65535; else refused
     * @param driftBps factor on the drift allowed, 0..65535; else refused
     * @param capBps   factor on the largest order, 0..65535; else refused
     */
    public void rights(final int place, final int flags, final int ttlBps, final int driftBps, final int capBps)
    {
        final boolean isPlace = place >= 0 && place < RIGHTS;
        refuseUnless(isPlace && (flags & ~ALL_FLAGS) == 0);
        if (isPlace)
        {
            final int at = rightsAt(place);
            putU8(at, flags);
            putU16(at + RIGHTS_TTL, ttlBps);
            putU16(at + RIGHTS_DRIFT, driftBps);
            putU16(at + RIGHTS_CAP, capBps);
        }
    }

    /** {@return how many risk steps there are, 0..{@link #MAX_RISK_STEPS}} */
    public int riskStepCount()
    {
        return u8(RISK_STEP_COUNT);
    }

    /**
     * From which value on a risk step holds.
     *
     * @param step less than {@link #riskStepCount()}
     * @return minor units of the currency
     */
    public long stepFromMinorUnits(final int step)
    {
        return i64(stepAt(step));
    }

    /**
     * The factor of a risk step on the life of a quote.
     *
     * @param step less than {@link #riskStepCount()}
     * @return basis points
     */
    public int stepTtlBps(final int step)
    {
        return u16(stepAt(step) + STEP_TTL);
    }

    /**
     * The factor of a risk step on the drift allowed.
     *
     * @param step less than {@link #riskStepCount()}
     * @return basis points
     */
    public int stepDriftBps(final int step)
    {
        return u16(stepAt(step) + STEP_DRIFT);
    }

    /**
     * The least lineages of a risk step.
     *
     * @param step less than {@link #riskStepCount()}
     * @return how many
     */
    public int stepMinLineages(final int step)
    {
        return u16(stepAt(step) + STEP_LINEAGES);
    }

    /**
     * The least confidence of a risk step.
     *
     * @param step less than {@link #riskStepCount()}
     * @return basis points
     */
    public int stepMinConfidenceBps(final int step)
    {
        return u16(stepAt(step) + STEP_CONFIDENCE);
    }

    /**
     * Appends a risk step; one more than {@link #MAX_RISK_STEPS} is refused.
     *
     * @param fromMinorUnits   value from which on it holds, minor units of the currency
     * @param ttlBps           factor on the life of a quote, 0..65535; else refused
     * @param driftBps         factor on the drift allowed, 0..65535; else refused
     * @param minLineages      least lineages, 0..65535; else refused
     * @param minConfidenceBps least confidence, 0..65535; else refused
     */
    public void addRiskStep(
        final long fromMinorUnits,
        final int ttlBps,
        final int driftBps,
        final int minLineages,
        final int minConfidenceBps)
    {
        final int step = riskStepCount();
        refuseUnless(step < MAX_RISK_STEPS);
        if (step < MAX_RISK_STEPS)
        {
            final int at = stepAt(step);
            putI64(at, fromMinorUnits);
            putU16(at + STEP_TTL, ttlBps);
            putU16(at + STEP_DRIFT, driftBps);
            putU16(at + STEP_LINEAGES, minLineages);
            putU16(at + STEP_CONFIDENCE, minConfidenceBps);
            putU8(RISK_STEP_COUNT, step + 1);
        }
    }

    private static int rightsAt(final int place)
    {
        return FIRST_RIGHTS + place * RIGHTS_LENGTH;
    }

    private static int stepAt(final int step)
    {
        return FIRST_STEP + step * STEP_LENGTH;
    }

    @Override
    WireStatus checkFields()
    {
        final int steps = riskStepCount();
        if (steps > MAX_RISK_STEPS)
        {
            return WireStatus.BAD_COUNT;
        }
        if (!isZero(RESERVED, RESERVED_LENGTH) || !isZero(stepAt(steps), (MAX_RISK_STEPS - steps) * STEP_LENGTH))
        {
            return WireStatus.BAD_PADDING;
        }
        for (int place = 0; place < RIGHTS; place++)
        {
            if (u8(rightsAt(place) + RIGHTS_RESERVED) != 0)
            {
                return WireStatus.BAD_PADDING;
            }
            if (rightsFlags(place) > ALL_FLAGS)
            {
                return WireStatus.BAD_VALUE;
            }
        }
        if (!areTermsCanonical() || !areLimitsCanonical())
        {
            return WireStatus.BAD_VALUE;
        }
        return isCanonicalText(TEXTS) ? WireStatus.OK : WireStatus.BAD_ASCII;
    }
}
