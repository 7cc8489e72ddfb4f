// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Tier;
import java.math.BigInteger;

/** A quote as the obvious model knows it. */
final class ModelQuote
{
    /** What is asked for. */
    record Asked(
        String merchant,
        String customer,
        int number,
        String payer,
        int instrument,
        int policy,
        boolean isPaidOut,
        long fiat)
    {
        String orderKey()
        {
            return merchant + " " + number;
        }

        String customerKey()
        {
            return merchant + " " + customer;
        }
    }

    final Asked asked;
    /** The terms it was issued on. */
    final QuotePolicy issuedOn;
    byte[] bytes = {};
    long sequence;
    BigInteger due = BigInteger.ZERO;
    long rate;
    long asOfNs;
    long issuedAtNs;
    long expiresAtNs;
    long maxRiseBps;
    long maxFallBps;
    int slippageBps;
    int minConfirmations;
    Tier tier = Tier.CLOSED;
    Mode mode = Mode.NORMAL;
    int reprices;
    boolean isRepriced;
    boolean isApproved;
    /** When authorization was first asked for, under terms that wait; 0 before. */
    long askedAtNs;
    long retainUntilNs;
    long captureUntilNs;
    QuoteRecord.State state = QuoteRecord.State.ISSUED;
    String authorizedBy = "";

    ModelQuote(final Asked asked, final QuotePolicy issuedOn)
    {
        this.asked = asked;
        this.issuedOn = issuedOn;
    }

    boolean isRetained(final long nowNs)
    {
        return nowNs < retainUntilNs;
    }

    boolean isPaid()
    {
        return state == QuoteRecord.State.AUTHORIZED || state == QuoteRecord.State.CAPTURED;
    }

    /** Whether somebody may still take this at its price, or has taken it and not yet paid. */
    boolean isOutstanding(final long nowNs)
    {
        return (state == QuoteRecord.State.ISSUED && nowNs < expiresAtNs) ||
            (state == QuoteRecord.State.AUTHORIZED && nowNs < captureUntilNs);
    }
}
