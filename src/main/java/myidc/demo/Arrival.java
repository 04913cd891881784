package myidc.demo;

import org.jspecify.annotations.Nullable;

/**
 * One guest asked for.
 *
 * @param atS seconds after the first arrival, a multiple of {@link Demand#STEP_S}
 * @param tenant which of the example's tenants asks, from 0
 * @param livesS seconds from arrival to deletion, a multiple of {@link Demand#STEP_S}; null for a guest that stays
 */
public record Arrival(
        long atS, int tenant, Size size, @Nullable Long livesS) {}
