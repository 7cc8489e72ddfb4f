// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.config.PolicyScope;
import io.plumbline.oracle.config.PolicyTerm;
import io.plumbline.oracle.config.PolicyVariants;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.wire.PolicyEvent;
import io.plumbline.oracle.wire.WireStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Contract Q: a policy's terms travel whole, and what is out of range comes to nothing instead of an exception. */
final class PolicyCodecTest
{
    private static final QuotePolicy OTHER = QuotePolicy.standard("p");

    private final PolicyEvent event = new PolicyEvent();

    static List<PolicyVariants.Pair> pairs()
    {
        return PolicyVariants.pairs();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void contractQ_shouldCarryEachTerm(final PolicyVariants.Pair pair)
    {
        assertEquals(pair.looser(), carried(pair.looser()));
        assertEquals(pair.tighter(), carried(pair.tighter()));
        assertEquals(PolicyVariants.terms(),
            pairs().stream().map(PolicyVariants.Pair::term).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void contractQ_shouldCarryAnyTermsAndKeepNameAndScope()
    {
        final Random random = new Random(41);
        for (int round = 0; round < 300; round++)
        {
            final QuotePolicy policy = PolicyVariants.random(random);
            assertEquals(policy, carried(policy), "seed 41, round " + round);
        }
        final PolicyScope scope = new PolicyScope("art", "*", "*", "*");
        write(OTHER.toBuilder().version(9).build(), to ->
        {
        });
        final QuotePolicy read = PolicyCodec.read(event, QuotePolicy.named("q").scope(scope).build());
        assertEquals(QuotePolicy.named("q").scope(scope).version(9).build(), read);
    }

    @ParameterizedTest
    @EnumSource(PolicyTerm.class)
    void contractQ_shouldRefuseATermOutOfRange(final PolicyTerm term)
    {
        int refused = 0;
        for (final long value : new long[]{term.min() - 1, term.max() + 1, Long.MIN_VALUE, -1, 65_535})
        {
            if (!term.isFlag() && (value < term.min() || value > term.max()) && set(term, value))
            {
                assertNull(PolicyCodec.read(event, OTHER), term + " " + value);
                refused++;
            }
        }
        assertTrue(refused > 0 || term.isFlag() || (term.min() == 0 && term.max() == Integer.MAX_VALUE),
            term.toString());
    }

    @Test
    void contractQ_shouldRefuseWhatDoesNotGoTogether()
    {
        refuse(to -> to.version(0));
        refuse(to -> to.maxIssueDelayNs(OTHER.ttlNs()));
        refuse(to ->
        {
            to.feeBps(3_000);
            to.lockFeeBps(3_000);
        });
        refuse(to -> to.rights(0, 0, 0, 10_000, 10_000));
        refuse(to -> to.rights(0, 0, 10_000, 10_001, 10_000));
        refuse(to -> to.rights(7, 0, 10_000, 10_000, 0));
        refuse(to -> to.rights(PolicyEvent.placeOfTier(Tier.CLOSED.code()), PolicyEvent.CAN_ISSUE, 1, 1, 1));
        refuse(to -> to.rights(PolicyEvent.placeOfTier(Tier.LAST_GOOD.code()), PolicyEvent.CAN_AUTHORIZE, 1, 1, 1));
        refuse(to -> to.addRiskStep(0, 10_000, 10_000, 0, 0));
        refuse(to -> to.addRiskStep(-1, 10_000, 10_000, 0, 0));
        refuse(to -> to.addRiskStep(1, 10_001, 10_000, 0, 0));
        refuse(to -> to.addRiskStep(1, 10_000, 10_000, 65, 0));
        refuse(to ->
        {
            to.addRiskStep(2, 10_000, 10_000, 0, 0);
            to.addRiskStep(1, 10_000, 10_000, 0, 0);
        });
        refuse(to ->
        {
            to.addRiskStep(1, 5_000, 10_000, 0, 0);
            to.addRiskStep(2, 10_000, 10_000, 0, 0);
        });
    }

    private void refuse(final Consumer<PolicyEvent> change)
    {
        assertTrue(write(OTHER, change) > 0);
        assertNull(PolicyCodec.read(event, OTHER));
    }

    /** False where the wire has no room for the value. */
    private boolean set(final PolicyTerm term, final long value)
    {
        return write(OTHER, to -> Arrays.stream(PolicyEvent.class.getMethods())
            .filter(method -> method.getName().equals(term.term()) && method.getParameterCount() == 1)
            .forEach(method ->
            {
                try
                {
                    final boolean isLong = method.getParameterTypes()[0] == long.class;
                    method.invoke(to, isLong ? (Object)value : (Object)Math.toIntExact(Math.max(value, -1)));
                }
                catch (final ReflectiveOperationException impossible)
                {
                    throw new LinkageError(term.term(), impossible);
                }
            })) > 0;
    }

    private QuotePolicy carried(final QuotePolicy policy)
    {
        assertTrue(write(policy, to ->
        {
        }) > 0);
        final QuotePolicy read = PolicyCodec.read(event, OTHER);
        assertNotEquals(null, read);
        return read;
    }

    private int write(final QuotePolicy policy, final Consumer<PolicyEvent> change)
    {
        final byte[] bytes = new byte[PolicyEvent.MAX_LENGTH];
        event.begin(bytes, 0);
        PolicyCodec.write(policy, event);
        change.accept(event);
        final int length = event.finish();
        if (length > 0)
        {
            assertEquals(WireStatus.OK, event.wrap(bytes, 0, length));
        }
        return length;
    }
}
