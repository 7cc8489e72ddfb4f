// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One flat object of known members, each once, and nothing that could be read in two ways. */
final class FlatJsonTest
{
    private static final Set<String> STRINGS = Set.of("a", "bc");
    private static final Set<String> NUMBERS = Set.of("n");

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"a\":\"x y\",\"bc\":\"\",\"n\":17}",
        "{\"n\":17,\"bc\":\"\",\"a\":\"x y\"}",
        " \t\r\n{ \"bc\" : \"\" ,\n\"n\"\t:\r17 , \"a\":\"x y\" } "})
    void contractM_shouldTakeAnyOrderAndWhiteSpace(final String json)
    {
        assertEquals(Map.of("a", "x y", "bc", "", "n", "17"), read(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "10", "9223372036854775808", "1000000000000000000000000000000"})
    void contractM_shouldKeepANumberAsItsDigits(final String digits)
    {
        assertEquals(Map.of("a", "", "bc", "", "n", digits), read("{\"a\":\"\",\"bc\":\"\",\"n\":" + digits + "}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "00", "01", "-1", "-0", "+1", "1.0", "1.", ".1", "1e3", "1E3", "0x1", "1_0", "", " ", "\"1\"", "null", "true",
        "NaN", "[1]", "{}", "1 2", "\u0661"})
    void contractM_shouldRefuseEveryOtherNumber(final String number)
    {
        assertNull(read("{\"a\":\"\",\"bc\":\"\",\"n\":" + number + "}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "x", "1", "null", "\"", "\"\\n\"", "\"\\u0041\"", "\"\\\"\"", "\"\\\\\"", "\"\\/\"", "\"a\nb\"", "\"\t\"",
        "\"\u007f\"", "\"\u00e9\"", "\"\u0000\"", "'x'", "[\"x\"]", "{\"x\":\"y\"}", "\"x\"\"y\"", "\"x\",", ",\"x\"",
        "\"x\",\"a\":\"x\"", "\"x\",\"a\":\"y\"", "\"x\",\"z\":\"y\"", "\"x\",\"n\":1", "\"x\",\"A\":\"y\""})
    void contractM_shouldRefuseEveryOtherStringAndMember(final String text)
    {
        assertNull(read("{\"bc\":\"\",\"n\":1,\"a\":" + text + "}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "{}", "[]", "{\"a\":\"\",\"bc\":\"\"}", "{\"a\":\"\",\"n\":1}", "{\"a\":\"\",\"bc\":\"\",\"n\":1",
        "{\"a\":\"\",\"bc\":\"\",\"n\":1}}", "{\"a\":\"\",\"bc\":\"\",\"n\":1}x",
        "{\"a\":\"\",\"bc\":\"\",\"n\":1}\u00ff",
        "{\"a\":\"\",\"bc\":\"\",\"n\":1,}", "{,\"a\":\"\",\"bc\":\"\",\"n\":1}", "\"a\":\"\",\"bc\":\"\",\"n\":1}",
        "[{\"a\":\"\",\"bc\":\"\",\"n\":1}]", "{\"a\" \"\",\"bc\":\"\",\"n\":1}", "{\"a\":\"\" \"bc\":\"\",\"n\":1}",
        "{a:\"\",\"bc\":\"\",\"n\":1}", "{\"a\":\"\",\"bc\":\"\",\"n\":1}/**/",
        "\u00ef\u00bb\u00bf{\"a\":\"\",\"bc\":\"\",\"n\":1}",
        "{\"a\":\"\",\"bc\":\"\",\"\\u006e\":1}", "{\"a\":\"\",\u000b\"bc\":\"\",\"n\":1}"})
    void contractM_shouldRefuseEveryOtherObject(final String json)
    {
        assertNull(read(json));
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void contractM_shouldReadNothingThatAnotherReaderReadsOtherwise(final long seed) throws JoseException
    {
        final Random random = new Random(seed);
        final String base = "{\"a\":\"x\",\"bc\":\"\",\"n\":1}";
        final String pieces = "{}[]\",:01 ax\\-.ne";
        int read = 0;
        for (int i = 0; i < 50_000; i++)
        {
            final StringBuilder json = new StringBuilder(base);
            for (int left = 1 + random.nextInt(3); left > 0; left--)
            {
                final int at = random.nextInt(json.length());
                final char piece = pieces.charAt(random.nextInt(pieces.length()));
                switch (random.nextInt(3))
                {
                    case 0 -> json.setCharAt(at, piece);
                    case 1 -> json.insert(at, piece);
                    default -> json.deleteCharAt(at);
                }
            }
            final Map<String, String> members = read(json.toString());
            if (members != null)
            {
                read++;
                assertEquals(texts(json.toString()), members, "seed " + seed + ": " + json);
            }
        }
        assertTrue(read > 1_000, "only " + read);
    }

    @Test
    void contractM_shouldReadOneByteACharacter()
    {
        final byte[] json = "{\"a\":\"x\",\"bc\":\"\",\"n\":1} ".getBytes(StandardCharsets.US_ASCII);
        json[json.length - 1] = (byte)0xff;
        assertNull(FlatJson.read(json, STRINGS, NUMBERS));
    }

    private static Map<String, String> read(final String json)
    {
        return FlatJson.read(json.getBytes(StandardCharsets.ISO_8859_1), STRINGS, NUMBERS);
    }

    private static Map<String, String> texts(final String json) throws JoseException
    {
        final Map<String, String> texts = new HashMap<>();
        JsonUtil.parseJson(json).forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }
}
