// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Oracle;
import io.plumbline.oracle.OracleLauncher;
import io.plumbline.oracle.OracleListener;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.crypto.BouncyCastleKernel;

/**
 * Launches the engine of this library; found by {@code Oracle.launch} as a service. Any thread.
 */
public final class EngineLauncher implements OracleLauncher
{
    /**
     * Made by the service loader.
     */
    public EngineLauncher()
    {
    }

    @Override
    public Oracle launch(final OracleConfig config, final OracleListener listener)
    {
        final OracleEngine engine = new OracleEngine(config, listener, new BouncyCastleKernel());
        try
        {
            engine.start();
            return engine;
        }
        catch (final RuntimeException | Error e)
        {
            engine.close();
            throw e;
        }
    }
}
