// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

/**
 * Age as every room measures it: from the earliest of observation, signature and receipt. Pure functions, any thread;
 * no input overflows them as long as engine time is not negative and ages are bounded by their configuration.
 */
public final class Age
{
    private Age()
    {
    }

    /**
     * From when on a tick's age is measured.
     *
     * @param observedAtNs epoch nanoseconds, as signed.
     * @param signedAtNs   epoch nanoseconds, as signed.
     * @param receivedAtNs epoch nanoseconds, as received.
     * @return the earliest.
     */
    public static long originNs(final long observedAtNs, final long signedAtNs, final long receivedAtNs)
    {
        return Math.min(observedAtNs, Math.min(signedAtNs, receivedAtNs));
    }

    /**
     * Whether something is older than it may be; at exactly its age it is not.
     *
     * @param originNs any time.
     * @param nowNs    engine time, 0 or more.
     * @param maxAgeNs 0 or more.
     * @return true if past.
     */
    public static boolean isPast(final long originNs, final long nowNs, final long maxAgeNs)
    {
        return originNs < nowNs - maxAgeNs;
    }
}
