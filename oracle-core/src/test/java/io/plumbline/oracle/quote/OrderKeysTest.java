// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.wire.OrderEvent;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.WireStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Contract Q: an order is named by merchant and digest, a customer by merchant and name, and no two share a key. */
final class OrderKeysTest
{
    private final OrderKeys keys = new OrderKeys();
    private final OrderRequest order = new OrderRequest();

    @Test
    void contractQ_shouldHashKindMerchantAndNamePadded()
    {
        final byte[] event = event("shop", "alice", 7);
        assertArrayEquals(sha256(2, padded("shop"), QuoteBench.filled(7)), keys.ofOrder(read(event, 0)));
        assertArrayEquals(sha256(3, padded("shop"), padded("alice")), keys.ofCustomer(read(event, 0)));
        final byte[] shifted = new byte[event.length + 5];
        System.arraycopy(event, 0, shifted, 5, event.length);
        assertArrayEquals(sha256(2, padded("shop"), QuoteBench.filled(7)), keys.ofOrder(read(shifted, 5)));
        assertArrayEquals(sha256(3, padded("shop"), padded("alice")), keys.ofCustomer(read(shifted, 5)));
    }

    @Test
    void contractQ_shouldNameAQuotesOrderAndCustomerAsTheOrderDid()
    {
        final QuoteBench bench = QuoteBench.with(QuotePolicy.standard("p"));
        final byte[] quote = bench.issue(10_000);
        assertArrayEquals(sha256(2, padded(QuoteBench.MERCHANT), QuoteBench.ORDER_DIGEST), keys.ofOrder(read(quote)));
        assertArrayEquals(sha256(3, padded(QuoteBench.MERCHANT), padded("alice")), keys.ofCustomer(read(quote)));
    }

    @Test
    void contractQ_shouldTellMerchantsCustomersOrdersAndPaymentsApart()
    {
        final Set<String> met = new HashSet<>();
        final String[] names = {"", "a", "b", "ab"};
        for (final String merchant : names)
        {
            for (final String customer : names)
            {
                final byte[] event = event("m" + merchant, customer, 1);
                met.add(HexFormat.of().formatHex(keys.ofCustomer(read(event, 0))));
            }
            for (int digest = 1; digest <= 3; digest++)
            {
                met.add(HexFormat.of().formatHex(keys.ofOrder(read(event("m" + merchant, "", digest), 0))));
            }
        }
        assertEquals(names.length * (names.length + 3), met.size());
        // the same bytes behind each kind
        final byte[] event = event("m", "x".repeat(32), 'x');
        final byte[] payment = Arrays.copyOf(padded("m"), 96);
        Arrays.fill(payment, 32, 64, (byte)'x');
        met.clear();
        met.add(HexFormat.of().formatHex(keys.ofOrder(read(event, 0))));
        met.add(HexFormat.of().formatHex(keys.ofCustomer(read(event, 0))));
        met.add(HexFormat.of().formatHex(new PaymentKeys().keyOf(payment, 0)));
        assertEquals(3, met.size());
    }

    private static Order read(final byte[] event, final int at)
    {
        final OrderEvent frame = new OrderEvent();
        assertEquals(WireStatus.OK, frame.wrap(event, at, event.length - at));
        final Order order = new Order();
        order.set(frame);
        return order;
    }

    private static Order read(final byte[] quote)
    {
        final QuoteRecord record = new QuoteRecord(0);
        System.arraycopy(quote, 0, record.quote, 0, quote.length);
        record.frame.wrap(record.quote, 0, QuoteFrame.LENGTH);
        final Order order = new Order();
        order.set(record);
        return order;
    }

    private byte[] event(final String merchant, final String customer, final int digest)
    {
        order.reset(QuoteBench.BTC, 0, Side.MERCHANT_RECEIVES).fiatAmount(1).order(merchant, QuoteBench.filled(digest))
            .parties(customer, "", "here");
        return Arrays.copyOf(order.bytes(), order.finish(1, 1));
    }

    private static byte[] padded(final String text)
    {
        return Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), 32);
    }

    private static byte[] sha256(final int kind, final byte[] first, final byte[] second)
    {
        try
        {
            final MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((byte)kind);
            digest.update(first);
            return digest.digest(second);
        }
        catch (final NoSuchAlgorithmException e)
        {
            throw new AssertionError(e);
        }
    }
}
