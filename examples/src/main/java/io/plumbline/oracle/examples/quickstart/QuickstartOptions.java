// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples.quickstart;

/**
 * What may be said on the command line.
 *
 * @param seconds how long the plot takes once there are prices, 5 to 3,600.
 * @param seed    of everything drawn by lot, except keys.
 */
public record QuickstartOptions(int seconds, long seed)
{
    private static final int DEFAULT_SECONDS = 20;
    private static final long DEFAULT_SEED = 42;

    /**
     * Reads {@code quickstart [--seconds N] [--seed N]}.
     *
     * @param args the whole command line, its first word the example's name.
     * @return the options.
     * @throws IllegalArgumentException naming the word that is not understood.
     */
    public static QuickstartOptions parse(final String[] args)
    {
        long seconds = DEFAULT_SECONDS;
        long seed = DEFAULT_SEED;
        for (int i = 1; i < args.length; i += 2)
        {
            switch (args[i])
            {
                case "--seconds" -> seconds = number(args, i + 1);
                case "--seed" -> seed = number(args, i + 1);
                default -> throw new IllegalArgumentException("'" + args[i] + "' is not understood; see help");
            }
        }
        if (seconds < 5 || seconds > 3_600)
        {
            throw new IllegalArgumentException("--seconds must be within [5, 3600], was " + seconds);
        }
        return new QuickstartOptions((int)seconds, seed);
    }

    private static long number(final String[] args, final int at)
    {
        if (at >= args.length)
        {
            throw new IllegalArgumentException(args[at - 1] + " needs a number");
        }
        try
        {
            return Long.parseLong(args[at]);
        }
        catch (final NumberFormatException e)
        {
            throw new IllegalArgumentException(args[at - 1] + " needs a number, was '" + args[at] + "'", e);
        }
    }
}
