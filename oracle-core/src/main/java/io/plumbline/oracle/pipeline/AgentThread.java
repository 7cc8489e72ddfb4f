// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.IdleStrategy;

/**
 * An agent on a thread of its own. Started once, ended once, within a bound.
 */
final class AgentThread
{
    private static final Logger LOGGER = System.getLogger("io.plumbline.oracle");
    private static final int JOIN_MS = 2_000;

    private final String name;
    private final AgentRunner runner;

    AgentThread(final String name, final IdleStrategy idle, final Agent agent)
    {
        this.name = name;
        runner = new AgentRunner(idle, AgentThread::onError, null, agent);
    }

    void start()
    {
        AgentRunner.startOnThread(runner, body -> new OracleThread(body, name));
    }

    /**
     * Ends the agent; one that hangs, in a listener or a callback, is interrupted and, after a while, left behind.
     */
    void end()
    {
        try
        {
            runner.close(JOIN_MS, AgentThread::interrupt);
        }
        catch (final IllegalStateException e)
        {
            LOGGER.log(Level.ERROR, "an agent hangs and was left behind", e);
        }
    }

    private static void interrupt(final Thread thread)
    {
        thread.interrupt();
        try
        {
            thread.join(JOIN_MS);
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive())
        {
            throw new IllegalStateException(thread.getName() + " does not end");
        }
    }

    private static void onError(final Throwable error)
    {
        if (!(error instanceof AgentTerminationException))
        {
            LOGGER.log(Level.ERROR, "an agent failed in one duty cycle and goes on", error);
        }
    }
}
