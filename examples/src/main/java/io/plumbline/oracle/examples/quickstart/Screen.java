// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples.quickstart;

import java.io.PrintStream;

/**
 * Shows the world: on a terminal a table that is redrawn in place, elsewhere a few lines every other second and each
 * event as it comes. Events may come from any thread.
 */
final class Screen
{
    private static final long PLAIN_NS = 2 * World.SECOND_NS;
    private static final String LEGEND =
        "  trust by instrument; (n %) left out as too far off, out: shut out, -: silent";
    // a line too long for the terminal is cut, or it would be two lines to go up
    private static final String NO_WRAP = "\033[?7l";
    private static final String WRAP = "\033[?7h";

    private final PrintStream out;
    private final boolean isTerminal;
    private int drawn;
    private long nextNs;

    Screen(final PrintStream out, final boolean isTerminal)
    {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    /**
     * Whether somebody watches: a console that says it is a terminal, or cannot say, and a terminal's name.
     */
    @SuppressWarnings("SystemConsoleNull") // it may be null on 17; what newer versions give is asked
    static boolean isWatched()
    {
        if (System.console() == null || System.getenv("TERM") == null || "dumb".equals(System.getenv("TERM")))
        {
            return false;
        }
        try
        {
            // from Java 22 on there is a console without a terminal too
            return (boolean)System.console().getClass().getMethod("isTerminal").invoke(System.console());
        }
        catch (final ReflectiveOperationException e)
        {
            return true;
        }
    }

    Ink ink()
    {
        return new Ink(isTerminal && System.getenv("NO_COLOR") == null);
    }

    synchronized void say(final String line)
    {
        out.println(line);
    }

    synchronized void event(final String line)
    {
        if (!isTerminal)
        {
            out.println(line);
        }
    }

    synchronized void show(final Table table, final long elapsedNs, final Events events)
    {
        if (isTerminal)
        {
            redraw(table, elapsedNs, events);
        }
        else if (elapsedNs >= nextNs)
        {
            nextNs = elapsedNs / PLAIN_NS * PLAIN_NS + PLAIN_NS;
            table.brief(elapsedNs).forEach(out::println);
        }
    }

    private void redraw(final Table table, final long elapsedNs, final Events events)
    {
        final StringBuilder text = new StringBuilder(NO_WRAP);
        if (drawn > 0)
        {
            text.append("\033[").append(drawn).append("A\r");
        }
        drawn = 0;
        for (final String line : table.whole(elapsedNs))
        {
            append(text, line);
        }
        append(text, "");
        for (final String line : events.last())
        {
            append(text, line);
        }
        append(text, LEGEND);
        out.print(text.append("\033[J").append(WRAP));
        out.flush();
    }

    private void append(final StringBuilder text, final String line)
    {
        text.append(line).append("\033[K\n");
        drawn++;
    }

    /** The whole table for the last time. */
    synchronized void end(final Table table, final long elapsedNs, final Events events)
    {
        if (isTerminal)
        {
            redraw(table, elapsedNs, events);
            out.println();
            return;
        }
        out.println();
        table.whole(elapsedNs).forEach(out::println);
        out.println(LEGEND);
        out.println();
    }
}
