// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.slot.Evaluation;

/** Judges an order by terms that bind nothing. One thread; allocates nothing, changes nothing but its own result. */
interface OrderTrial
{
    /**
     * By all rules that need nothing but order, price and terms.
     *
     * @return NONE, or the first that fails.
     */
    Refusal judge(Order order, Evaluation price, PolicyTerms terms);

    /** The value of the order judged last, minor units of the currency, where that came out NONE. */
    long value();

    /**
     * By the rules that ration quotes, as they stand now.
     *
     * @return NONE, or the first that fails.
     */
    Refusal ration(Order order, QuotePolicy policy, long value, long nowNs);
}
