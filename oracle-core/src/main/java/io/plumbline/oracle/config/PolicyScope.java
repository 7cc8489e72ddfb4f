// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * What a quote policy is for. Each part is a name or {@code *}, which any name matches. Immutable; any thread.
 *
 * @param product    printable ASCII, 1 to 16 characters.
 * @param collection printable ASCII, 1 to 16 characters.
 * @param region     printable ASCII, 1 to 16 characters.
 * @param riskTier   printable ASCII, 1 to 16 characters.
 */
public record PolicyScope(String product, String collection, String region, String riskTier)
{
    /** The part that any name matches. */
    public static final String ANY = "*";

    /**
     * Validates every component.
     *
     * @param product    printable ASCII, 1 to 16 characters.
     * @param collection printable ASCII, 1 to 16 characters.
     * @param region     printable ASCII, 1 to 16 characters.
     * @param riskTier   printable ASCII, 1 to 16 characters.
     */
    public PolicyScope
    {
        Check.ascii("product", product, 16);
        Check.ascii("collection", collection, 16);
        Check.ascii("region", region, 16);
        Check.ascii("riskTier", riskTier, 16);
    }

    /**
     * Whether a sale falls under this scope.
     *
     * @param soldProduct    of the sale.
     * @param soldCollection of the sale.
     * @param soldRegion     of the sale.
     * @param soldRiskTier   of the sale.
     * @return true where each part is equal or {@code *}.
     */
    public boolean matches(
        final String soldProduct, final String soldCollection, final String soldRegion, final String soldRiskTier)
    {
        return matches(product, soldProduct) && matches(collection, soldCollection) && matches(region, soldRegion) &&
            matches(riskTier, soldRiskTier);
    }

    /**
     * How closely it names what it is for: of the scopes that match one sale the one with the largest rank holds. No
     * two that differ and match the same have one rank.
     *
     * @return more parts named count more than fewer; then the product, the collection, the region.
     */
    public int rank()
    {
        final int named = 8 * bit(product) + 4 * bit(collection) + 2 * bit(region) + bit(riskTier);
        return 16 * Integer.bitCount(named) + named;
    }

    private static int bit(final String part)
    {
        return part.equals(ANY) ? 0 : 1;
    }

    private static boolean matches(final String part, final String sold)
    {
        return part.equals(ANY) || part.equals(sold);
    }
}
