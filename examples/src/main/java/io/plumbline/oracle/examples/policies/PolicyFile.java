// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples.policies;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.plumbline.oracle.config.QuotePolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Quote policies as a JSON file: {@code {"policies": [{"name": "retail", "version": 1, "ttlNs": 20000000000, ...}]}}.
 * Each policy needs a name and a version, all other terms stand as the standard has them unless they are given.
 * Whatever is not understood is refused: a term that is misspelt would otherwise be a term that is not in force.
 */
public final class PolicyFile
{
    private PolicyFile()
    {
    }

    /**
     * Reads a file.
     *
     * @param file UTF-8.
     * @return the policies in its order, at least one.
     * @throws IOException saying what is wrong with it, and where.
     */
    public static List<QuotePolicy> read(final Path file) throws IOException
    {
        try (InputStream in = Files.newInputStream(file);
            JsonParser parser = new JsonFactory().createParser(in))
        {
            return policies(new JsonReader(parser));
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
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static List<QuotePolicy> policies(final JsonReader json) throws IOException
    {
        final List<QuotePolicy> policies = new ArrayList<>();
        final Set<String> names = new HashSet<>();
        json.begin();
        json.object("the file", Map.of("policies", () -> json.array("policies", () ->
        {
            final QuotePolicy policy = new PolicyReader(json).read(policies.size() + 1);
            if (!names.add(policy.name()))
            {
                throw json.wrong("there are two policies '" + policy.name() + "'");
            }
            policies.add(policy);
        })), Set.of("policies"));
        json.end();
        if (policies.isEmpty())
        {
            throw json.wrong("there is no policy");
        }
        return List.copyOf(policies);
    }
}
