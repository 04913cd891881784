package myidc.inventory.event;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a device is, as the catalogue said when the device was ordered or received; later corrections of the catalogue do
 * not reach back.
 *
 * @param heightU rack units in steps of a half; zero for what hangs beside the units
 * @param fullDepth true when it blocks both faces
 * @param weightKg null when unknown
 * @param maxDrawW nameplate power; null when unknown
 */
public record DeviceMake(
        long deviceTypeId,
        String manufacturer,
        String model,
        String category,
        BigDecimal heightU,
        boolean fullDepth,
        @Nullable BigDecimal weightKg,
        @Nullable Integer maxDrawW) {}
