// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import org.jspecify.annotations.Nullable;

/**
 * An explanation, or why there is none. Immutable; any thread.
 */
public final class ExplainReply
{
    private final Refusal refusal;
    private final @Nullable Explanation explanation;

    private ExplainReply(final Refusal refusal, final @Nullable Explanation explanation)
    {
        this.refusal = refusal;
        this.explanation = explanation;
    }

    /**
     * An explanation was given.
     *
     * @param explanation of the price that was asked about.
     * @return a reply without a refusal.
     */
    public static ExplainReply of(final Explanation explanation)
    {
        return new ExplainReply(Refusal.NONE, explanation);
    }

    /**
     * None was given.
     *
     * @param refusal why, not NONE.
     * @return a reply without an explanation.
     */
    public static ExplainReply refused(final Refusal refusal)
    {
        if (refusal == Refusal.NONE)
        {
            throw new IllegalArgumentException("refusal must not be NONE");
        }
        return new ExplainReply(refusal, null);
    }

    /**
     * Why there is no explanation.
     *
     * @return NONE where there is one.
     */
    public Refusal refusal()
    {
        return refusal;
    }

    /**
     * The explanation.
     *
     * @return the tree.
     * @throws IllegalStateException naming the refusal, where there is none.
     */
    public Explanation explanation()
    {
        if (explanation == null)
        {
            throw new IllegalStateException("nothing was explained: " + refusal);
        }
        return explanation;
    }
}
