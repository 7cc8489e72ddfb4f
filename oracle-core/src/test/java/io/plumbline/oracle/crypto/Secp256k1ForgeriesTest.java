// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hostile signer that knows its own secret moves no path away from the rule. */
final class Secp256k1ForgeriesTest
{
    private final Secp256k1Judges judges = new Secp256k1Judges();

    /** Equal and opposite points forced into every addition that can have them: of a single signature, of a batch. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldBearEveryForcedExceptionalAddition(final long seed)
    {
        final List<Secp256k1Forgeries.Forgery> forgeries =
            new Secp256k1Forgeries(seed).exceptionalAdditions(Secp256k1TableVerifier.PAIR_FROM);
        judge(forgeries);
        final Secp256k1Forgeries.Forgery equal = find(forgeries, "equal at level 1,");
        final Secp256k1Forgeries.Forgery opposite = find(forgeries, "opposite at level 1,");
        assertEquals(expectedAfterOneLevel(equal), afterOneLevel(equal), "equal points are one sum");
        assertEquals(expectedAfterOneLevel(opposite) - 1, afterOneLevel(opposite), "opposite points leave none");
    }

    @Test
    void shouldBearEdgeScalarsAndInfinity()
    {
        final List<Secp256k1Forgeries.Forgery> forgeries = new Secp256k1Forgeries(1).edgeScalars();
        judge(forgeries);
        final long infinite = forgeries.stream().filter(each -> !each.isGood).count();
        assertTrue(infinite > 50, infinite + " infinite");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldTakeRModuloTheOrderWithoutVOnly(final long seed)
    {
        final List<Secp256k1Forgeries.Forgery> forgeries = new Secp256k1Forgeries(seed).nearBounds();
        judge(forgeries);
        final long wrapped = forgeries.stream().filter(each -> each.isGood && !each.isGoodWithV).count();
        assertTrue(wrapped >= 10, wrapped + " with x above the order");
    }

    private void judge(final List<Secp256k1Forgeries.Forgery> forgeries)
    {
        for (final Secp256k1Forgeries.Forgery each : forgeries)
        {
            final int expected = each.isGood ? Secp256k1Recovery.OK : Secp256k1Verifier.NOT_BY_KEY;
            final int expectedWithV = each.isGoodWithV ? Secp256k1Recovery.OK : Secp256k1Verifier.NOT_BY_KEY;
            assertEquals(expected, judges.status(each.key, each.digest, each.rsv, 0, true), () -> each.name);
            assertEquals(
                expectedWithV, judges.statusRecoverable(each.key, each.digest, each.rsv, 0, true), () -> each.name);
            final byte[] other = each.rsv.clone();
            other[64] ^= 7;
            assertEquals(
                Secp256k1Verifier.NOT_BY_KEY,
                judges.statusRecoverable(each.key, each.digest, other, 0, true), () -> each.name);
        }
    }

    private static Secp256k1Forgeries.Forgery find(
        final List<Secp256k1Forgeries.Forgery> forgeries, final String start)
    {
        return forgeries.stream().filter(each -> each.name.startsWith(start)).findFirst().orElseThrow();
    }

    /** How many terms are left when the pairs of the signature's own terms are added. */
    private int afterOneLevel(final Secp256k1Forgeries.Forgery forgery)
    {
        final Secp256k1Claim claim = spread(forgery);
        final Secp256k1Adder adder = new Secp256k1Adder(Secp256k1Claim.MAX_TERMS / 2);
        claim.terms.note(adder);
        adder.invert();
        claim.terms.sum(adder);
        return claim.terms.size();
    }

    private int expectedAfterOneLevel(final Secp256k1Forgeries.Forgery forgery)
    {
        return (spread(forgery).terms.size() + 1) / 2;
    }

    private Secp256k1Claim spread(final Secp256k1Forgeries.Forgery forgery)
    {
        final Secp256k1Claim claim = new Secp256k1Claim();
        final Secp256k1Scalar inverse = new Secp256k1Scalar();
        assertEquals(
            Secp256k1Recovery.OK,
            claim.take(judges.tables(forgery.key), forgery.digest, 0, forgery.rsv, 0, true));
        inverse.set(claim.s());
        new DivstepInverter(Secp256k1Reference.N).invert(inverse.words(), 0);
        claim.spread(inverse);
        return claim;
    }
}
