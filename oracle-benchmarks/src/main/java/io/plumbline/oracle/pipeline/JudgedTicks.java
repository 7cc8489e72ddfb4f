// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.SignerConfig;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.Verdict;
import io.plumbline.oracle.wire.EnvelopeEvent;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Verified frames of one tick with bid and ask, sources and instruments in turn, in the next of 256 slots: each source
 * of an instrument speaks before any speaks again. The world goes on by 50 µs a frame. Rivals are fed the same ticks.
 */
final class JudgedTicks
{
    private static final int SLOTS = 256;
    private static final long STEP_NS = 50_000L;
    private static final int FULL_TRUST_BPS = 10_000;
    private static final int TURN = 37;
    private static final VarHandle LONG =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Slot[] slots = new Slot[SLOTS];
    private final long[] prices = Publishers.prices();
    private final int sources;
    private final int instruments;
    private long nowNs = Publishers.START_NS;
    private long frames;

    JudgedTicks(final int sources, final int instruments)
    {
        this.sources = sources;
        this.instruments = instruments;
        for (int i = 0; i < SLOTS; i++)
        {
            slots[i] = new Slot();
        }
    }

    /**
     * Every source prices every instrument, each a lineage of its own; liars of weight 100 are borne.
     */
    static OracleConfig config(final int sources, final int instruments)
    {
        final OracleConfigBuilder builder = OracleConfig.builder().signingSeed(new SigningSeed(9, new byte[32]));
        for (int i = 0; i < instruments; i++)
        {
            builder.instrument(InstrumentConfig.named("A" + i + "/USD").asset("a:" + i, 8).currency("USD", 2)
                .quorum(new QuorumPolicy(3, 3, 100, 4_000, 7_500, 0)).build());
        }
        for (int source = 0; source < sources; source++)
        {
            final SourceConfig.Builder settings = SourceConfig.named("source-" + source).plumbline(source + 1)
                .connection("connection-" + source).signer(SignerConfig.ed25519(1, new byte[32]));
            for (int i = 0; i < instruments; i++)
            {
                settings.feed(FeedConfig.numbered(i, "A" + i + "/USD"));
            }
            builder.source(settings.build());
        }
        return builder.build();
    }

    /**
     * As verify leaves it.
     */
    Slot nextVerified()
    {
        frames++;
        nowNs += STEP_NS;
        final Slot slot = slots[(int)frames & SLOTS - 1];
        slot.reset();
        slot.verdict = Verdict.VERIFIED;
        slot.kind = EnvelopeEvent.TEMPLATE_ID;
        slot.receivedAtNs = nowNs;
        slot.connection = source();
        slot.messageId = 1;
        slot.source = source();
        slot.key = source();
        slot.sessionEpoch = 1;
        slot.sequence = frames;
        slot.isCounted = true;
        slot.signedAtNs = nowNs;
        LONG.set(slot.signedHash, 0, frames);
        final long price = price();
        slot.ticks.add(instrument(), 0, nowNs, price, price - price / 20_000, price + price / 20_000, Refusal.NONE);
        return slot;
    }

    /**
     * As trust leaves it: fully trusted.
     */
    Slot nextTrusted()
    {
        final Slot slot = nextVerified();
        slot.ticks.trustBps[0] = FULL_TRUST_BPS;
        slot.ticks.originNs[0] = nowNs;
        slot.ticks.decayFromNs[0] = Long.MAX_VALUE;
        return slot;
    }

    /**
     * Goes on to the next frame without a slot, for rivals.
     */
    void nextBare()
    {
        frames++;
        nowNs += STEP_NS;
    }

    long frames()
    {
        return frames;
    }

    long nowNs()
    {
        return nowNs;
    }

    int source()
    {
        return (int)(frames % sources);
    }

    int instrument()
    {
        return (int)(frames / sources % instruments);
    }

    /** Another one at each turn of a pair, however many frames a turn takes: a value that stands would be a fault. */
    long price()
    {
        return prices[(int)(frames + frames / Publishers.PRICES * TURN) & Publishers.PRICES - 1];
    }
}
