// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty;

/**
 * What may happen at the sockets, each with a counter of its own. What the oracle's sink refuses is counted by its own
 * codes beside these.
 */
public enum IngestCause
{
    // connections

    /** A WebSocket opened, in or out. */
    CONNECTION_OPENED(Kind.EVENT),
    /** A WebSocket that had opened is gone. */
    CONNECTION_CLOSED(Kind.EVENT),
    /** A second socket of the same connection took the place of the first. */
    CONNECTION_REPLACED(Kind.EVENT),
    /** There are as many sockets as there may be: one that was not open made room, or the newest was closed. */
    TOO_MANY_CONNECTIONS(Kind.EVENT),
    /** The WebSocket was not open in time; the socket was closed. */
    HANDSHAKE_TIMEOUT(Kind.EVENT),
    /** TLS failed: not TLS at all, an old version, or an untrusted certificate. */
    TLS_FAILED(Kind.EVENT),
    /** The handshake was not well-formed HTTP; answered 400. */
    BAD_HTTP(Kind.EVENT),
    /** The path is not served; answered 404. */
    UNKNOWN_PATH(Kind.EVENT),
    /** The request does not ask for a WebSocket of version 13; answered 426. */
    NOT_AN_UPGRADE(Kind.EVENT),
    /** The bearer token is missing or wrong; answered 401. */
    UNAUTHORIZED(Kind.EVENT),
    /** An outbound connection could not be made. */
    CONNECT_FAILED(Kind.EVENT),
    /** The far end answered the handshake with something else than a WebSocket. */
    HANDSHAKE_REJECTED(Kind.EVENT),

    // frames

    /** A text frame arrived: a server closes with 1003, a client drops it. */
    TEXT_FRAME(Kind.EVENT),
    /** A message is larger than the limit; closed with 1009. */
    OVERSIZED(Kind.EVENT),
    /** Frames break the WebSocket protocol; closed with the code it names. */
    PROTOCOL_VIOLATION(Kind.EVENT),
    /** More frames than the rate allows; reads pause until the debt is paid. */
    RATE_LIMITED(Kind.EVENT),
    /** The debt would outlast the idle timeout; closed with 1008. */
    RATE_EXCEEDED(Kind.EVENT),
    /** Nothing arrived, not even an answer to a ping; closed with 1001. */
    IDLE_TIMEOUT(Kind.EVENT),
    /** A ping was left unanswered because the peer does not read. */
    PONG_DROPPED(Kind.EVENT),
    /** The socket failed. */
    SOCKET_ERROR(Kind.EVENT),
    /** A fault of ours; that socket was closed with 1011. */
    UNEXPECTED_ERROR(Kind.EVENT),

    // messages

    /** The message was framed and its envelopes were offered. */
    DECODED(Kind.EVENT),
    /** The message was malformed and dropped; the cause beside this says how. */
    MALFORMED_MESSAGE(Kind.EVENT),
    /** Too many malformed messages in a row; closed with 1007. */
    MALFORMED_LIMIT(Kind.EVENT),
    /** A message arrived where none is awaited; dropped. */
    UNEXPECTED_MESSAGE(Kind.EVENT),
    /** A message of a socket that has been replaced; dropped. */
    MESSAGE_AFTER_REPLACEMENT(Kind.EVENT),
    /** The oracle is closed or has failed; the socket was closed with 1001. */
    ENGINE_GONE(Kind.EVENT),

    /** A piece is missing: the message ends, or begins, too soon. */
    SHORT_BUFFER(Kind.MALFORMED),
    /** Bytes are left that belong to nothing. */
    TRAILING_BYTES(Kind.MALFORMED),
    /** No signature, or too many. */
    SIGNATURE_COUNT(Kind.MALFORMED),
    /** The frame's header is not the schema's. */
    WRONG_HEADER(Kind.MALFORMED),
    /** The frame's context string is not a tick frame's. */
    WRONG_CONTEXT(Kind.MALFORMED),
    /** No tick, or too many. */
    TICK_COUNT(Kind.MALFORMED),
    /** A reserved byte or a value is not canonical. */
    NOT_CANONICAL(Kind.MALFORMED),
    /** The payload does not end in RedStone's marker. */
    WRONG_MARKER(Kind.MALFORMED),
    /** The payload holds no package. */
    NO_PACKAGE(Kind.MALFORMED),
    /** The payload holds more packages than the limit. */
    TOO_MANY_PACKAGES(Kind.MALFORMED),
    /** A package holds no data point. */
    EMPTY_PACKAGE(Kind.MALFORMED),
    /** A package holds more data points than the limit. */
    OVERSIZED_POINT_COUNT(Kind.MALFORMED),
    /** A value has no byte, or more than 32. */
    BAD_VALUE_SIZE(Kind.MALFORMED),

    // publishing

    /** A message was handed to the socket. */
    MESSAGE_SENT(Kind.EVENT),
    /** A message was dropped: no connection. */
    NOT_CONNECTED(Kind.EVENT),
    /** A message was dropped: the socket is full. */
    NOT_WRITABLE(Kind.EVENT),
    /** A message handed to the socket was not written. */
    SEND_FAILED(Kind.EVENT);

    private final Kind kind;

    IngestCause(final Kind kind)
    {
        this.kind = kind;
    }

    /**
     * Whether this is what a codec says of a malformed message; {@link #MALFORMED_MESSAGE} counts their sum.
     *
     * @return true for a codec's causes.
     */
    public boolean isMalformed()
    {
        return kind == Kind.MALFORMED;
    }

    private enum Kind
    {
        EVENT,
        MALFORMED
    }
}
