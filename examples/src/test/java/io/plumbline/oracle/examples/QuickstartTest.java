// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class QuickstartTest
{
    private static final Pattern SUM = Pattern.compile("quickstart: (\\d+) frames verified, (\\d+) refused, " +
        "(\\d+) quotes issued, (\\d+) settled, (\\d+) refused");

    /** What must be told, each once at least; a story's lines in their order. */
    private static final List<List<String>> STORIES = List.of(
        List.of("delta begins to lie", "the oracle drops delta from BTC/USD", "the oracle has lost its trust in delta",
            "delta is honest again", "delta may speak on BTC/USD again"),
        List.of("foxtrot dies", "the oracle goes on without foxtrot", "somebody has foxtrot's token",
            "refuses each of them: BAD_SIGNATURE", "foxtrot is back", "the oracle counts on foxtrot again"),
        List.of("-> SETTLED"), List.of("-> EXPIRED"), List.of("-> LATE_PAYMENT"), List.of("the same answer both times"),
        List.of("-> ALREADY_REDEEMED"), List.of("-> BINDING_MISMATCH"), List.of("-> DRIFT"));

    @Test
    @Timeout(180)
    void shouldPlayTheWholePlot()
    {
        final Console console = new Console("quickstart", "--seconds", "6", "--seed", "7");
        assertEquals(0, console.status, console::toString);
        assertEquals("", console.err());
        for (final List<String> story : STORIES)
        {
            int from = 0;
            for (final String line : story)
            {
                from = console.out().indexOf(line, from);
                assertTrue(from >= 0, "not told in its turn: " + line + System.lineSeparator() + console);
            }
        }
    }

    @Test
    @Timeout(180)
    void shouldSumUpInItsLastLine()
    {
        final Console console = new Console("quickstart", "--seconds", "5");
        final Matcher sum = SUM.matcher(console.lastLine());
        assertTrue(sum.matches(), console::toString);
        for (int i = 1; i <= sum.groupCount(); i++)
        {
            assertTrue(Long.parseLong(sum.group(i)) > 0, console::toString);
        }
        assertTrue(Long.parseLong(sum.group(2)) < Long.parseLong(sum.group(1)), console::toString);
        assertTrue(Long.parseLong(sum.group(4)) < Long.parseLong(sum.group(3)), console::toString);
        assertTrue(console.out().contains("delta out/"), () -> "the liar is not shown as shut out" + console);
        assertTrue(console.out().contains("delta is EXCLUDED for [DIVERGENCE]"), () -> "no explanation" + console);
    }
}
