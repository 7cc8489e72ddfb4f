// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import io.plumbline.oracle.config.OracleConfig;

/**
 * What {@link Oracle#launch} looks up, so that the API does not import the engine. Provided by this library.
 */
public interface OracleLauncher
{
    /**
     * Launches an engine.
     *
     * @param config   what to run.
     * @param listener told of what leaves the engine.
     * @return the running oracle.
     * @throws IllegalArgumentException naming the field and value that cannot be run.
     */
    Oracle launch(OracleConfig config, OracleListener listener);
}
