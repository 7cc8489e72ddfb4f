// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.PolicyScope;
import io.plumbline.oracle.config.PolicyTerm;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.QuotePolicyBuilder;
import io.plumbline.oracle.config.Rights;
import io.plumbline.oracle.config.RiskStep;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.examples.policies.PolicyFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract Q: policies in a file are all there or refused, by a message that names what is wrong. */
final class PoliciesTest
{
    private static final String STEP =
        "{'fromMinorUnits': 50000, 'ttlBps': 5000, 'driftBps': 4000, 'minLineages': 4, 'minConfidenceBps': 7000}";
    private static final String RIGHTS = "{'canIssue': false, 'canAuthorize': true, 'canDisplay': true, " +
        "'isApprovalNeeded': true, 'ttlBps': 10000, 'driftBps': 5000, 'capBps': 2500}";

    @TempDir
    private Path directory;

    private Path file(final String json) throws IOException
    {
        return Files.writeString(directory.resolve("policies.json"), json.replace('\'', '"'));
    }

    private static String policy(final String members)
    {
        return "{'policies': [{'name': 'retail', 'version': 3" + (members.isEmpty() ? "" : ", " + members) + "}]}";
    }

    @Test
    void contractQ_shouldReadEveryTerm() throws IOException
    {
        final QuotePolicyBuilder expected = QuotePolicy.named("retail").version(3)
            .scope(new PolicyScope("art", "*", "EU", "low")).riskStep(new RiskStep(50_000, 5_000, 4_000, 4, 7_000))
            .rights(Tier.SECONDARY, new Rights(false, true, true, true, 10_000, 5_000, 2_500))
            .rights(Mode.STRESSED, new Rights(false, true, true, true, 10_000, 5_000, 2_500));
        final StringBuilder members = new StringBuilder("'riskSteps': [").append(STEP)
            .append("], 'rights': {'SECONDARY': ").append(RIGHTS).append(", 'STRESSED': ").append(RIGHTS)
            .append("}, 'scope': {'product': 'art', 'collection': '*', 'region': 'EU', 'riskTier': 'low'}");
        for (final PolicyTerm term : PolicyTerm.values())
        {
            final long value = term.isFlag() ? 1 : term == PolicyTerm.MAX_ISSUE_DELAY_NS ? 2_000_000 : term.min() + 7;
            expected.with(term, value);
            members.append(", '").append(term.term()).append("': ").append(term.isFlag() ? "true" : value);
        }
        assertEquals(List.of(expected.build()), PolicyFile.read(file(policy(members.toString()))));
    }

    @Test
    void contractQ_shouldKeepTheStandardWhereNothingIsSaid() throws IOException
    {
        assertEquals(List.of(QuotePolicy.named("retail").version(3).build()), PolicyFile.read(file(policy(""))));
        assertEquals(List.of("a", "b"), PolicyFile.read(file("{'policies': [{'version': 1, 'name': 'a'}, " +
            "{'name': 'b', 'version': 1}]}")).stream().map(QuotePolicy::name).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "'ttlNS': 1 | policy 1 has a member 'ttlNS' that is not known, line 1",
        "'ttlNs': 20000000000, 'ttlNs': 20000000000 | policy 1 has the member 'ttlNs' twice, line 1",
        "'ttlNs': 1.5 | ttlNs must be a whole number of at most 64 bits, line 1",
        "'ttlNs': '20000000000' | ttlNs must be a whole number of at most 64 bits, line 1",
        "'ttlNs': 9223372036854775808 | ttlNs must be a whole number of at most 64 bits, line 1",
        "'ttlNs': null | ttlNs must be a whole number of at most 64 bits, line 1",
        "'ttlNs': 1 | policy 1, retail: ttlNs must be within [10000000, 3600000000000], was 1",
        "'isRepriced': 1 | isRepriced must be true or false, line 1",
        "'rights': {'FIRST': {}} | rights has a member 'FIRST' that is not known, line 1",
        "'rights': {'INDEX': {'canIssue': true}} | INDEX has no member 'canAuthorize', line 1",
        "'rights': [] | rights must be an object, line 1",
        "'riskSteps': {} | riskSteps must be a list, line 1",
        "'riskSteps': [{}] | a risk step has no member 'driftBps', line 1",
        "'scope': {'product': 'a'} | scope has no member 'collection', line 1",
        "'scope': {'product': 1} | product must be a text, line 1"})
    void contractQ_shouldNameWhatIsWrong(final String members, final String message) throws IOException
    {
        assertWrong(policy(members), message);
    }

    @Test
    void contractQ_shouldRefuseWhatIsMissingOrTooMuch() throws IOException
    {
        assertWrong("{'policies': [{'name': 'a'}]}", "policy 1 has no member 'version', line 1");
        assertWrong("{'policies': [{'version': 1}]}", "policy 1 has no member 'name', line 1");
        assertWrong("{'policies': [{'version': 1,\n 'name': 'a'},\n {'name': 'a', 'version': 1}]}",
            "there are two policies 'a', line 3");
        assertWrong("{'policies': []}", "there is no policy, line 1");
        assertWrong("{}", "the file has no member 'policies', line 1");
        assertWrong("[]", "the file must be an object, line 1");
        assertWrong(policy("") + " {}", "there is something behind the end, line 1");
        assertWrong("", "the file must be an object, line 1");
        final Path broken = file("{'policies': [");
        final String message = assertThrows(IOException.class, () -> PolicyFile.read(broken)).getMessage();
        assertTrue(message.startsWith(broken + " is not JSON: "), message);
        final Path nowhere = directory.resolve("nowhere.json");
        assertEquals("there is no file " + nowhere,
            assertThrows(IOException.class, () -> PolicyFile.read(nowhere)).getMessage());
    }

    private void assertWrong(final String json, final String message) throws IOException
    {
        final Path file = file(json);
        assertEquals(file + ": " + message, assertThrows(IOException.class, () -> PolicyFile.read(file)).getMessage());
    }

    @Test
    void shouldPrintWhatAPolicyComesTo() throws IOException
    {
        final Path file = file(policy("'riskSteps': [" + STEP + "], 'maxFiatMinorUnits': 90000, 'feeBps': 30, " +
            "'manualAboveMinorUnits': 80000, 'scope': {'product': 'art', 'collection': '*', 'region': '*', " +
            "'riskTier': '*'}"));
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final int status = Main.run(new String[]{"policies", file.toString()},
            new PrintStream(out, true, StandardCharsets.UTF_8), System.err);
        assertEquals(0, status);
        assertEquals(List.of("retail, version 3, for art/*/*/*",
            "  order of 1: life 30 s, rise 75 bps, fall 75 bps, fee 30 bps, lineages 0, confidence 5000 bps",
            "  order of 50000: life 15 s, rise 30 bps, fall 30 bps, fee 30 bps, lineages 4, confidence 7000 bps",
            "  order of 90000: life 15 s, rise 30 bps, fall 30 bps, fee 30 bps, lineages 4, confidence 7000 bps, " +
                "approved by hand"), out.toString(StandardCharsets.UTF_8).lines().toList());
    }

    @Test
    void shouldTellTheShellThatAFileCannotBeUsed() throws IOException
    {
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        final Path file = file(policy("'ttl': 1"));
        assertEquals(2, Main.run(new String[]{"policies", file.toString()}, System.out,
            new PrintStream(err, true, StandardCharsets.UTF_8)));
        final String said = err.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("'ttl' that is not known"), said);
        assertEquals(2, Main.run(new String[]{"policies"}, System.out,
            new PrintStream(err, true, StandardCharsets.UTF_8)));
    }
}
