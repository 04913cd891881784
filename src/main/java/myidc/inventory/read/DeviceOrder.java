package myidc.inventory.read;

import java.math.BigDecimal;
import java.util.Comparator;

/** Orders of devices. */
final class DeviceOrder {
    /** As one looks at a rack: the highest first, what hangs beside the units last. */
    static final Comparator<DeviceView> TOP_DOWN = Comparator.comparing(
                    (DeviceView device) -> device.positionU == null ? BigDecimal.ZERO : device.positionU,
                    Comparator.reverseOrder())
            .thenComparingLong(device -> device.id);

    private DeviceOrder() {}
}
