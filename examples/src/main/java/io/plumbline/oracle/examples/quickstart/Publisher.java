// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples.quickstart;

import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.examples.Keys;
import io.plumbline.oracle.netty.LinkConfig;
import io.plumbline.oracle.netty.TickBatch;
import io.plumbline.oracle.netty.TickPublisher;
import io.plumbline.oracle.netty.TickPublisherConfig;
import java.net.URI;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One provider: a thread, a key, a connection. It signs what it sees of the market, with a small noise of its own,
 * several times a second. The director may make it lie, die, or have its place taken by somebody without its key.
 */
final class Publisher
{
    private static final long INTERVAL_NS = 200 * World.MILLI_NS;
    /** Noise, in millionths of the price. */
    private static final int NOISE_E6 = 150;

    private final int source;
    private final World.Member member;
    private final URI uri;
    private final Market market;
    private final long startNs;
    private final SplittableRandom random;
    private final TickBatch batch = new TickBatch();
    private final Thread thread;

    private volatile Role role = Role.HONEST;
    private volatile int lieBps;
    private volatile boolean isStopped;

    private Role playing = Role.DOWN;
    private @Nullable TickPublisher link;

    Publisher(
        final int source,
        final World.Member member,
        final URI uri,
        final Market market,
        final long startNs,
        final long seed)
    {
        this.source = source;
        this.member = member;
        this.uri = uri;
        this.market = market;
        this.startNs = startNs;
        random = new SplittableRandom(seed);
        thread = new Thread(this::work, "publisher-" + member.name());
        thread.setDaemon(true);
    }

    Publisher start()
    {
        thread.start();
        return this;
    }

    Role role()
    {
        return role;
    }

    void play(final Role newRole)
    {
        role = newRole;
    }

    /**
     * Adds so much to the first instrument's price while the role is {@link Role#LYING}.
     */
    void lie(final int bps)
    {
        lieBps = bps;
        role = Role.LYING;
    }

    private void work()
    {
        long nextNs = System.nanoTime() + random.nextLong(INTERVAL_NS);
        while (!isStopped)
        {
            final Role wanted = role;
            if (wanted.party != playing.party)
            {
                disconnect();
                link = wanted == Role.DOWN ? null : connect(wanted);
            }
            playing = wanted;
            publish();
            final long waitNs = nextNs - System.nanoTime();
            if (waitNs > 0)
            {
                LockSupport.parkNanos(waitNs);
            }
            nextNs = Math.max(nextNs, System.nanoTime() - INTERVAL_NS) + INTERVAL_NS;
        }
        disconnect();
    }

    /** A new process: a new session, which tells its frames from those of the one before. */
    private TickPublisher connect(final Role wanted)
    {
        final SigningSeed seed = (wanted == Role.IMPOSTOR ? Keys.generate() : member.keys()).signingSeed(1);
        return TickPublisher.start(TickPublisherConfig.builder()
            .link(LinkConfig.builder().uri(uri).bearerToken(member.token()).backoff(50, 500, 1_000).build())
            .signingSeed(seed)
            .environment(World.ENVIRONMENT)
            .providerId(World.providerId(source))
            .sessionEpoch(World.epochNs())
            .build());
    }

    private void disconnect()
    {
        if (link != null)
        {
            link.close();
            link = null;
        }
    }

    private void publish()
    {
        if (link == null)
        {
            return;
        }
        final long nowNs = World.epochNs();
        final long elapsedNs = System.nanoTime() - startNs;
        batch.clear();
        for (int i = 0; i < World.ASSETS.size(); i++)
        {
            final long seenE8 = market.priceE8(i, elapsedNs);
            final long noisyE8 = seenE8 + seenE8 / 1_000_000 * random.nextInt(-NOISE_E6, NOISE_E6 + 1);
            final long lieE8 = playing == Role.LYING && i == 0 ? noisyE8 / 10_000 * lieBps : 0;
            batch.add(World.feedId(i), -World.SCALE, nowNs, noisyE8 + lieE8);
        }
        link.publish(batch, nowNs);
    }

    /** Tells the thread to close the connection and end. */
    void stop()
    {
        isStopped = true;
        LockSupport.unpark(thread);
    }

    void join() throws InterruptedException
    {
        thread.join();
    }

    /**
     * What a publisher is doing. Those of one party share a process.
     */
    enum Role
    {
        HONEST("publishing", 1),
        LYING("LYING", 1),
        DOWN("DOWN", 0),
        IMPOSTOR("IMPOSTOR", 2);

        final String label;
        private final int party;

        Role(final String label, final int party)
        {
            this.label = label;
            this.party = party;
        }
    }
}
