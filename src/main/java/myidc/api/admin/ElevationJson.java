package myidc.api.admin;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import myidc.inventory.read.DeviceView;
import myidc.inventory.read.RackLoads;
import myidc.inventory.read.RackView;
import myidc.inventory.read.ReservationView;
import org.jspecify.annotations.Nullable;

/**
 * A rack and what stands in it, from the top down.
 *
 * @param asOf the instant shown; null is now
 * @param usedU units in which at least one face is taken
 * @param weightKg sum of the known weights
 * @param weightUnknown devices whose weight nobody knows
 * @param powerW sum of the known nameplate powers
 * @param powerUnknown devices whose power nobody knows
 * @param reservations space kept in it, for devices to come or blocked
 * @param tenants names of those whose gear stands in it, by number
 */
public record ElevationJson(
        RacksResource.RackJson rack,
        @Nullable Instant asOf,
        BigDecimal usedU,
        BigDecimal weightKg,
        int weightUnknown,
        long powerW,
        int powerUnknown,
        List<DeviceJson> devices,
        List<ReservationView> reservations,
        Map<Long, String> tenants) {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /** A rack's own part, with how full what stands in it makes it. */
    static ElevationJson of(RackView rack, @Nullable Instant asOf, List<DeviceView> devices, Map<Long, Long> hosts) {
        BitSet halves = new BitSet();
        BigDecimal weightKg = BigDecimal.ZERO;
        int weightUnknown = 0;
        long powerW = 0;
        int powerUnknown = 0;
        for (DeviceView device : devices) {
            occupy(halves, device);
            BigDecimal weight = device.weightKg;
            Integer draw = device.maxDrawW;
            weightKg = weight == null ? weightKg : weightKg.add(weight);
            weightUnknown += weight == null ? 1 : 0;
            powerW += draw == null ? 0 : draw;
            powerUnknown += draw == null ? 1 : 0;
        }
        BigDecimal usedU = BigDecimal.valueOf(halves.cardinality()).divide(TWO, 1, RoundingMode.UNNECESSARY);
        List<DeviceJson> shown = devices.stream()
                .map(device -> DeviceJson.of(device, Map.of(rack.id, rack.name), hosts))
                .toList();
        RackLoads.Load load = new RackLoads.Load(devices.size(), usedU.stripTrailingZeros(), weightKg, powerW);
        return new ElevationJson(
                RacksResource.RackJson.of(rack, load),
                asOf,
                usedU,
                weightKg,
                weightUnknown,
                powerW,
                powerUnknown,
                shown,
                List.of(),
                Map.of());
    }

    /** The same with what is kept in the rack, and whose gear is there. */
    ElevationJson keeping(List<ReservationView> held, Map<Long, String> owners) {
        return new ElevationJson(
                rack,
                asOf,
                usedU,
                weightKg,
                weightUnknown,
                powerW,
                powerUnknown,
                devices,
                List.copyOf(held),
                Map.copyOf(owners));
    }

    private static void occupy(BitSet halves, DeviceView device) {
        BigDecimal position = device.positionU;
        if (position != null) {
            int bottom = position.multiply(TWO).intValueExact();
            halves.set(bottom, bottom + device.heightU.multiply(TWO).intValueExact());
        }
    }
}
