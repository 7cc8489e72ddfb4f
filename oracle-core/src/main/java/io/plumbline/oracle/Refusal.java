// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

/**
 * Why something was refused. Every refusal has one code, one counter and one sentence; {@link #NONE} means accepted.
 * The ordinal is the wire code; constants are only ever appended.
 */
public enum Refusal
{
    /** Accepted. */
    NONE(Stage.DOOR, "Accepted."),

    // the doors

    /** The ring has no room for this class of event, or too many commands wait for a second operator; try again. */
    RING_FULL(Stage.DOOR, "The service is busy; please try again in a moment."),
    /** The oracle is closed or closing. */
    CLOSED(Stage.DOOR, "The service is closed."),
    /** The engine has died: nothing is accepted, and the outcome of what was accepted is not known. */
    ENGINE_FAILED(Stage.DOOR, "The service has failed; the outcome of this request is not known to it."),
    /** The caller's object is already in use for a pending command. */
    REPLY_IN_USE(Stage.DOOR, "The request is already being processed."),
    /** Too many commands wait for their answers. */
    NO_CREDIT(Stage.DOOR, "The service is busy; please try again in a moment."),
    /** A field of the command is missing, does not fit its wire form, or is out of range. */
    INVALID_ARGUMENT(Stage.DOOR, "The request is not valid."),
    /** The connection is not configured, or not open. */
    UNKNOWN_CONNECTION(Stage.DOOR, "The connection is not known."),
    /** The connection has too many unverified envelopes in flight. */
    CONNECTION_LIMIT(Stage.DOOR, "The connection sends more than it may."),
    /** The envelope has no signature, no signed bytes, or more of them than it may. */
    ENVELOPE_BOUNDS(Stage.DOOR, "The message is larger than allowed."),
    /** Filling the slot failed; it was published as void. */
    FILL_FAILED(Stage.DOOR, "The request could not be taken in."),

    // verify

    /** The bytes of an event or of a presented quote are not canonical, or decoding them threw. */
    MALFORMED(Stage.VERIFY, "The message is malformed."),
    /** The frame is for another environment. */
    WRONG_ENVIRONMENT(Stage.VERIFY, "The message belongs to another environment."),
    /** No source has this provider id. */
    UNKNOWN_PROVIDER(Stage.VERIFY, "The provider is not known."),
    /** The source may not arrive on this connection. */
    SOURCE_NOT_BOUND(Stage.VERIFY, "The provider may not use this connection."),
    /** The source has no such key, or a document names a key that is not known, or not in use any more. */
    UNKNOWN_KEY(Stage.VERIFY, "The signing key is not known."),
    /** The recovered signer is not one of the connection's. */
    UNKNOWN_SIGNER(Stage.VERIFY, "The signer is not known."),
    /** The key may not sign at this time. */
    KEY_NOT_VALID(Stage.VERIFY, "The signing key is not valid at this time."),
    /** The key has been revoked. */
    KEY_REVOKED(Stage.VERIFY, "The signing key has been revoked."),
    /** A signature does not verify. */
    BAD_SIGNATURE(Stage.VERIFY, "The signature is not valid."),
    /** The signature's s is above half the order where the source forbids it. */
    HIGH_S(Stage.VERIFY, "The signature is not canonical."),
    /** Fewer distinct keys signed than the source's threshold. */
    THRESHOLD_NOT_MET(Stage.VERIFY, "Too few keys have signed the message."),
    /** One key, or one signer of a payload, stands twice where distinct ones are counted. */
    DUPLICATE_SIGNER(Stage.VERIFY, "A signer appears twice."),
    /** The signed bytes hold no tick or more than the limit. */
    POINT_COUNT(Stage.VERIFY, "The message holds too many prices, or none."),
    /** The signed bytes name one feed twice. */
    DUPLICATE_FEED(Stage.VERIFY, "The message names one feed twice."),
    /** No tick of the message belongs to a configured feed. */
    UNKNOWN_FEED(Stage.VERIFY, "The message holds no known feed."),
    /** The event is of no known kind, or the envelope of no known scheme. */
    UNKNOWN_KIND(Stage.VERIFY, "The message is of an unknown kind."),

    // ticks, one by one

