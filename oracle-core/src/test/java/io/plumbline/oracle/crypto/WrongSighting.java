// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

/** Puts a signature on a shelf from which no key of its signer comes, as only a fault of ours could. */
public final class WrongSighting
{
    private WrongSighting()
    {
    }

    public static void show(final TableShelf shelf, final Secp256k1Signer signer)
    {
        shelf.show(signer, new byte[Keccak256.LENGTH], new byte[Secp256k1Recovery.SIGNATURE_LENGTH], 0);
    }
}
