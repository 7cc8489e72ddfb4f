// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Capture;
import io.plumbline.oracle.ProofRequest;
import io.plumbline.oracle.QuoteCommand;
import io.plumbline.oracle.Release;
import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.config.Scheme;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.verify.SignedFrames;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.ExplainEvent;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A seeded stream of every kind of event an engine may meet: ticks that walk, lag, repeat, lie and contradict
 * themselves, clock events, orders and payments on the quotes that come back, admin commands, and bytes that are no
 * event.
 */
final class EventStream
{
    private static final long STEP_NS = 2_000_000L;

    private final Random random;
    private final Fleet fleet;
    private final Slot slot = new Slot();
    private final long[] sequences;
    private long nowNs = Fleet.START_NS;
    private long correlation;
    private long price = Fleet.PRICE;
    private int orders;
    private int admins;
    private byte @Nullable [] lastQuote;
    private int lastOrder;
    private String lastPayment = "none";

    EventStream(final long seed, final Fleet fleet)
    {
        random = new Random(seed);
        this.fleet = fleet;
        sequences = new long[fleet.sources];
    }

    void onQuote(final byte[] quote)
    {
        lastQuote = quote;
        lastOrder = orders;
    }

    /**
     * The time of the event made last.
     */
    long nowNs()
    {
        return nowNs;
    }

    /**
     * The canonical bytes of the next event.
     */
    byte[] next()
    {
        nowNs += random.nextInt((int)STEP_NS);
        final int kind = random.nextInt(1_000);
        if (kind < 700)
        {
            envelope();
        }
        else if (kind < 878)
        {
            SignedFrames.clock(slot, nowNs);
        }
        else if (kind < 880)
        {
            explain();
        }
        else if (kind < 985)
        {
            command();
        }
        else if (kind < 990)
        {
            admin();
        }
        else
        {
            noise();
        }
        return Arrays.copyOf(slot.bytes, slot.length);
    }

    private void envelope()
    {
        final int source = random.nextInt(fleet.sources);
        price += random.nextInt(2_000_001) - 1_000_000;
        final long lag = random.nextInt(500) == 0 ? random.nextInt(7) * 1_000_000_000L - 3_000_000_000L : 0;
        final int count = 1 + random.nextInt(fleet.instruments);
        final SignedFrames.Tick[] ticks = new SignedFrames.Tick[count];
        for (int i = 0; i < count; i++)
        {
            final long lie = random.nextInt(1_000) == 0 ? price / 20 : random.nextInt(1_000_000);
            ticks[i] = SignedFrames.Tick.of(i, -8, nowNs - lag, price + lie + i);
        }
        final long sequence = switch (random.nextInt(4_000))
        {
            case 0 -> sequences[source];
            case 1 -> sequences[source] - 1;
            default -> sequences[source] += 1 + random.nextInt(3);
        };
        final byte[] frame =
            SignedFrames.frame(Fleet.ENVIRONMENT, 100 + source, 1, 1, Math.max(0, sequence), nowNs - lag, ticks);
        final byte[] signature = new byte[64];
        signature[0] = (byte)(random.nextInt(50) == 0 ? 1 : 0);
        final int connection = random.nextInt(50) == 0 ? random.nextInt(fleet.sources) : source;
        SignedFrames.envelope(slot, nowNs, connection, Scheme.PLUMBLINE, frame,
            new SignedFrames.Signature(1, signature));
    }

    private void command()
    {
        final byte[] quote = lastQuote;
        final int choice = random.nextInt(9);
        final boolean isOdd = random.nextInt(10) == 0;
        if (choice < 2 || quote == null)
        {
            put(Fleet.order(random.nextInt(fleet.instruments), random.nextInt(1_000_000), ++orders));
        }
        else if (choice < 5)
        {
            lastPayment = "payment-" + (isOdd ? random.nextInt(500) : lastOrder);
            put(Fleet.authorization(lastPayment, lastOrder, quote));
        }
        else if (choice < 7)
        {
            final SignedQuote signed = new SignedQuote(quote, 0, quote.length);
            final long off = isOdd ? random.nextInt(3) - 1 : 0;
            put(new Capture().reset(Fleet.MERCHANT, lastPayment)
                .arrived(signed.assetAmount().longValue() + off, 0, Fleet.ASSET, Fleet.PAY_TO)
                .transaction("tx-" + random.nextInt(3), 1));
        }
        else if (choice < 8)
        {
            put(new Release().reset(Fleet.MERCHANT, lastPayment));
        }
        else
        {
            put(proof(new SignedQuote(quote, 0, quote.length).quoteSequence(), isOdd));
        }
    }

    private ProofRequest proof(final long sequence, final boolean isOdd)
    {
        final String merchant = isOdd ? "shop2" : Fleet.MERCHANT;
        return switch (random.nextInt(3))
        {
            case 0 -> new ProofRequest().jws(merchant, sequence);
            case 1 -> new ProofRequest().reference(merchant, sequence);
            default -> new ProofRequest().receipt(merchant, lastPayment);
        };
    }

    private void explain()
    {
        slot.reset();
        final ExplainEvent event = new ExplainEvent();
        event.begin(slot.bytes, 0);
        event.receivedAtNs(nowNs);
        event.correlation(++correlation);
        event.instrument((int)(correlation % (fleet.instruments + 1)));
        slot.length = event.finish();
    }

    /**
     * Closes and reopens, excludes and readmits in turn.
     */
    private void admin()
    {
        admins++;
        final int command = switch (admins % 6)
        {
            case 0 -> AdminEvent.CLOSE_ORACLE;
            case 1 -> AdminEvent.REOPEN_ORACLE;
            case 2 -> AdminEvent.EXCLUDE_SOURCE;
            case 3 -> AdminEvent.READMIT_SOURCE;
            case 4 -> AdminEvent.INSTALL_TABLE;
            default -> AdminEvent.REOPEN_CLOCK;
        };
        SignedFrames.admin(slot, nowNs, command, admins / 6 % fleet.sources, 0);
    }

    private void noise()
    {
        SignedFrames.clock(slot, nowNs);
        if (random.nextBoolean())
        {
            slot.length = random.nextInt(slot.length);
        }
        else
        {
            slot.bytes[random.nextInt(8)] ^= (byte)(1 << random.nextInt(8));
        }
    }

    private void put(final QuoteCommand command)
    {
        final int length = command.finish(nowNs, ++correlation);
        if (length < 0)
        {
            throw new AssertionError("command does not fit the wire");
        }
        slot.reset();
        System.arraycopy(command.bytes(), 0, slot.bytes, 0, length);
        slot.length = length;
    }
}
