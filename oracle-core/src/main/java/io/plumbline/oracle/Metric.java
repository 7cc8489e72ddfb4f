// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

/**
 * What an oracle counts besides refusals. Each only grows.
 */
public enum Metric
{
    /** Envelopes taken onto the ring. */
    ENVELOPES_ACCEPTED,
    /** Envelopes whose signatures verified and whose ticks decoded. */
    FRAMES_VERIFIED,
    /** Envelopes refused by verify. */
    FRAMES_REFUSED,
    /** Ticks accepted by trust. */
    TICKS_ACCEPTED,
    /** Ticks refused, whatever the reason. */
    TICKS_REFUSED,
    /** Ticks of verified frames whose feed is not configured for the source. */
    TICKS_UNMAPPED,
    /** Exclusions by trust or by an operator, of a source as a whole or on one instrument. */
    SOURCES_EXCLUDED,
    /** Reference records published. */
    REFERENCES_PUBLISHED,
    /** Signed reference quotes emitted. */
    REFERENCE_QUOTES,
    /** Order quotes issued. */
    QUOTES_ISSUED,
    /** Quotes authorized. */
    QUOTES_AUTHORIZED,
    /** Payments settled in full, over- and underpaid ones apart. */
    PAYMENTS_SETTLED,
    /** Payments captured with too little. */
    PAYMENTS_UNDERPAID,
    /** Payments captured with too much. */
    PAYMENTS_OVERPAID,
    /** Payments that arrived after their capture time. */
    PAYMENTS_LATE,
    /** Authorized quotes set free. */
    PAYMENTS_RELEASED,
    /** Commands answered with a refusal. */
    COMMANDS_REFUSED,
    /** Commands accepted onto the ring. */
    COMMANDS_ACCEPTED,
    /** Answers that found their caller gone. */
    LATE_REPLIES,
    /** Clock events handled. */
    CLOCK_EVENTS,
    /** Clock events not offered because one was pending or the ring was full. */
    CLOCK_SKIPPED,
    /** Clock faults found. */
    CLOCK_FAULTS,
    /** Slots published as void. */
    VOID_SLOTS,
    /** Notices to listeners dropped because the outbound ring was busy. */
    NOTICES_DROPPED,
    /** Exceptions thrown by listeners and callbacks. */
    LISTENER_ERRORS,
    /** Admin commands whose turn came, those refused then included. */
    ADMIN_COMMANDS,
    /** Precomputed tables of keys taken into use. */
    KEY_TABLES_INSTALLED,
    /** Quotes handed to a signer outside the engine; each comes back as one of the next three, or is still out. */
    SIGNATURES_REQUESTED,
    /** Signatures that came in time: their quotes were issued. */
    SIGNATURES_TAKEN,
    /** Quotes the signer failed to sign, wrong signatures included, or was not asked for since they were overdue. */
    SIGNATURES_FAILED,
    /** Signatures that came too late, or when money was closed: their quotes were withdrawn. */
    SIGNATURES_DISCARDED,
    /** Signature events that answer no request: repeated, unknown, or for other bytes. */
    SIGNATURES_STRAY,
    /** Signatures of the signer that do not verify under its public key. */
    SIGNATURES_WRONG,
    /** Exceptions thrown by the signer. */
    SIGNER_ERRORS,
    /** Order quotes withdrawn before they were signed. */
    QUOTES_WITHDRAWN,
    /** Reference quotes withdrawn before they were signed. */
    REFERENCES_WITHDRAWN,
    /** Falls of trust, by a source on an instrument. */
    TRUST_FALLS,
    /** Breakers tripped. */
    BREAKERS_TRIPPED,
    /** Breakers healed. */
    BREAKERS_HEALED,
    /** Changes of an instrument's own mode. */
    MODE_CHANGES,
    /** Changes of an instrument's tier. */
    TIER_CHANGES,
    /** Explanations given. */
    EXPLANATIONS,
    /** Alerts raised. */
    ALERTS_RAISED,
    /** Alerts that ended. */
    ALERTS_ENDED,
    /** Live quotes killed by a newer one for the same order. */
    QUOTES_SUPERSEDED,
    /** Quotes issued in place of one that expired or drifted. */
    QUOTES_REPRICED,
    /** Quotes above the value that needs it, approved by an operator. */
    QUOTES_APPROVED,
    /** Quotes of earlier epochs read back from the redemption log. */
    QUOTES_RESTORED,
    /** Changes the redemption log has taken. */
    LOG_APPENDS,
    /** Policies whose terms were changed. */
    POLICIES_CHANGED,
    /** Shadow runs begun. */
    POLICIES_ON_TRIAL,
    /** Orders, authorizations and prices judged by a candidate's terms too. */
    SHADOW_JUDGEMENTS,
    /** Admin commands refused when their turn came. */
    ADMIN_REFUSED,
    /** Admin commands a second operator has confirmed. */
    ADMIN_CONFIRMED,
    /** Receipts, reference records and quotes written to be signed on request. */
    PROOFS_WRITTEN,
    /** Proofs signed and handed out. */
    PROOFS_SIGNED,
    /** Proofs that could not be signed. */
    PROOFS_FAILED;

    /**
     * The code that indexes counters.
     *
     * @return an index without gaps, 0 and up.
     */
    public int code()
    {
        return ordinal();
    }

    /**
     * How many there are.
     *
     * @return one more than the largest code.
     */
    public static int count()
    {
        return PROOFS_FAILED.ordinal() + 1;
    }
}
