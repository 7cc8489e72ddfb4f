// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MainTest
{
    @ParameterizedTest
    @ValueSource(strings = {"", "help", "-h", "--help"})
    void shouldPrintHelp(final String word)
    {
        final Console console = word.isEmpty() ? new Console() : new Console(word);
        assertEquals(0, console.status, console::toString);
        assertTrue(console.out().contains("quickstart [--seconds N] [--seed N]"), console::toString);
        assertTrue(console.out().contains("replay <file>"), console::toString);
        assertTrue(console.out().contains("policies <file>"), console::toString);
        assertEquals("", console.err());
    }

    @Test
    void shouldRefuseAnUnknownExample()
    {
        final Console console = new Console("nonsense");
        assertEquals(2, console.status, console::toString);
        assertEquals("", console.out());
        assertTrue(console.err().contains("there is no example 'nonsense'"), console::toString);
        assertTrue(console.err().contains("usage: java -jar examples.jar"), console::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--seconds", "--seconds 4", "--seconds 3601", "--seconds many", "--seed", "--seed 1.5",
        "--loud", "20"})
    void shouldRefuseOptionsItDoesNotUnderstand(final String options)
    {
        final Console console = new Console(("quickstart " + options).split(" "));
        assertEquals(2, console.status, console::toString);
        assertEquals("", console.out());
        assertTrue(console.err().startsWith("quickstart: "), console::toString);
    }
}
