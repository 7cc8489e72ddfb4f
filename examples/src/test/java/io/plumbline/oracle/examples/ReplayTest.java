// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplayTest
{
    private static final Pattern PAYLOAD = Pattern.compile("\"payload\"\\s*:\\s*\"([0-9a-f]+)\"");
    /** Within the first value of the first package. */
    private static final int FLIPPED_DIGIT = 2 * 63;

    @TempDir
    private Path directory;

    private static Path captures()
    {
        final Path file = Path.of(System.getProperty("plumbline.vectors", "../../shared/vectors"),
            "redstone", "payloads_binary.json");
        Assumptions.assumeTrue(Files.exists(file), () -> "no recorded messages at " + file);
        return file;
    }

    private Path write(final String text) throws IOException
    {
        return Files.writeString(directory.resolve("captures.json"), text);
    }

    @Test
    @Timeout(180)
    void shouldPriceWhatWasRecorded()
    {
        final Console console = new Console("replay", captures().toString());
        assertEquals(0, console.status, console::toString);
        assertEquals("replay: 59 frames verified, 0 refused, 3 instruments priced", console.lastLine(),
            console::toString);
        assertTrue(console.out().contains("one provider is one lineage"), console::toString);
        assertTrue(console.out().contains("83,962.07"), console::toString);
        assertTrue(console.out().contains("verifies with the oracle's public key"), console::toString);
        assertFalse(console.out().contains("DOES NOT VERIFY"), console::toString);
    }

    @Test
    @Timeout(180)
    void shouldRefuseEachPackageWithAFlippedBit() throws IOException
    {
        final Matcher matcher = PAYLOAD.matcher(Files.readString(captures()));
        final Path file = write(matcher.replaceAll(found ->
        {
            final String digits = found.group(1);
            final int digit = Character.digit(digits.charAt(FLIPPED_DIGIT), 16) ^ 1;
            return "\"payload\": \"" + digits.substring(0, FLIPPED_DIGIT) + Character.forDigit(digit, 16) +
                digits.substring(FLIPPED_DIGIT + 1) + "\"";
        }));
        final Console console = new Console("replay", file.toString());
        assertEquals(0, console.status, console::toString);
        assertEquals("replay: 53 frames verified, 6 refused, 3 instruments priced", console.lastLine(),
            console::toString);
        assertTrue(console.out().contains("refused: 1 UNKNOWN_SIGNER"), console::toString);
    }

    @Test
    @Timeout(180)
    void shouldRefuseAMessageThatIsNoPayload() throws IOException
    {
        final Path file = write("{\"held\": {\"payload\": \"00ff00ff00ff00ff00ff00ff\", " +
            "\"signer\": {\"signers\": [\"0x" + "ab".repeat(20) + "\"]}, \"expected\": {\"packages\": " +
            "[{\"timestampMilliseconds\": 1700000000000, \"points\": [{\"feedId\": \"BTC\"}]}]}}}");
        final Console console = new Console("replay", file.toString());
        assertEquals(0, console.status, console::toString);
        assertTrue(console.out().contains("1 WRONG_MARKER"), console::toString);
        assertTrue(console.out().contains("NO_PRICE"), console::toString);
        assertEquals("replay: 0 frames verified, 1 refused, 0 instruments priced", console.lastLine());
    }

    @Test
    void shouldSayThatThereIsNoFile()
    {
        final Path missing = directory.resolve("missing.json");
        final Console console = new Console("replay", missing.toString());
        assertEquals(2, console.status, console::toString);
        assertEquals("replay: there is no file " + missing, console.err().strip());
        assertEquals(2, new Console("replay").status);
        assertEquals(2, new Console("replay", "one", "two").status);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "{", "no json", "[]", "{}", "17", "[{\"payload\": \"zz\"}]",
        "[{\"payload\": \"00\", \"signer\": {\"signers\": []}}]",
        "[{\"payload\": \"00\", \"signer\": {\"signers\": [\"0x12\"]}}]",
        "[{\"payload\": \"00\", \"signer\": {\"signers\": [\"0x00112233445566778899aabbccddeeff00112233\"]}}]",
        "[{\"payload\": \"0\", \"signer\": {\"signers\": [\"0x00112233445566778899aabbccddeeff00112233\"]}, " +
            "\"expected\": {\"packages\": [{\"timestampMilliseconds\": 1, \"points\": [{\"feedId\": \"BTC\"}]}]}}]",
        "[{\"payload\": \"00\", \"signer\": {\"signers\": [\"0x00112233445566778899aabbccddeeff00112233\"]}, " +
            "\"expected\": {\"packages\": [{\"timestampMilliseconds\": \"1\", \"points\": [{\"feedId\": \"BTC\"}]}]}}]",
        "[{\"payload\": \"00\", \"signer\": {\"signers\": [\"0x00112233445566778899aabbccddeeff00112233\"]}, " +
            "\"expected\": {\"packages\": [{\"timestampMilliseconds\": 1, \"points\": [{\"feedId\": \"B T\"}]}]}}]"})
    void shouldSayWhatIsWrongWithAFile(final String text) throws IOException
    {
        final Path file = write(text);
        final Console console = new Console("replay", file.toString());
        assertEquals(2, console.status, console::toString);
        assertEquals("", console.out());
        assertTrue(console.err().startsWith("replay: " + file), console::toString);
        assertEquals(1, console.err().strip().lines().count(), console::toString);
    }
}
