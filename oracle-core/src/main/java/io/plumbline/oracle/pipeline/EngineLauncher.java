// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Oracle;
import io.plumbline.oracle.OracleLauncher;
import io.plumbline.oracle.OracleListener;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.crypto.BouncyCastleKernel;
import io.plumbline.oracle.crypto.TableKernel;
import io.plumbline.oracle.crypto.TableShelf;

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

    private static OracleEngine engine(final OracleConfig config, final OracleListener listener)
    {
        final TableShelf shelf = new TableShelf();
        return switch (config.crypto().arithmetic())
        {
            case TABLES -> new OracleEngine(config, listener, new TableKernel(shelf), shelf);
            case BOUNCY_CASTLE -> new OracleEngine(config, listener, new BouncyCastleKernel(), null);
        };
    }

    @Override
    public Oracle launch(final OracleConfig config, final OracleListener listener)
    {
        final OracleEngine engine = engine(config, listener);
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
