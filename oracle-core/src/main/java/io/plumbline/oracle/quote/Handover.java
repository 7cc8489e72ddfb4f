// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

/**
 * Where the quote stage leaves unsigned quotes for a signer outside the engine. Each comes back as one signature event
 * on the ring, in the order of the requests of its kind. Called on the stage's thread; never waits, allocates nothing.
 */
public interface Handover
{
    /** Most requests of one kind that are out at once: handed over, and not yet come back as an event. */
    int MAX_REQUESTS = 256;

    /** Takes requests and forgets them: in a replay the signatures come from the recorded events. */
    Handover NONE = (kind, instrument, sequence, dueNs, quote) ->
    {
    };

    /**
     * Takes one request; there is always room for it, since no more than {@link #MAX_REQUESTS} of a kind are out.
     *
     * @param kind       kind of the quote, a code of {@code QuoteFrame}.
     * @param instrument dense id of a reference quote's instrument, 0 for an order quote.
     * @param sequence   the quote's sequence within its kind.
     * @param dueNs      engine time after which its signature comes too late, so that it may as well not be made.
     * @param quote      canonical bytes of the quote from index 0; read before the call returns.
     */
    void request(int kind, int instrument, long sequence, long dueNs, byte[] quote);
}
