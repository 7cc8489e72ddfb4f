// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

final class BouncyCastleKernelTest extends SignatureKernelContract
{
    @Override
    SignatureKernel kernel()
    {
        return new BouncyCastleKernel();
    }
}
