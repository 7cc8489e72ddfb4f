// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A counter that nothing counts says that nothing happened. */
final class CountedTest
{
    private static final Path MAIN = Path.of("src/main/java");

    private static List<String> unnamed(final Enum<?>[] constants) throws IOException
    {
        final StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(MAIN))
        {
            for (final Path file : files.filter(file -> file.toString().endsWith(".java")).toList())
            {
                all.append(Files.readString(file));
            }
        }
        final List<String> unnamed = new ArrayList<>();
        for (final Enum<?> constant : constants)
        {
            final String name = constant.getDeclaringClass().getSimpleName() + "\\." + constant.name() + "\\b";
            if (!Pattern.compile(name).matcher(all).find())
            {
                unnamed.add(constant.name());
            }
        }
        return unnamed;
    }

    @Test
    void contractV_shouldHaveAPlaceThatGivesEachRefusal() throws IOException
    {
        assertEquals(List.of(), unnamed(Refusal.values()));
    }

    @Test
    void shouldHaveAPlaceThatCountsEachMetric() throws IOException
    {
        assertEquals(List.of(), unnamed(Metric.values()));
    }
}
