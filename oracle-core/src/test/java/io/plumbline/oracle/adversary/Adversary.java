// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.adversary;

import java.util.Random;

/**
 * Ways to lie by those who know the rules, the policies, what everybody says and when they may speak. Stateless:
 * what a liar does depends on the scene alone.
 */
enum Adversary
{
    /** All say the same, far away. */
    COLLUDE
    {
        @Override
        long price(final Scene scene, final int liar, final Random random)
        {
            return scene.target;
        }
    },

    /** All pull the same way, each time by a little less than the fence is wide. */
    SLOW_WALK
    {
        @Override
        long price(final Scene scene, final int liar, final Random random)
        {
            return part(scene.median, 10_000 + scene.fenceBps - 1);
        }
    },

    /** Honest, and first with each move, until the market is volatile; then anything. */
    FASTEST_THEN_STRIKE
    {
        @Override
        long price(final Scene scene, final int liar, final Random random)
        {
            return scene.isVolatile ? scene.target : scene.centre;
        }
    },

    /** Seen at the very limit of age, so that the time of the price and its contributors are the liar's to end. */
    JUST_INSIDE_AGE
    {
        @Override
        long price(final Scene scene, final int liar, final Random random)
        {
            return random.nextBoolean() ? scene.centre : part(scene.median, 10_000 - scene.fenceBps);
        }

        @Override
        long ageNs(final Scene scene, final Random random)
        {
            return scene.maxAgeNs - random.nextInt(300) * Arena.MS;
        }
    },

    /** Now and then too old, now and then ahead, to change the mode and the stale share by its timing. */
    TIMING
    {
        @Override
        long price(final Scene scene, final int liar, final Random random)
        {
            return part(scene.centre, 10_000 + random.nextInt(3) * scene.fenceBps / 2);
        }

        @Override
        long ageNs(final Scene scene, final Random random)
        {
            return random.nextInt(5) == 0 ? -scene.skewNs : (long)(random.nextDouble() * scene.maxAgeNs * 1.1);
        }
    },

    /** One hair inside the fence, one hair outside, in turn. */
    OSCILLATE
    {
        @Override
        long price(final Scene scene, final int liar, final Random random)
        {
            return part(scene.median, 10_000 + (random.nextBoolean() ? 1 : -1) *
                (scene.fenceBps + random.nextInt(3) - 1));
        }
    },

    /** Honest for so long that trust is full, then all at once far away. */
    SLEEPER
    {
        @Override
        long price(final Scene scene, final int liar, final Random random)
        {
            return scene.step * 3 < scene.steps * 2 ? scene.centre : scene.target;
        }
    },

    /** All gather where one honest source looks alone, and break their own runs by a true word. */
    GANG_UP
    {
        @Override
        long price(final Scene scene, final int liar, final Random random)
        {
            return random.nextInt(3) == 0 ? scene.centre :
                part(scene.victim, 10_000 - scene.fenceBps * (2 + liar % 2));
        }
    },

    /** A power of ten off, as all liars are. */
    SCALE
    {
        @Override
        long price(final Scene scene, final int liar, final Random random)
        {
            return random.nextInt(4) == 0 ? scene.centre : scene.centre / 10;
        }
    },

    /** Something of everything. */
    MIXED
    {
        @Override
        long price(final Scene scene, final int liar, final Random random)
        {
            return values()[random.nextInt(MIXED.ordinal())].price(scene, liar, random);
        }

        @Override
        long ageNs(final Scene scene, final Random random)
        {
            return values()[random.nextInt(MIXED.ordinal())].ageNs(scene, random);
        }
    };

    /** What the liars know. */
    static final class Scene
    {
        long centre;
        long median;
        long victim;
        long target;
        boolean isVolatile;
        int fenceBps;
        long maxAgeNs;
        long skewNs;
        int step;
        int steps;
    }

    /** What a liar says, at least 1. */
    abstract long price(Scene scene, int liar, Random random);

    /** How old it claims its price to be. */
    long ageNs(final Scene scene, final Random random)
    {
        return 0;
    }

    private static long part(final long price, final int bps)
    {
        return Math.max(1, price * bps / 10_000);
    }
}
