// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small JSON file as maps, lists, strings and longs; other scalars are their text, null is null.
 */
final class Json
{
    private Json()
    {
    }

    /**
     * Reads a file.
     *
     * @throws IOException saying what is wrong with it, and where.
     */
    static @Nullable Object read(final Path file) throws IOException
    {
        try (InputStream in = Files.newInputStream(file);
            JsonParser parser = new JsonFactory().createParser(in))
        {
            parser.nextToken();
            return value(parser);
        }
        catch (final NoSuchFileException e)
        {
            throw new IOException("there is no file " + file, e);
        }
        catch (final JsonProcessingException e)
        {
            throw new IOException(file + " is not JSON: " + e.getOriginalMessage() + ", line " +
                e.getLocation().getLineNr(), e);
        }
        catch (final IOException e)
        {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static @Nullable Object value(final JsonParser parser) throws IOException
    {
        final JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT)
        {
            final Map<String, @Nullable Object> map = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT)
            {
                final String name = parser.currentName();
                parser.nextToken();
                map.put(name, value(parser));
            }
            return map;
        }
        if (token == JsonToken.START_ARRAY)
        {
            final List<@Nullable Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY)
            {
                list.add(value(parser));
            }
            return list;
        }
        if (token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER)
        {
            return parser.getLongValue();
        }
        return token == null || token == JsonToken.VALUE_NULL ? null : parser.getText();
    }
}
