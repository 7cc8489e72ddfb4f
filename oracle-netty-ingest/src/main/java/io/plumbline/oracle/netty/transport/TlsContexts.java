// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.transport;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * TLS by the JDK's provider, versions 1.2 and 1.3 only. PEM files are read once, when a door opens.
 */
final class TlsContexts
{
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private TlsContexts()
    {
    }

    static SslContext server(final Path certificateChain, final Path privateKey)
    {
        requireFile("tls.certificateChain", certificateChain);
        requireFile("tls.privateKey", privateKey);
        try
        {
            return SslContextBuilder.forServer(certificateChain.toFile(), privateKey.toFile())
                .sslProvider(SslProvider.JDK)
                .protocols(PROTOCOLS)
                .build();
        }
        catch (final SSLException | IllegalArgumentException e)
        {
            throw new IllegalArgumentException(
                "tls must be a PEM chain and its PKCS#8 key, was " + certificateChain + " and " + privateKey, e);
        }
    }

    static SslContext client(final @Nullable Path trustedCertificates)
    {
        final SslContextBuilder builder = SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .protocols(PROTOCOLS)
            .endpointIdentificationAlgorithm("HTTPS");
        try
        {
            if (trustedCertificates != null)
            {
                requireFile("trustedCertificates", trustedCertificates);
                builder.trustManager(trustedCertificates.toFile());
            }
            return builder.build();
        }
        catch (final SSLException | IllegalArgumentException e)
        {
            throw new IllegalArgumentException(
                "trustedCertificates must be a PEM file, was " + trustedCertificates, e);
        }
    }

    private static void requireFile(final String field, final Path path)
    {
        if (!Files.isReadable(path))
        {
            throw new IllegalArgumentException(field + " must be a readable file, was " + path);
        }
    }
}
