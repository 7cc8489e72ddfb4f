// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.slot.Evaluation;
import org.jspecify.annotations.Nullable;

/** Judges an authorization by terms that bind nothing. One thread; allocates nothing, changes nothing. */
interface RedeemTrial
{
    /**
     * By all rules that need nothing but quote, price, time and terms.
     *
     * @return NONE, or the first that fails.
     */
    Refusal judge(QuoteRecord record, @Nullable Evaluation price, PolicyTerms terms, long nowNs);
}