    /** The price is absent: zero, negative or null. */
    PRICE_ABSENT(Stage.TRUST, "The price is absent."),
    /** The price does not fit the instrument's scale. */
    PRICE_OVERFLOW(Stage.TRUST, "The price is out of range."),
    /** Rescaling left too few significant digits. */
    PRECISION_LOST(Stage.TRUST, "The price has too few digits."),
    /** Bid above ask. */
    CROSSED(Stage.TRUST, "The bid is above the ask."),
    /** Dated further in the future than the skew allows. */
    FUTURE_TIME(Stage.TRUST, "The price is dated in the future."),
    /** Already too old on arrival. */
    STALE_TICK(Stage.TRUST, "The price is too old."),
    /** Older than one already accepted. */
    OLDER_TICK(Stage.TRUST, "A newer price is already known."),
    /** Identical content seen before; never a fault. */
    DUPLICATE(Stage.TRUST, "This price is already known."),
    /** The signed sequence jumps further than its bound. */
    SEQUENCE_JUMP(Stage.TRUST, "The sequence jumps too far."),
    /** Same key and sequence, other content. */
    EQUIVOCATION(Stage.TRUST, "The provider contradicts itself."),
    /** The source is excluded. */
    SOURCE_EXCLUDED(Stage.TRUST, "The provider is excluded."),

    // the price

    /** Too few fresh sources or lineages. */
    NO_QUORUM(Stage.MEDIAN, "There are too few fresh prices at the moment."),
    /** The admitted weight does not bear the liars to be tolerated. */
    BYZANTINE_MARGIN(Stage.MEDIAN, "The prices cannot be trusted enough at the moment."),
    /** No weights satisfy the lineage cap. */
    LINEAGE_CAP(Stage.MEDIAN, "The prices are not independent enough at the moment."),
    /** The admitted range is wider than money may be promised on. */
    WIDE_RANGE(Stage.MEDIAN, "The prices disagree too much at the moment."),
    /** Quorum has not held long enough yet. */
    PROBATION(Stage.MEDIAN, "Prices have only just become available; please try again."),
    /** No believed source has given a price. */
    NO_PRICE(Stage.MEDIAN, "There is no price."),
    /** The record is past its validity, or the engine that wrote it is closed or dead. */
    STALE(Stage.MEDIAN, "The price is out of date."),

    // the promise

    /** No such instrument. */
    UNKNOWN_INSTRUMENT(Stage.QUOTE, "This asset is not offered."),
    /** No such policy. */
    UNKNOWN_POLICY(Stage.QUOTE, "These terms are not offered."),
    /** A clock fault has closed the oracle to money, or no clock event has come yet. */
    CLOCK_FAULT(Stage.QUOTE, "Quotes are suspended while the clock is checked."),
    /** An operator has suspended quotes. */
    SUSPENDED(Stage.QUOTE, "Quotes are suspended."),
    /** The price's tier does not permit money. */
    TIER(Stage.QUOTE, "Prices are for display only at the moment."),
    /** The price's confidence is below what the terms ask for. */
    LOW_CONFIDENCE(Stage.QUOTE, "The price is not certain enough at the moment."),
    /** The order is above the policy's cap, or what tier and mode leave of it. */
    ORDER_TOO_LARGE(Stage.QUOTE, "The order is larger than allowed."),
    /** The order's rounding error exceeds its bound. */
    ORDER_TOO_SMALL(Stage.QUOTE, "The order is too small for this asset."),
    /** An amount does not fit 128 bits. */
    AMOUNT_OVERFLOW(Stage.QUOTE, "The amount is out of range."),
    /** The registry holds as many quotes as it may. */
    REGISTRY_FULL(Stage.QUOTE, "Too many quotes are open; please try again."),
    /** The quote was issued by another engine, or in an earlier epoch that no log has brought back. */
    WRONG_ENGINE(Stage.QUOTE, "The quote was issued elsewhere."),
    /** The quote is not known: never issued here. */
    UNKNOWN_QUOTE(Stage.QUOTE, "The quote is not known."),
    /** The presented quote or its parties differ from what was issued. */
    BINDING_MISMATCH(Stage.QUOTE, "The payment does not match the quote."),
    /** The quote has been redeemed. */
    ALREADY_REDEEMED(Stage.QUOTE, "The quote has already been used."),
    /** The quote was killed by an earlier refusal or by a newer one of its order, or set free. */
    QUOTE_DEAD(Stage.QUOTE, "The quote is no longer valid; please ask for a new one."),
    /** The quote's time is over. */
    EXPIRED(Stage.QUOTE, "The quote has expired; please ask for a new one."),
    /** There is no live quorum newer than the quote. */
    NOT_FRESH(Stage.QUOTE, "The price cannot be confirmed at the moment; please try again."),
    /** The price has moved further than the quote allows. */
    DRIFT(Stage.QUOTE, "The price has moved too far; please ask for a new quote."),
    /** The payment id is known with another request. */
    PAYMENT_ID_CONFLICT(Stage.QUOTE, "The payment id is already in use."),
    /** The payment is not in a state that allows this. */
    NOT_AUTHORIZED(Stage.QUOTE, "The payment has not been authorized."),
    /** The quote or the payment's answer is not known any more, or never was. */
    UNKNOWN_OUTCOME(Stage.QUOTE, "The outcome of this payment is not known."),
    /** The arrived asset or destination is not the quote's. */
    WRONG_PAYMENT(Stage.QUOTE, "What was paid is not what was quoted."),

