// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.telemetry;

import io.plumbline.oracle.ErrorRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Distinct exceptions, counted: one entry for each class and throwing line, however often and with whatever message, so
 * that a feed that provokes one over and over fills nothing. Any thread; allocates, since an exception has done so
 * before.
 */
public final class ErrorLog
{
    /** Most entries; what comes after them is counted as {@link #OTHER}. */
    public static final int MAX_ENTRIES = 64;

    /** Stands for every exception beyond the bound. */
    public static final String OTHER = "other";

    private final Map<String, Long> counts = new LinkedHashMap<>();

    /**
     * An empty log.
     */
    public ErrorLog()
    {
    }

    /**
     * Counts an exception.
     *
     * @param error what was caught.
     */
    public synchronized void add(final Throwable error)
    {
        final StackTraceElement[] trace = error.getStackTrace();
        final String what = error.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
        final boolean isRoom = counts.containsKey(what) || counts.size() < MAX_ENTRIES;
        counts.merge(isRoom ? what : OTHER, 1L, Long::sum);
    }

    /**
     * What was counted.
     *
     * @return a copy, in the order of first sight.
     */
    public synchronized List<ErrorRecord> records()
    {
        final List<ErrorRecord> records = new ArrayList<>();
        counts.forEach((what, count) -> records.add(new ErrorRecord(what, count)));
        return records;
    }
}
