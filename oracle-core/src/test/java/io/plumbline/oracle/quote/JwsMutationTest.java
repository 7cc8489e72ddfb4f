// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.VerifiedQuote;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens cut, glued and scratched: never an exception, and what passes says the very same as the one issued. */
final class JwsMutationTest
{
    private static final Set<Refusal> UNSIGNED =
        EnumSet.of(Refusal.MALFORMED, Refusal.UNKNOWN_KEY, Refusal.BAD_SIGNATURE);
    private static final String TEXT = "ABCdef019-_=.+/ \n\u00e9\u2603";
    private static final String JSON = "{}[]\",:\\ 0123456789-+.eE\tabcdu\u0000\u007f\u00e9nrsx/";

    private final JwsRig rig = new JwsRig();
    private final JwsRig other = new JwsRig();

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43, 44})
    void contractM_shouldRefuseEveryTokenThatIsNotTheOneIssued(final long seed)
    {
        final Random random = new Random(seed);
        other.bench.issue(20_000);
        final String second = JwsRig.signed(JwsRig.HEADER, JwsRig.json(other.claims()).replace("156250", "312500"));
        for (int i = 0; i < 3_000; i++)
        {
            final String token = mutate(random, rig.token, second, TEXT);
            final Refusal refusal = rig.verify(token);
            assertEquals(!token.equals(rig.token), refusal != Refusal.NONE,
                "seed " + seed + " round " + i + ": " + token);
            assertTrue(refusal == Refusal.NONE || refusal == Refusal.BINDING_MISMATCH || UNSIGNED.contains(refusal),
                "seed " + seed + " round " + i + ": " + refusal);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {51, 52, 53, 54})
    void contractM_shouldPassNothingSignedWellThatSaysAnythingElse(final long seed) throws JoseException
    {
        final Random random = new Random(seed);
        final String payload = JwsRig.json(rig.claims());
        final Map<String, Object> claims = JsonUtil.parseJson(payload);
        final Map<Refusal, Integer> counts = new EnumMap<>(Refusal.class);
        for (int i = 0; i < 3_000; i++)
        {
            final boolean isHeader = random.nextInt(4) == 0;
            final String header = isHeader ? mutate(random, JwsRig.HEADER, payload, JSON) : JwsRig.HEADER;
            final String said = isHeader ? payload : mutate(random, payload, JwsRig.HEADER, JSON);
            final VerifiedQuote verified = rig.judge(JwsRig.signed(header, said));
            counts.merge(verified.refusal(), 1, Integer::sum);
            if (verified.refusal() == Refusal.NONE)
            {
                assertEquals(JsonUtil.parseJson(JwsRig.HEADER), JsonUtil.parseJson(header), "seed " + seed);
                assertEquals(claims, JsonUtil.parseJson(said), "seed " + seed);
                assertTrue(Arrays.equals(rig.quote, verified.quote().orElseThrow().toByteArray()));
            }
        }
        assertTrue(counts.getOrDefault(Refusal.NONE, 0) > 10, "seed " + seed + ": " + counts);
        assertTrue(counts.getOrDefault(Refusal.BINDING_MISMATCH, 0) > 20, "seed " + seed + ": " + counts);
    }

    /** One to three scratches: a character turned, taken out, put in, doubled, or a piece of the other glued in. */
    private static String mutate(final Random random, final String from, final String donor, final String characters)
    {
        final StringBuilder text = new StringBuilder(from);
        for (int left = 1 + random.nextInt(3); left > 0 && text.length() > 0; left--)
        {
            // the terms stand in front, and would hardly be met behind so long a quote
            final int at = random.nextInt(random.nextBoolean() ? text.length() : Math.min(text.length(), 400));
            final char character = characters.charAt(random.nextInt(characters.length()));
            switch (random.nextInt(7))
            {
                case 0 -> text.setCharAt(at, character);
                case 1 -> text.setCharAt(at, (char)(text.charAt(at) ^ (1 << random.nextInt(8))));
                case 2 -> text.deleteCharAt(at);
                case 3 -> text.insert(at, character);
                case 4 -> text.insert(at, random.nextBoolean() ? " " : text.charAt(at));
                case 5 ->
                {
                    final int start = random.nextInt(donor.length());
                    final int end = start + random.nextInt(donor.length() - start + 1);
                    text.replace(at, Math.min(text.length(), at + random.nextInt(end - start + 1)),
                        donor.substring(start, end));
                }
                default ->
                {
                    final int end = Math.min(text.length(), at + random.nextInt(40));
                    text.replace(at, end, "");
                }
            }
        }
        return text.toString();
    }
}
