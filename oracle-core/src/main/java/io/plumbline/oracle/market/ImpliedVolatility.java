// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.market;

import io.plumbline.oracle.config.ImpliedPolicy;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.price.Bps;
import io.plumbline.oracle.price.Scales;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.trust.VolatilityScale;
import org.jspecify.annotations.Nullable;

/**
 * Whether implied volatility, the price of a signal, is high against realized volatility. It holds no state. Immutable;
 * any thread; allocates nothing.
 */
public final class ImpliedVolatility
{
    private static final int BPS_DIGITS = 4;
    /** Annual volatility beyond this is not told apart, so that a ratio of it fits a long. */
    private static final long MAX_BPS = 100_000_000_000_000L;

    private final @Nullable ImpliedPolicy[] policies;
    private final int[] signals;
    private final int[] signalScales;
    private final long[] intervalNs;

    /**
     * Reads what each instrument makes of its signal.
     *
     * @param config the instruments.
     */
    public ImpliedVolatility(final OracleConfig config)
    {
        final int instruments = config.instruments().size();
        policies = new ImpliedPolicy[instruments];
        signals = new int[instruments];
        signalScales = new int[instruments];
        intervalNs = new long[instruments];
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            final InstrumentConfig settings = config.instruments().get(instrument);
            policies[instrument] = settings.market().implied().orElse(null);
            intervalNs[instrument] = settings.market().volatility().sampleIntervalNs();
            signals[instrument] = config.graph().signal(instrument);
            signalScales[instrument] =
                signals[instrument] < 0 ? 0 : config.instruments().get(signals[instrument]).priceScale();
        }
    }

    /**
     * The instrument whose price is the signal.
     *
     * @param instrument dense id.
     * @return dense id, or -1 where there is none.
     */
    public int signal(final int instrument)
    {
        return signals[instrument];
    }

    /**
     * Whether the signal is high.
     *
     * @param instrument         dense id.
     * @param signal             the signal's record.
     * @param volatilityCentiBps realized volatility of the instrument over one sample interval.
     * @param nowNs              engine time.
     * @return false where there is no signal, it is not PRIMARY, or its record holds no longer.
     */
    public boolean isHigh(
        final int instrument, final Evaluation signal, final int volatilityCentiBps, final long nowNs)
    {
        final ImpliedPolicy policy = policies[instrument];
        if (policy == null || signal.tier != Tier.PRIMARY || signal.validUntilNs <= nowNs)
        {
            return false;
        }
        final long realizedBps = Math.max(policy.floorBps(),
            VolatilityScale.overYearBps(volatilityCentiBps, intervalNs[instrument]));
        return Bps.ONE * annualBps(signal.price, signalScales[instrument]) >= policy.ratioBps() * realizedBps;
    }

    /** Rounded down, at most {@link #MAX_BPS}. */
    private static long annualBps(final long price, final int scale)
    {
        if (scale >= BPS_DIGITS)
        {
            return Math.min(MAX_BPS, price / Scales.pow10(scale - BPS_DIGITS));
        }
        final long factor = Scales.pow10(BPS_DIGITS - scale);
        return price > MAX_BPS / factor ? MAX_BPS : price * factor;
    }
}