    // admin

    /** The admin command or its target is not known, or it does not wait for a second operator any more. */
    UNKNOWN_COMMAND(Stage.ADMIN, "The command is not known."),

    // the signer outside the engine

    /** The quote was not signed within the policy's maximum issue delay. */
    ISSUE_DELAY(Stage.QUOTE, "The quote could not be signed in time; please try again."),
    /** The signer failed to sign the quote or the document, or its signature does not verify. */
    SIGNER_FAILED(Stage.QUOTE, "The quote could not be signed; please try again."),
    /** As many quotes or documents wait for the signer as may, or it is too far behind for one more quote. */
    SIGNER_BUSY(Stage.QUOTE, "Too many quotes wait to be signed; please try again in a moment."),

    // the judgement

    /** A newer sequence was signed at an earlier time than its predecessor. */
    TIME_REGRESSION(Stage.TRUST, "The provider's clock runs backwards."),
    /** The price jumped by a power of ten, and nobody else's did. */
    SCALE_JUMP(Stage.TRUST, "The price has changed its scale."),
    /** The price is that of another instrument. */
    SYMBOL_SWAP(Stage.TRUST, "The price belongs to another asset."),
    /** The price stands too far from its slow anchor. */
    BREAKER_JUMP(Stage.MEDIAN, "The price has moved too fast to be relied on."),
    /** The sources disagree more than the breaker allows, or did until a moment ago. */
    BREAKER_DISPERSION(Stage.MEDIAN, "The prices disagree too much at the moment."),
    /** The price and that of its secondary part too far, or did until a moment ago. */
    BREAKER_SPREAD(Stage.MEDIAN, "Independent prices contradict each other at the moment."),
    /** A leg of the derived price is not PRIMARY. */
    MISSING_LEG(Stage.MEDIAN, "A price this one is made of is missing."),
    /** Too much of the index would stand on one leg. */
    LEG_WEIGHT(Stage.MEDIAN, "The prices are not independent enough at the moment."),
    /** The instrument's mode does not permit this. */
    MODE(Stage.QUOTE, "This asset is not quoted while its market is unquiet."),
    /** Implied volatility is too high against realized volatility. */
    IMPLIED_VOLATILITY(Stage.QUOTE, "This asset is not quoted while its market expects a move."),
    /** The tier or the mode has become worse than the quote's, and the customer must approve a new quote. */
    REAPPROVAL(Stage.QUOTE, "The terms have changed; please confirm a new quote."),
    /** The instrument only supports others. */
    NOT_OFFERED(Stage.QUOTE, "This asset is not offered."),

    // the promise

