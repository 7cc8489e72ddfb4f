// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The table of refusals in the documents says what the enum says.
 */
final class RefusalDocTest
{
    private static final Path TABLE = Path.of("../docs/refusals.md");
    private static final Path SOURCE = Path.of("src/main/java/io/plumbline/oracle/Refusal.java");
    private static final Pattern CONSTANT = Pattern.compile("/\\*\\* (.+?) \\*/\\s+(\\w+)\\(Stage\\.");

    @Test
    void shouldListEveryRefusalInTheOrderOfItsCode() throws IOException
    {
        final Map<String, String> meanings = meanings();
        final List<String> expected = new ArrayList<>();
        for (final Refusal refusal : Refusal.values())
        {
            assertTrue(meanings.containsKey(refusal.name()), refusal + " has no javadoc of one line");
            expected.add("| " + refusal.code() + " | `" + refusal.name() + "` | " + refusal.stage() + " | " +
                meanings.get(refusal.name()) + " | " + refusal.sentence() + " |");
        }
        final List<String> listed = Files.readAllLines(TABLE).stream()
            .filter(line -> line.matches("\\| \\d+ \\|.*"))
            .toList();

        assertEquals(String.join("\n", expected), String.join("\n", listed), TABLE + " and Refusal disagree");
    }

    private static Map<String, String> meanings() throws IOException
    {
        final Map<String, String> meanings = new HashMap<>();
        final Matcher matcher = CONSTANT.matcher(Files.readString(SOURCE));
        while (matcher.find())
        {
            meanings.put(matcher.group(2), matcher.group(1));
        }
        return meanings;
    }
}
