// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one flat JSON object of members that are known beforehand, each a string or a whole number. Members may stand
 * in any order with white space between; but each must stand there, once, and nothing else. No nesting, no escapes, no
 * character outside printable ASCII; a number is plain decimal without sign, leading zero, fraction or exponent. So a
 * value is the text it is written as. One object a reading; never throws on what the bytes hold.
 */
final class FlatJson
{
    private static final int END = -1;

    private final byte[] json;
    private int at;

    private FlatJson(final byte[] json)
    {
        this.json = json;
    }

    /**
     * Reads an object.
     *
     * @param json    the whole text, one byte a character.
     * @param strings names of the members that are strings.
     * @param numbers names of the members that are numbers.
     * @return the value of each member, or null where the text breaks a rule.
     */
    static @Nullable Map<String, String> read(final byte[] json, final Set<String> strings, final Set<String> numbers)
    {
        final Map<String, String> members = new FlatJson(json).object(strings, numbers);
        return members != null && members.size() == strings.size() + numbers.size() ? members : null;
    }

    private @Nullable Map<String, String> object(final Set<String> strings, final Set<String> numbers)
    {
        final Map<String, String> members = new HashMap<>();
        if (!isNext('{'))
        {
            return null;
        }
        do
        {
            final String name = string();
            if (name == null || !isNext(':'))
            {
                return null;
            }
            final String value = strings.contains(name) ? string() : numbers.contains(name) ? number() : null;
            if (value == null || members.put(name, value) != null)
            {
                return null;
            }
        }
        while (isNext(','));
        return isNext('}') && peek() == END ? members : null;
    }

    private @Nullable String string()
    {
        if (!isNext('"'))
        {
            return null;
        }
        final int from = at;
        while (at < json.length && isPlain(json[at]))
        {
            at++;
        }
        if (at == json.length || json[at] != '"')
        {
            return null;
        }
        return new String(json, from, at++ - from, StandardCharsets.US_ASCII);
    }

    private @Nullable String number()
    {
        final int first = peek();
        final int from = at;
        while (at < json.length && json[at] >= '0' && json[at] <= '9')
        {
            at++;
        }
        final boolean isPlain = at > from && (first != '0' || at == from + 1);
        return isPlain ? new String(json, from, at - from, StandardCharsets.US_ASCII) : null;
    }

    /** Takes the character where it comes next, white space apart. */
    private boolean isNext(final char wanted)
    {
        if (peek() != wanted)
        {
            return false;
        }
        at++;
        return true;
    }

    /** Skips white space and looks at what follows. */
    private int peek()
    {
        while (at < json.length && (json[at] == ' ' || json[at] == '\t' || json[at] == '\n' || json[at] == '\r'))
        {
            at++;
        }
        return at < json.length ? Bytes.u8(json, at) : END;
    }

    /** Whether a character may stand in a string as itself; bytes above ASCII are negative. */
    static boolean isPlain(final int c)
    {
        return c >= ' ' && c <= '~' && c != '"' && c != '\\';
    }
}
