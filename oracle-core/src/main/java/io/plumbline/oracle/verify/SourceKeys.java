// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.verify;

import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.Scheme;
import io.plumbline.oracle.config.SignerConfig;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.crypto.KeyRing;
import io.plumbline.oracle.crypto.KeyRingBuilder;
import io.plumbline.oracle.crypto.Secp256k1Signer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The key ring of a configuration. Dense key ids follow the order of sources and, within one, of its signers. Any
 * thread; costs about one signature check a key.
 */
public final class SourceKeys
{
    private SourceKeys()
    {
    }

    /**
     * Registers every signer.
     *
     * @param config the configuration.
     * @return the ring.
     * @throws IllegalArgumentException naming source and key, where a key is no proper one, stands twice in its
     *                                  source, or is an address by which two sources of one connection could be meant.
     */
    public static KeyRing of(final OracleConfig config)
    {
        final KeyRingBuilder builder = KeyRing.builder();
        final List<SourceConfig> sources = config.sources();
        for (int source = 0; source < sources.size(); source++)
        {
            final SourceConfig each = sources.get(source);
            for (final SignerConfig signer : each.signers())
            {
                add(builder, source, each, signer);
            }
        }
        final KeyRing ring = builder.build();
        refuseSharedAddresses(ring, sources);
        return ring;
    }

    private static void add(
        final KeyRingBuilder ring, final int source, final SourceConfig config, final SignerConfig signer)
    {
        try
        {
            if (config.scheme() == Scheme.PLUMBLINE)
            {
                ring.ed25519(
                    source, signer.keyId(), signer.publicBytes(), signer.validFromNs(), signer.validUntilNs());
            }
            else if (signer.publicBytes().length == SignerConfig.SECP256K1_LENGTH)
            {
                ring.secp256k1(
                    source, signer.keyId(), signer.publicBytes(), signer.validFromNs(), signer.validUntilNs());
            }
            else
            {
                ring.address(
                    source, signer.keyId(), signer.publicBytes(), signer.validFromNs(), signer.validUntilNs());
            }
        }
        catch (final IllegalArgumentException e)
        {
            throw new IllegalArgumentException("signer of " + config.name() + ": " + e.getMessage(), e);
        }
    }

    /** An address is all that says whose a package is, so that within a connection it must be one source's. */
    private static void refuseSharedAddresses(final KeyRing ring, final List<SourceConfig> sources)
    {
        final Map<String, String> owners = new HashMap<>();
        for (int key = 0; key < ring.size(); key++)
        {
            final Secp256k1Signer signer = ring.secp256k1(key);
            if (signer == null)
            {
                continue;
            }
            final SourceConfig source = sources.get(ring.sourceOf(key));
            for (final String connection : source.connections())
            {
                final String owner = owners.putIfAbsent(connection + ' ' + signer, source.name());
                if (owner != null && !owner.equals(source.name()))
                {
                    throw new IllegalArgumentException("signer of " + source.name() + ": address " + signer +
                        ", keyId " + ring.keyIdOf(key) + ", is also a signer of " + owner + " on connection " +
                        connection);
                }
            }
        }
    }
}
