// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.slot.Evaluation;

/** Judges orders in shadow by a judge of its own and the ration there is. One thread; allocates nothing. */
final class ShadowOrders implements OrderTrial
{
    private final OrderJudge judge;
    private final Ration ration;

    ShadowOrders(final OracleConfig config, final Ration ration)
    {
        judge = new OrderJudge(config);
        this.ration = ration;
    }

    @Override
    public Refusal judge(final Order order, final Evaluation price, final PolicyTerms terms)
    {
        return judge.judge(order, price, terms);
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
