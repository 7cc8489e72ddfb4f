// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples.policies;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads JSON of which everything is expected; what is not is refused by name and line. One thread. */
final class JsonReader
{
    /** Reads the value the parser stands on. */
    interface Value
    {
        /**
         * Reads it to its end.
         *
         * @throws IOException saying what is wrong with it.
         */
        void read() throws IOException;
    }

    private final JsonParser parser;

    JsonReader(final JsonParser parser)
    {
        this.parser = parser;
    }

    void begin() throws IOException
    {
        parser.nextToken();
    }

    void end() throws IOException
    {
        if (parser.nextToken() != null)
        {
            throw wrong("there is something behind the end");
        }
    }

    /** Reads an object whose members are all known, none twice, and those required there. */
    void object(final String where, final Map<String, Value> members, final Set<String> required) throws IOException
    {
        if (parser.currentToken() != JsonToken.START_OBJECT)
        {
            throw wrong(where + " must be an object");
        }
        final Set<String> seen = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT)
        {
            final String name = parser.currentName();
            final Value value = members.get(name);
            if (value == null)
            {
                throw wrong(where + " has a member '" + name + "' that is not known");
            }
            if (!seen.add(name))
            {
                throw wrong(where + " has the member '" + name + "' twice");
            }
            parser.nextToken();
            value.read();
        }
        final Set<String> missing = new TreeSet<>(required);
        missing.removeAll(seen);
        if (!missing.isEmpty())
        {
            throw wrong(where + " has no member '" + missing.iterator().next() + "'");
        }
    }

    void array(final String where, final Value each) throws IOException
    {
        if (parser.currentToken() != JsonToken.START_ARRAY)
        {
            throw wrong(where + " must be a list");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY)
        {
            each.read();
        }
    }

    long number(final String where) throws IOException
    {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT ||
            parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER)
        {
            throw wrong(where + " must be a whole number of at most 64 bits");
        }
        return parser.getLongValue();
    }

    int smallNumber(final String where) throws IOException
    {
        final long number = number(where);
        if (number != (int)number)
        {
            throw wrong(where + " must be a whole number of at most 32 bits");
        }
        return (int)number;
    }

    boolean flag(final String where) throws IOException
    {
        if (!parser.currentToken().isBoolean())
        {
            throw wrong(where + " must be true or false");
        }
        return parser.getBooleanValue();
    }

    String text(final String where) throws IOException
    {
        if (parser.currentToken() != JsonToken.VALUE_STRING)
        {
            throw wrong(where + " must be a text");
        }
        return parser.getText();
    }

    IOException wrong(final String what)
    {
        return new IOException(what + ", line " + parser.currentLocation().getLineNr());
    }
}
