// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import org.jspecify.annotations.Nullable;

/** AWS-LC through its Java provider; there is a native library for Linux on x86-64 alone among the dependencies. */
final class AwsLc
{
    private AwsLc()
    {
    }

    static Provider provider()
    {
        final AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
        final @Nullable Throwable fault = provider.getLoadingError();
        if (fault != null)
        {
            throw new IllegalStateException("AWS-LC has no native library for this platform", fault);
        }
        if (provider.getService("KeyFactory", Ed25519Workload.EDDSA) == null)
        {
            throw new IllegalStateException("AWS-LC leaves Ed25519 out unless run with " + Ed25519Workload.ACCP_FLAG);
        }
        return provider;
    }
}