    /** The policy's new version is not above any it has had or tried, or the candidate is of another one. */
    STALE_VERSION(Stage.ADMIN, "The terms are out of date."),
    /** The new terms are looser in one field and tighter in another. */
    MIXED_CHANGE(Stage.ADMIN, "The terms cannot be changed in one step."),
    /** The candidate has not run in shadow long enough, or on too few prices. */
    SHADOW_RUNNING(Stage.ADMIN, "The new terms are still on trial."),
    /** No candidate of the policy runs in shadow. */
    NO_CANDIDATE(Stage.ADMIN, "There are no new terms on trial."),
    /** The command waits for a second operator. */
    AWAITING_CONFIRMATION(Stage.ADMIN, "The command waits for a second operator."),
    /** The operator who gave a command cannot confirm it. */
    SAME_OPERATOR(Stage.ADMIN, "Another operator must confirm the command."),
    /** The price rests on fewer lineages than the terms ask for. */
    TOO_FEW_LINEAGES(Stage.QUOTE, "The price is not certain enough at the moment."),
    /** The terms bound the network fee, and it is not known. */
    NETWORK_FEE_UNKNOWN(Stage.QUOTE, "The network fee is not known at the moment; please try again."),
    /** The network fee is too large a part of the order's value. */
    NETWORK_FEE(Stage.QUOTE, "The network fee is too high for this amount."),
    /** A payment is bound to the order's quote. */
    ORDER_PAID(Stage.QUOTE, "A payment for this order is already under way or made."),
    /** The order has had as many further quotes as it may. */
    REPRICE_LIMIT(Stage.QUOTE, "The order has been quoted too often."),
    /** The customer asks for quotes faster than the terms allow, or none of its places in the table is idle. */
    ISSUE_RATE(Stage.QUOTE, "Too many quotes were asked for; please try again in a moment."),
    /** The instrument's live quotes are worth as much as they may be. */
    INSTRUMENT_EXPOSURE(Stage.QUOTE, "No further quotes of this asset at the moment; please try again."),
    /** The policy's live quotes on the instrument are worth as much as they may be. */
    POLICY_EXPOSURE(Stage.QUOTE, "No further quotes on these terms at the moment; please try again."),
    /** The redemption log did not take the change, so nothing has changed. */
    LOG_FAILED(Stage.QUOTE, "The request could not be recorded; please try again."),
    /** The quote was re-priced, and its digest was not accepted. */
    TERMS_NOT_ACCEPTED(Stage.QUOTE, "The terms have changed; please confirm them."),
    /** The terms ask for prices observed after the first authorization. */
    AWAITING_OBSERVATION(Stage.QUOTE, "The payment waits for the next price; please try again in a moment."),
    /** The order's value needs an operator's approval. */
    NEEDS_APPROVAL(Stage.QUOTE, "The payment needs a confirmation by the merchant."),
    /** The payment has fewer confirmations than the quote asks for. */
    NOT_FINAL(Stage.QUOTE, "The payment is not final yet.");

    private static final Refusal[] VALUES = values();
    private final Stage stage;
    private final String sentence;

    Refusal(final Stage stage, final String sentence)
    {
        this.stage = stage;
        this.sentence = sentence;
    }

    /**
     * Whose question the refusal answers; a few codes are given by other stages too.
     *
     * @return the stage.
     */
    public Stage stage()
    {
        return stage;
    }

    /**
     * What may be said to a customer.
     *
     * @return one sentence, no figures.
     */
    public String sentence()
    {
        return sentence;
    }

    /**
     * The code that stands on the wire and indexes counters.
     *
     * @return an index without gaps, 0 and up.
     */
    public int code()
    {
        return ordinal();
    }

    /**
     * The refusal of a wire code; any thread, allocates nothing.
     *
     * @param code an ordinal.
     * @return the refusal; {@link #MALFORMED} for a code that is not known.
     */
    public static Refusal ofCode(final int code)
    {
        return code >= 0 && code < VALUES.length ? VALUES[code] : MALFORMED;
    }

    /**
     * How many there are.
     *
     * @return one more than the largest ordinal.
     */
    public static int count()
    {
        return VALUES.length;
    }

    /**
     * Where in the house a refusal is decided.
     */
    public enum Stage
    {
        /** Before the ring: nothing was accepted. */
        DOOR,
        /** Authenticity. */
        VERIFY,
        /** Belief, tick by tick. */
        TRUST,
        /** The price. */
        MEDIAN,
        /** The promise. */
        QUOTE,
        /** Operators. */
        ADMIN
    }
}
