// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples.quickstart;

/**
 * Colour where a terminal shows it, plain text elsewhere.
 *
 * @param isColoured whether to write ANSI codes.
 */
record Ink(boolean isColoured)
{
    private static final String RESET = "\033[0m";

    String bold(final String text)
    {
        return with("\033[1m", text);
    }

    String good(final String text)
    {
        return with("\033[32m", text);
    }

    String bad(final String text)
    {
        return with("\033[31m", text);
    }

    private String with(final String code, final String text)
    {
        return isColoured ? code + text + RESET : text;
    }
}
