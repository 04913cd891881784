package myidc.billing.rating;

import org.jspecify.annotations.Nullable;

/**
 * What is charged and where: the charge as the price book spells it ({@code instance:g6-nanode-1}), the region in which
 * it is provided, or none where regions do not matter, and the contract it is provided under, if it is under one.
 */
public record Sku(
        String charge, @Nullable String region, @Nullable String contract) {
    public Sku(String charge, @Nullable String region) {
        this(charge, region, null);
    }
}
