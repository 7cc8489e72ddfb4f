// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.feed;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.SignerConfig;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.slot.TickColumns;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Two sources with the same feeds at instruments of several scales, and the slow answer to every rescaling. */
final class FeedFixture
{
    static final int NUMBERED = 0;
    static final int NAMED = 1;
    static final int[] SCALES = {8, 0, 18, 12};
    static final int[] DIGITS = {4, 3, 1, 6};
    /** Decimals of the named feeds by instrument. */
    static final int[] DECIMALS = {8, 4, 18, 14};
    static final OracleConfig CONFIG = config();
    static final FeedMap FEEDS = FeedMap.of(CONFIG);

    private FeedFixture()
    {
    }

    private static OracleConfig config()
    {
        final OracleConfigBuilder oracle = OracleConfig.builder().signingSeed(new SigningSeed(1, new byte[32]));
        final SourceConfig.Builder numbered = SourceConfig.named("numbered").plumbline(1).connection("c")
            .signer(SignerConfig.ed25519(1, new byte[32]));
        final SourceConfig.Builder named = SourceConfig.named("named").redStone().connection("c")
            .signer(SignerConfig.address(1, new byte[20]));
        for (int i = 0; i < SCALES.length; i++)
        {
            final String symbol = symbol(i);
            oracle.instrument(InstrumentConfig.named(symbol).asset(symbol, 8).currency("USD", 2)
                .price(SCALES[i], DIGITS[i]).build());
            numbered.feed(FeedConfig.numbered(feedId(i), symbol));
            named.feed(FeedConfig.named(symbol, symbol, DECIMALS[i]));
        }
        return oracle.source(numbered.build()).source(named.build()).build();
    }

    static String symbol(final int instrument)
    {
        return "ASSET-" + (char)('A' + instrument);
    }

    static int feedId(final int instrument)
    {
        return instrument % 2 == 0 ? 10 + instrument : -10 - instrument;
    }

    /** A price at the instrument's scale, or the refusal. */
    record Rescaled(Refusal refusal, long price)
    {
        Rescaled(final Refusal refusal)
        {
            this(refusal, TickColumns.NULL_PRICE);
        }
    }

    static Rescaled rescale(final int instrument, final BigInteger mantissa, final int exponent)
    {
        if (mantissa.signum() <= 0)
        {
            return new Rescaled(Refusal.PRICE_ABSENT);
        }
        final BigDecimal exact = new BigDecimal(mantissa, -exponent);
        final BigDecimal rounded = exact.setScale(SCALES[instrument], RoundingMode.HALF_EVEN);
        final BigInteger price = rounded.unscaledValue();
        final int digits = price.signum() == 0 ? 0 : price.toString().length();
        if (price.bitLength() > 63)
        {
            return new Rescaled(Refusal.PRICE_OVERFLOW);
        }
        if (rounded.compareTo(exact) != 0 && digits < DIGITS[instrument])
        {
            return new Rescaled(Refusal.PRECISION_LOST);
        }
        return new Rescaled(Refusal.NONE, price.longValueExact());
    }
}
