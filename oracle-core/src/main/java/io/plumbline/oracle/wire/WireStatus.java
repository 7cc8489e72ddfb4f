// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * What a decoder found in the bytes it was given. Anything but {@link #OK} means that the bytes are no
 * canonical message of the expected kind; the flyweight is then unwrapped and must not be read.
 */
public enum WireStatus
{
    /** The bytes are exactly one canonical message. */
    OK,
    /** Fewer bytes than the message needs, or a region that does not lie inside the array. */
    TOO_SHORT,
    /** Message header or group dimension is not the one that the schema sets. */
    BAD_HEADER,
    /** The context string, which keeps one kind of signed bytes from passing for another, is wrong. */
    BAD_CONTEXT,
    /** A count of group entries or signatures lies outside its range, or disagrees with its twin. */
    BAD_COUNT,
    /** Bytes follow the end of the message, or a variable part is longer than its bound. */
    BAD_LENGTH,
    /** A reserved byte is not zero. */
    BAD_PADDING,
    /** A text field holds a byte outside 0x21..0x7e, or a byte after its padding began. */
    BAD_ASCII,
    /** A variable text is not well-formed UTF-8. */
    BAD_TEXT,
    /** A field holds a value that its definition leaves out. */
    BAD_VALUE
}
