// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/** Where the fields of a quote stand that are numbers, counted from its first byte; texts and digests follow them. */
abstract class QuotePositions extends Flyweight
{
    static final int RESERVED_LENGTH = 7;

    static final int CONTEXT = MessageHeader.LENGTH;
    static final int ENVIRONMENT = CONTEXT + Context.LENGTH;
    static final int KEY_ID = ENVIRONMENT + Integer.BYTES;
    static final int ENGINE_ID = KEY_ID + Integer.BYTES;
    static final int BOOT_EPOCH = ENGINE_ID + Long.BYTES;
    static final int QUOTE_SEQUENCE = BOOT_EPOCH + Long.BYTES;
    static final int KIND = QUOTE_SEQUENCE + Long.BYTES;
    static final int SIDE = KIND + 1;
    static final int TIER = SIDE + 1;
    static final int MODE = TIER + 1;
    static final int ROUNDING = MODE + 1;
    static final int BASE_DECIMALS = ROUNDING + 1;
    static final int QUOTE_DECIMALS = BASE_DECIMALS + 1;
    static final int RATE_DECIMALS = QUOTE_DECIMALS + 1;
    static final int ISSUED_AT = RATE_DECIMALS + 1;
    static final int EXPIRES_AT = ISSUED_AT + Long.BYTES;
    static final int AS_OF = EXPIRES_AT + Long.BYTES;
    static final int RATE = AS_OF + Long.BYTES;
    static final int RANGE_LOW = RATE + Long.BYTES;
    static final int RANGE_HIGH = RANGE_LOW + Long.BYTES;
    static final int QUARTILE_LOW = RANGE_HIGH + Long.BYTES;
    static final int QUARTILE_HIGH = QUARTILE_LOW + Long.BYTES;
    static final int CONFIDENCE_BPS = QUARTILE_HIGH + Long.BYTES;
    static final int SOURCES = CONFIDENCE_BPS + Short.BYTES;
    static final int LINEAGES = SOURCES + Short.BYTES;
    static final int FEE_BPS = LINEAGES + Short.BYTES;
    static final int SLIPPAGE_BPS = FEE_BPS + Short.BYTES;
    static final int MAX_RISE_BPS = SLIPPAGE_BPS + Short.BYTES;
    static final int MAX_FALL_BPS = MAX_RISE_BPS + Short.BYTES;
    static final int LOCK_FEE_BPS = MAX_FALL_BPS + Short.BYTES;
    static final int MIN_CONFIRMATIONS = LOCK_FEE_BPS + Short.BYTES;
    static final int AMOUNT_IN = MIN_CONFIRMATIONS + Integer.BYTES;
    static final int PAYABLE_DECIMALS = AMOUNT_IN + 1;
    static final int REPRICES = PAYABLE_DECIMALS + 1;
    static final int IS_REPRICED = REPRICES + Short.BYTES;
    static final int RESERVED = IS_REPRICED + 1;
    static final int CONTRIBUTOR_MASK = RESERVED + RESERVED_LENGTH;
    static final int POLICY_VERSION = CONTRIBUTOR_MASK + Long.BYTES;
    static final int FIAT_AMOUNT = POLICY_VERSION + Long.BYTES;
    static final int ASSET_AMOUNT = FIAT_AMOUNT + 2 * Long.BYTES;
    static final int FEE_AMOUNT = ASSET_AMOUNT + 2 * Long.BYTES;
    static final int LOCK_FEE_AMOUNT = FEE_AMOUNT + 2 * Long.BYTES;
    static final int NUMBERS_END = LOCK_FEE_AMOUNT + 2 * Long.BYTES;

    QuotePositions(final int templateId, final int blockEnd)
    {
        super(templateId, blockEnd);
    }
}
