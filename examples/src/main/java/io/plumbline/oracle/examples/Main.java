// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples;

import io.plumbline.oracle.examples.policies.Policies;
import io.plumbline.oracle.examples.quickstart.Quickstart;
import io.plumbline.oracle.examples.quickstart.QuickstartOptions;
import io.plumbline.oracle.examples.replay.Replay;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Entry point of the examples jar: one subcommand for each example.
 */
public final class Main
{
    /** It ran, or help was asked for. */
    static final int OK = 0;

    /** The command line, or a file it names, cannot be used. */
    static final int USAGE = 2;

    private static final String HELP = String.join(System.lineSeparator(),
        "Plumbline examples",
        "",
        "usage: java -jar examples.jar <example> [arguments]",
        "",
        "  quickstart [--seconds N] [--seed N]",
        "      Six signed publishers push prices over WebSockets into one oracle, and a checkout sells on its",
        "      quotes. One publisher begins to lie, another dies and comes back: watch what the oracle does.",
        "      Takes 20 seconds unless told otherwise (5 to 3600).",
        "",
        "  replay <file>",
        "      Plays recorded RedStone payloads, a JSON file, through a socket into the engine at the time of",
        "      their recording, and prints the prices and signed quotes that come out.",
        "",
        "  policies <file>",
        "      Checks quote policies, a JSON file, and prints what each comes to for orders by value.",
        "",
        "  help",
        "      This page.",
        "");

    private Main()
    {
    }

    /**
     * Runs one example and exits: 0 when it went well, 1 when it did not, 2 when the command line or a file it names
     * cannot be used.
     *
     * @param args the example and its arguments.
     */
    public static void main(final String[] args)
    {
        final int status = run(args, System.out, System.err);
        System.out.flush();
        if (status != OK)
        {
            System.exit(status);
        }
    }

    /**
     * Runs one example.
     *
     * @param args the example and its arguments.
     * @param out  for what a person wants to see.
     * @param err  for what went wrong.
     * @return 0, 1 or 2.
     */
    static int run(final String[] args, final PrintStream out, final PrintStream err)
    {
        try
        {
            return dispatch(args, out, err);
        }
        catch (final IllegalArgumentException | IOException e)
        {
            err.println(args[0] + ": " + e.getMessage());
            return USAGE;
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
            err.println(args[0] + ": interrupted");
            return 1;
        }
    }

    private static int dispatch(final String[] args, final PrintStream out, final PrintStream err)
        throws IOException, InterruptedException
    {
        switch (args.length == 0 ? "help" : args[0])
        {
            case "help", "-h", "--help" ->
            {
                out.print(HELP);
                return OK;
            }
            case "quickstart" ->
            {
                return new Quickstart(QuickstartOptions.parse(args), out, err).run();
            }
            case "replay" ->
            {
                return new Replay(out).run(file(args));
            }
            case "policies" ->
            {
                return new Policies(out).run(file(args));
            }
            default ->
            {
                err.println("there is no example '" + args[0] + "'");
                err.println();
                err.print(HELP);
                return USAGE;
            }
        }
    }

    private static Path file(final String[] args)
    {
        if (args.length != 2)
        {
            throw new IllegalArgumentException("give one file, there were " + (args.length - 1));
        }
        return Path.of(args[1]);
    }
}
