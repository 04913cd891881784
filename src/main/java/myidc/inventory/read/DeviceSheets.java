package myidc.inventory.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import myidc.inventory.event.Port;
import myidc.platform.asof.Histories;
import myidc.shared.Page;
import myidc.shared.id.DeviceId;
import org.jspecify.annotations.Nullable;

/** Reads devices' sheets, now or as of an instant; a device of which nothing was noted has an empty one. */
@Singleton
public final class DeviceSheets {
    private final Listing<DeviceSheetView> rows;

    DeviceSheets(Histories histories) {
        rows = new Listing<>(histories, DeviceSheetProjection.HISTORY, DeviceSheetView.class);
    }

    public DeviceSheetView of(DeviceId id, @Nullable Instant asOf) {
        return rows.find(id.value(), asOf).orElseGet(() -> {
            DeviceSheetView empty = new DeviceSheetView();
            empty.id = id.value();
            return empty;
        });
    }

    /** Reads these for the rest of the transaction, so that each is found without asking for it. */
    public void load(List<DeviceId> ids) {
        DeviceSheetView.<DeviceSheetView>list(
                "id in ?1", ids.stream().map(DeviceId::value).toList());
    }

    public Page<DeviceSheetView> list(@Nullable Instant asOf, Page.Ask ask) {
        return rows.list(Map.of(), asOf, ask);
    }

    public boolean hasPort(DeviceId id, String port) {
        return of(id, null).ports.stream().map(Port::name).anyMatch(port::equals);
    }
}
