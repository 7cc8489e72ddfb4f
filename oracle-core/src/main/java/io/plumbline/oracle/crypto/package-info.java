// SPDX-License-Identifier: Apache-2.0

/**
 * Who signed these bytes: Ed25519, recoverable secp256k1, keccak-256, SHA-256, registered keys.
 *
 * <p>The room's rule: it knows bytes and keys, never prices, envelopes or policy, and imports no other room. It is the
 * only room that imports Bouncy Castle, and no Bouncy Castle type stands in a public signature.
 *
 * <p>One Ed25519 rule is pinned for every caller (see {@link io.plumbline.oracle.crypto.Ed25519Verifier}): 64 bytes,
 * registered key of prime order, canonical R, S below the group order, cofactorless equation. Whatever arrives from a
 * socket yields a verdict or a status code, never an exception; only wrong registration and wrong array ranges throw.
 *
 * <p>Likewise one rule of secp256k1 ECDSA over a digest (see {@link io.plumbline.oracle.crypto.Secp256k1Verifier}); low
 * s is a policy of the source, and how the digest is made is the caller's matter. A signer known by address only is
 * recovered, pinned, and from then on verified like any other key.
 *
 * <p>Signing is our own arithmetic: its source has no branch and no memory index that depends on a secret. No more is
 * claimed: a JIT compiler may bring branches in, a moving collector may leave copies behind, and the runtime's SHA-512
 * is what it is. The arithmetic of verification touches public data and may take any path.
 *
 * <p>Keys ({@link io.plumbline.oracle.crypto.Ed25519PublicKey}, {@link io.plumbline.oracle.crypto.Secp256k1PublicKey},
 * {@link io.plumbline.oracle.crypto.Secp256k1Signer}) are immutable and may be shared between threads, and so are a
 * key's precomputed multiples ({@link io.plumbline.oracle.crypto.Ed25519Tables},
 * {@link io.plumbline.oracle.crypto.Secp256k1Tables}), with and without which verdicts are equal. Verifiers, batches,
 * hashes and kernels own scratch space: one per thread.
 */
@NullMarked
package io.plumbline.oracle.crypto;

import org.jspecify.annotations.NullMarked;
