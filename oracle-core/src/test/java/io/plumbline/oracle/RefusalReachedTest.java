// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contract V: a refusal that no test expects is one that nobody has seen given. */
final class RefusalReachedTest
{
    /** An expected answer stands first in an assertion, a table of cases or a switch. */
    private static final Pattern NAMED = Pattern.compile("(?:Refusal\\.|\")([A-Z_]+)\\b");

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void contractV_shouldBeExpectedBySomeTest(final Refusal refusal) throws IOException
    {
        assertTrue(named().contains(refusal.name()), refusal + " is expected by no test");
    }

    @Test
    void shouldFindNamesThatAreThereAndNoOthers() throws IOException
    {
        assertTrue(named().contains("DRIFT"));
        assertFalse(named().contains("drift"));
    }

    private static Set<String> named() throws IOException
    {
        final Set<String> names = new HashSet<>();
        for (final Path file : sources())
        {
            final Matcher matcher = NAMED.matcher(Files.readString(file));
            while (matcher.find())
            {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    private static List<Path> sources() throws IOException
    {
        try (Stream<Path> core = Files.walk(Path.of("src/test/java"));
            Stream<Path> ingest = Files.walk(Path.of("../oracle-netty-ingest/src/test/java")))
        {
            return Stream.concat(core, ingest).filter(file -> file.toString().endsWith("Test.java") &&
                !file.getFileName().toString().startsWith("Refusal")).toList();
        }
    }
}
