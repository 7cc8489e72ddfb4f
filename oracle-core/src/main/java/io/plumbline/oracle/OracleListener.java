// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

/**
 * Told of what leaves the engine. Called on the reply agent's thread, one call at a time; a slow listener delays
 * replies, a throwing one is counted and called again next time.
 */
public interface OracleListener
{
    /** Hears nothing. */
    OracleListener NONE = new OracleListener()
    {
    };

    /**
     * A signed reference quote was emitted.
     *
     * @param quote immutable; may be kept.
     */
    default void onReferenceQuote(final SignedQuote quote)
    {
    }

    /**
     * An envelope was refused.
     *
     * @param connection the connection that brought it, by dense id.
     * @param messageId  which of its messages.
     * @param refusal    why.
     */
    default void onEnvelopeRefused(final int connection, final long messageId, final Refusal refusal)
    {
    }

    /**
     * An operator's command came to an end in the engine. One that its door refused, or keeps for a second operator,
     * has not come there.
     *
     * @param outcome immutable; may be kept.
     */
    default void onAdmin(final AdminOutcome outcome)
    {
    }

    /**
     * A watched figure reached its threshold, or left it again; each alert is raised once and ended once, in this
     * order. Those that stand when the oracle closes are not ended.
     *
     * @param alert immutable; may be kept.
     */
    default void onAlert(final Alert alert)
    {
    }
}
