// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * Carries what became of quotes over to the next start of an engine. The engine appends one frame for each change and
 * answers only then; at launch it reads them all back. A frame is opaque: the canonical bytes of a
 * {@code RedemptionFrame}, all of one length. A log belongs to one engine id and is used by one engine at a time; that
 * no second one appends is the operator's to see to. While it holds retained quotes, instruments and policies keep
 * their order in the configuration, and the terms of a policy change with its version only.
 */
public interface RedemptionLog
{
    /**
     * Keeps a frame for good: it returns true only once the frame outlives the process. Called on the stage's thread,
     * which waits for it; so it should take microseconds, and must not call the oracle.
     *
     * @param frame  the bytes from index 0; the engine writes over them after the call.
     * @param length how many.
     * @return false where the frame is not kept: the command is LOG_FAILED and nothing has changed, so it must not be
     *     read back later.
     * @throws Exception as false; recorded among the oracle's errors.
     */
    boolean append(byte[] frame, int length) throws Exception;

    /**
     * Hands over every frame in the order they were appended. Called once, by the launching thread, before the first
     * append. A frame may be left out once a later one of the same quote is handed over, or its retention is over. The
     * last one may be cut short, by a crash within {@link #append}: it was never answered and is dropped. Anything else
     * that is not as it was appended stops the launch.
     *
     * @param reader takes a frame before the call returns.
     * @throws Exception where the log cannot be read: the launch fails.
     */
    void readBack(FrameReader reader) throws Exception;

    /**
     * Takes frames that are read back.
     */
    @FunctionalInterface
    interface FrameReader
    {
        /**
         * Takes the next frame.
         *
         * @param bytes  where it stands.
         * @param offset of its first byte.
         * @param length of it.
         * @throws IllegalStateException where it is not one that may follow; to be passed on.
         */
        void onFrame(byte[] bytes, int offset, int length);
    }
}
