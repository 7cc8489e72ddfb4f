// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.Slot;
import org.jspecify.annotations.Nullable;

/** Terms on trial. */
final class Shadow
{
    void onOrder(final Order order, final Evaluation price, final Refusal live)
    {
    }

    void onAuthorize(
        final QuoteRecord record, final @Nullable Evaluation price, final Refusal live, final long nowNs)
    {
    }

    void onPrices(final Slot slot, final long nowNs)
    {
    }
}
