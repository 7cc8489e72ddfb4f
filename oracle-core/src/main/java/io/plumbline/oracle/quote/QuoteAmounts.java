// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.price.Conversion;
import io.plumbline.oracle.price.ConvertedAmount;
import java.util.List;

/**
 * Both amounts of an order, of which it gives one: the other follows at the rate, with both fees, rounded once in the
 * merchant's favour. Minor units of the currency and base units of the asset, 128 bits. One thread; allocates nothing
 * after construction.
 */
final class QuoteAmounts
{
    /** The order gives its value in the currency. */
    static final int IN_FIAT = 0;
    /** The order gives its value in the asset. */
    static final int IN_ASSET = 1;

    /** The order's value; 0 unless the last conversion was NONE. */
    long fiatHigh;
    /** Lower half of the order's value. */
    long fiatLow;
    /** What flows in the asset; 0 unless the last conversion was NONE. */
    long assetHigh;
    /** Lower half of what flows in the asset. */
    long assetLow;
    private final Conversion[] conversions;
    private final ConvertedAmount found = new ConvertedAmount();

    /** For instruments by dense id. */
    QuoteAmounts(final List<InstrumentConfig> instruments)
    {
        conversions = new Conversion[instruments.size()];
        for (int i = 0; i < conversions.length; i++)
        {
            final InstrumentConfig each = instruments.get(i);
            conversions[i] = new Conversion(each.currencyDecimals(), each.assetDecimals(), each.priceScale(), 0,
                each.payableDecimals());
        }
    }

    /** NONE, or INVALID_ARGUMENT for an amount that no rate would make good. */
    Refusal judge(
        final int instrument, final int side, final int amountIn, final long amountHigh, final long amountLow)
    {
        final boolean isPositive = amountHigh > 0 || (amountHigh == 0 && amountLow != 0);
        final boolean isKnown = isSide(side) && (amountIn == IN_FIAT || amountIn == IN_ASSET);
        final boolean isPayable = amountIn != IN_ASSET || conversions[instrument].isPayable(amountHigh, amountLow);
        return isPositive && isKnown && isPayable ? Refusal.NONE : Refusal.INVALID_ARGUMENT;
    }

    /**
     * Finds both amounts. The fees are added where the merchant receives and kept back where the merchant pays;
     * together they are 0 to 10,000, anything else is a broken invariant and throws IllegalArgumentException.
     *
     * @param instrument     dense id.
     * @param side           code of a {@link Side}.
     * @param amountIn       {@link #IN_FIAT} or {@link #IN_ASSET}.
     * @param amountHigh     upper half of the amount that is given.
     * @param amountLow      lower half of it.
     * @param rate           price of one asset at the instrument's scale.
     * @param feeBps         fee on the order's value.
     * @param lockFeeBps     fee for holding the price.
     * @param maxRoundingBps largest rounding error, of the exact amount.
     * @return NONE, INVALID_ARGUMENT, NO_PRICE, AMOUNT_OVERFLOW or ORDER_TOO_SMALL.
     */
    Refusal convert(
        final int instrument,
        final int side,
        final int amountIn,
        final long amountHigh,
        final long amountLow,
        final long rate,
        final int feeBps,
        final int lockFeeBps,
        final int maxRoundingBps)
    {
        clear();
        final Refusal invalid = judge(instrument, side, amountIn, amountHigh, amountLow);
        if (invalid != Refusal.NONE)
        {
            return invalid;
        }
        final int bothBps = feeBps + lockFeeBps;
        final boolean isReceived = side == Side.MERCHANT_RECEIVES.code();
        final ConvertedAmount.Status status = amountIn == IN_FIAT ?
            toAsset(conversions[instrument], isReceived, amountHigh, amountLow, rate, bothBps, maxRoundingBps) :
            toFiat(conversions[instrument], isReceived, amountHigh, amountLow, rate, bothBps, maxRoundingBps);
        if (status == ConvertedAmount.Status.OK)
        {
            keep(amountIn, amountHigh, amountLow);
        }
        return switch (status)
        {
            case OK -> Refusal.NONE;
            case TOO_SMALL -> Refusal.ORDER_TOO_SMALL;
            case OVERFLOW -> Refusal.AMOUNT_OVERFLOW;
            case OFF_GRID -> Refusal.INVALID_ARGUMENT;
            case ZERO_RATE -> Refusal.NO_PRICE;
        };
    }

    private ConvertedAmount.Status toAsset(
        final Conversion conversion,
        final boolean isReceived,
        final long high,
        final long low,
        final long rate,
        final int bothBps,
        final int maxRoundingBps)
    {
        return isReceived ?
            conversion.merchantReceives(high, low, rate, 1, bothBps, maxRoundingBps, found) :
            conversion.merchantPays(high, low, rate, 1, bothBps, maxRoundingBps, found);
    }

    private ConvertedAmount.Status toFiat(
        final Conversion conversion,
        final boolean isReceived,
        final long high,
        final long low,
        final long rate,
        final int bothBps,
        final int maxRoundingBps)
    {
        return isReceived ?
            conversion.fiatCredited(high, low, rate, 1, bothBps, maxRoundingBps, found) :
            conversion.fiatCharged(high, low, rate, 1, bothBps, maxRoundingBps, found);
    }

    private void keep(final int amountIn, final long high, final long low)
    {
        final boolean isFiatGiven = amountIn == IN_FIAT;
        fiatHigh = isFiatGiven ? high : found.hi();
        fiatLow = isFiatGiven ? low : found.lo();
        assetHigh = isFiatGiven ? found.hi() : high;
        assetLow = isFiatGiven ? found.lo() : low;
    }

    private void clear()
    {
        fiatHigh = 0;
        fiatLow = 0;
        assetHigh = 0;
        assetLow = 0;
    }

    private static boolean isSide(final int side)
    {
        return side == Side.MERCHANT_RECEIVES.code() || side == Side.MERCHANT_PAYS.code();
    }
}
