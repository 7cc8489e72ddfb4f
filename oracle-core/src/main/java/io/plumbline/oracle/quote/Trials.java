// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.slot.Evaluation;

/**
 * Judges orders in shadow by the very rules they are judged by for good, with a judge of its own. One thread.
 */
final class Trials implements OrderTrial
{
    private final OrderJudge judge;
    private final Ration ration;

    Trials(final OracleConfig config, final Ration ration)
    {
        this.ration = ration;
        judge = new OrderJudge(config);
    }

    @Override
    public Refusal judge(final Order order, final Evaluation price, final PolicyTerms terms)
    {
        final Refusal unfit = judge.judgeOrder(order, terms.policy());
        return unfit == Refusal.NONE ? judge.judge(order, price, terms) : unfit;
    }

    @Override
    public long value()
    {
        return judge.value();
    }

    @Override
    public Refusal ration(final Order order, final QuotePolicy policy, final long value, final long nowNs)
    {
        return ration.judge(order, policy, value, nowNs);
    }
}
