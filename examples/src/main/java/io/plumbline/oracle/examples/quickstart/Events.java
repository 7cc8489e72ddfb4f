// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples.quickstart;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What happened worth telling, with its time. Any thread.
 */
final class Events
{
    private static final int KEPT = 4;

    private final long startNs;
    private final Consumer<String> listener;
    private final Deque<String> last = new ArrayDeque<>();

    /**
     * Starts an empty list.
     *
     * @param startNs  when time 0.0 was, by {@code System.nanoTime}.
     * @param listener told of each line as it comes.
     */
    Events(final long startNs, final Consumer<String> listener)
    {
        this.startNs = startNs;
        this.listener = listener;
    }

    static String stamp(final long elapsedNs)
    {
        return String.format(Locale.ROOT, "%6.1f s", elapsedNs / 1e9);
    }

    void add(final String text)
    {
        final String line = stamp(System.nanoTime() - startNs) + "  * " + text;
        synchronized (last)
        {
            if (last.size() == KEPT)
            {
                last.removeFirst();
            }
            last.addLast(line);
            listener.accept(line);
        }
    }

    List<String> last()
    {
        synchronized (last)
        {
            return List.copyOf(last);
        }
    }
}
