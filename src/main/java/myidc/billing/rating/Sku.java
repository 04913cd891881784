package myidc.billing.rating;

import org.jspecify.annotations.Nullable;

/**
 * What is charged and where: the charge as the price book spells it ({@code instance:g6-nanode-1}) and the region in
 * which it is provided, or none where regions do not matter.
 */
public record Sku(String charge, @Nullable String region) {}
