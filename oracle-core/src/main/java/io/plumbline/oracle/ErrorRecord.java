// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

/**
 * One kind of exception that was caught and survived: where it was thrown and how often.
 *
 * @param what  the exception's class and the place that threw it; for those beyond the log's bound, {@code "other"}.
 * @param count how often, 1 and up.
 */
public record ErrorRecord(String what, long count)
{
}
