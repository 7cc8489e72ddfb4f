// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Runs a command line in this process and keeps what it printed.
 */
final class Console
{
    private final ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    final int status;

    Console(final String... args)
    {
        status = Main.run(args, new PrintStream(outBytes, true, StandardCharsets.UTF_8),
            new PrintStream(errBytes, true, StandardCharsets.UTF_8));
    }

    String out()
    {
        return outBytes.toString(StandardCharsets.UTF_8);
    }

    String err()
    {
        return errBytes.toString(StandardCharsets.UTF_8);
    }

    String lastLine()
    {
        final List<String> lines = out().lines().toList();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    @Override
    public String toString()
    {
        return "status " + status + System.lineSeparator() + out() + System.lineSeparator() + err();
    }
}
