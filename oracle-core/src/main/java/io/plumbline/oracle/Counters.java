// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

/**
 * What has been counted so far. Any thread; each figure is exact for what its writer had done when it was read, and
 * figures of different writers are not read at one instant.
 */
public interface Counters
{
    /**
     * How often a code was given.
     *
     * @param refusal the code.
     * @return a count that only grows.
     */
    long count(Refusal refusal);

    /**
     * How often something happened.
     *
     * @param metric what.
     * @return a count that only grows.
     */
    long count(Metric metric);
}
