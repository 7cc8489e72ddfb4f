// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/** An operator's command, with the reason given for it. */
public final class AdminEvent extends OperatorEvent
{
    /** Template id of the message in the schema. */
    public static final int TEMPLATE_ID = 23;

    /** Command: open the oracle again after a clock fault. */
    public static final int REOPEN_CLOCK = 1;
    /** Command: revoke a key, at once. */
    public static final int REVOKE_KEY = 2;
    /** Command: leave a source out. */
    public static final int EXCLUDE_SOURCE = 3;
    /** Command: let an excluded source in again, on probation. */
    public static final int READMIT_SOURCE = 4;
    /** Command: close the oracle. */
    public static final int CLOSE_ORACLE = 5;
    /** Command: open a closed oracle. */
    public static final int REOPEN_ORACLE = 6;
    /** Command: use the table that was built for a key; the target is the key's dense number. Changes no verdict. */
    public static final int INSTALL_TABLE = 7;
    /**
     * Command: give a source a fixed trust on all instruments; the argument is it in basis points, 0 ends it.
     */
    public static final int OVERRIDE_TRUST = 8;
    /** Command: put a policy's terms on trial in force; the argument is their version. */
    public static final int ADOPT_POLICY = 9;
    /** Command: drop a policy's terms on trial. */
    public static final int DISCARD_POLICY = 10;
    /** Command: approve a quote whose order needs it; the argument is the quote's sequence. */
    public static final int APPROVE_QUOTE = 11;

    /** Who commands; empty for the engine itself; 32 bytes. */
    public static final TextField OPERATOR_NAME =
        new TextField(TEMPLATE_ID, "operatorName", OPERATOR, OPERATOR_LENGTH);

    private static final int RESERVED_LENGTH = 3;

    private static final int COMMAND = OPERATOR_FIELDS;
    private static final int RESERVED = COMMAND + 1;
    private static final int TARGET = RESERVED + RESERVED_LENGTH;
    private static final int ARGUMENT = TARGET + Integer.BYTES;
    private static final int END = ARGUMENT + Long.BYTES;

    /** Most bytes the message can have, header included. */
    public static final int MAX_LENGTH = END + MessageHeader.SIZE_LENGTH + MAX_REASON;

    private static final TextField[] TEXTS = {OPERATOR_NAME};

    /** Unwrapped; reused for one message after the other by one thread. */
    public AdminEvent()
    {
        super(TEMPLATE_ID, END);
    }

    /** {@return what to do, one of the command codes} */
    public int command()
    {
        return u8(COMMAND);
    }

    /**
     * Sets what to do.
     *
     * @param command one of the command codes; else refused
     */
    public void command(final int command)
    {
        refuseUnless(isCommand(command));
        putU8(COMMAND, command);
    }

    /** {@return the dense number of what is meant, a source, key, instrument or policy} */
    public int target()
    {
        return i32(TARGET);
    }

    /**
     * Sets the dense number of what is meant.
     *
     * @param target a source, key, instrument or policy, not negative; else refused
     */
    public void target(final int target)
    {
        putIndex(TARGET, target);
    }

    /** {@return a figure whose meaning depends on the command} */
    public long argument()
    {
        return i64(ARGUMENT);
    }

    /**
     * Sets a figure whose meaning depends on the command.
     *
     * @param argument any
     */
    public void argument(final long argument)
    {
        putI64(ARGUMENT, argument);
    }

    private static boolean isCommand(final int code)
    {
        return code >= REOPEN_CLOCK && code <= APPROVE_QUOTE;
    }

    @Override
    WireStatus checkFields()
    {
        if (!isZero(RESERVED, RESERVED_LENGTH))
        {
            return WireStatus.BAD_PADDING;
        }
        if (!isCommand(command()) || i32(TARGET) < 0)
        {
            return WireStatus.BAD_VALUE;
        }
        return isCanonicalText(TEXTS) ? WireStatus.OK : WireStatus.BAD_ASCII;
    }
}
