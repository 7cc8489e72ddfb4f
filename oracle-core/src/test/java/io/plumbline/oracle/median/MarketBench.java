// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.InstrumentConfigBuilder;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.SignerConfig;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.SlotBuilder;
import io.plumbline.oracle.slot.TickColumns;
import io.plumbline.oracle.telemetry.StageCounters;

/** A median stage over instruments that stand on one another, each with three sources of its own unless derived. */
final class MarketBench implements ReferenceSink
{
    static final int SOURCES = 3;

    final StageCounters counters = new StageCounters();
    final SlotBuilder builder = new SlotBuilder();
    final OracleConfig config;
    final MedianStage stage;
    long now = SampleOracle.START;
    int trustBps = 10_000;
    int volatilityCentiBps;
    long halfSpread;
    long published;
    private final Evaluation[] records;
    private final int[] firstSource;

    MarketBench(final InstrumentConfigBuilder... instruments)
    {
        final OracleConfigBuilder oracle = OracleConfig.builder().signingSeed(new SigningSeed(1, new byte[32]));
        records = new Evaluation[instruments.length];
        firstSource = new int[instruments.length];
        int sources = 0;
        for (int i = 0; i < instruments.length; i++)
        {
            final InstrumentConfig instrument = instruments[i].build();
            oracle.instrument(instrument);
            records[i] = new Evaluation();
            firstSource[i] = sources;
            for (int s = 0; s < SOURCES && instrument.legs().isEmpty(); s++)
            {
                oracle.source(SourceConfig.named("S" + sources).plumbline(sources + 1).lineage("L" + sources)
                    .baseWeight(100).connection("C").signer(SignerConfig.ed25519(0, new byte[32]))
                    .feed(FeedConfig.numbered(1, instrument.symbol())).build());
                sources++;
            }
        }
        config = oracle.build();
        stage = new MedianStage(config, counters, this);
    }

    /** An instrument at scale 4 in a still market that opens at once. */
    static InstrumentConfigBuilder coin(final String symbol)
    {
        return InstrumentConfig.named(symbol).asset("test", 8).currency("USD", 2).price(4, 4)
            .quorum(SampleOracle.withDwell(QuorumPolicy.DEFAULT, 0)).market(SampleOracle.STILL_MARKET);
    }

    @Override
    public void publish(final Evaluation evaluation, final long[] trustWords)
    {
        published++;
        records[evaluation.instrument].copyFrom(evaluation);
    }

    /** The record last published. */
    Evaluation record(final String symbol)
    {
        return records[config.instrumentId(symbol)];
    }

    /** All sources of an instrument say a price now. */
    Evaluation say(final String symbol, final long price)
    {
        return say(symbol, price, price, price);
    }

    /** The sources of an instrument say a price each. */
    Evaluation say(final String symbol, final long... prices)
    {
        for (int s = 0; s < prices.length; s++)
        {
            tick(symbol, s, prices[s], now);
        }
        return record(symbol);
    }

    void tick(final String symbol, final int source, final long price, final long originNs)
    {
        final int instrument = config.instrumentId(symbol);
        builder.envelope(firstSource[instrument] + source, now).content(price + source)
            .tick(instrument, originNs, price, halfSpread == 0 ? TickColumns.NULL_PRICE : price - halfSpread,
            price + halfSpread, Refusal.NONE).found(trustBps, originNs, Long.MAX_VALUE);
        builder.slot().ticks.volatilityCentiBps[0] = volatilityCentiBps;
        on(builder);
    }

    /** One source of an instrument is put out. */
    void putOut(final String symbol, final int source)
    {
        final int dense = firstSource[config.instrumentId(symbol)] + source;
        on(builder.envelope(dense, now).excluded(dense, now + 1));
    }

    /** Clock events until every instrument has been judged. */
    void clock()
    {
        for (int i = 0; i < records.length; i++)
        {
            on(builder.clock(now));
        }
    }

    /** An instrument's record as an order finds it now. */
    Evaluation order(final String symbol)
    {
        return on(builder.order(config.instrumentId(symbol), now)).evaluations[0];
    }

    Slot on(final SlotBuilder event)
    {
        stage.onSlot(event.slot());
        return event.slot();
    }
}
