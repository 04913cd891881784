package myidc.inventory.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import myidc.platform.asof.Histories;
import myidc.shared.Page;
import myidc.shared.id.PartId;
import org.jspecify.annotations.Nullable;

/** Reads parts, now or as of an instant. */
@Singleton
public final class Parts {
    private final Listing<PartView> rows;

    Parts(Histories histories) {
        rows = new Listing<>(histories, PartProjection.HISTORY, PartView.class);
    }

    public Optional<PartView> find(PartId id, @Nullable Instant asOf) {
        return rows.find(id.value(), asOf);
    }

    public Page<PartView> list(Filter filter, @Nullable Instant asOf, Page.Ask ask) {
        return rows.list(filter.equal(), asOf, ask);
    }

    /** Which parts; null means any. */
    public record Filter(
            @Nullable Long deviceId,
            @Nullable String kind,
            @Nullable String state,
            @Nullable String serial) {
        Map<String, Object> equal() {
            Map<String, Object> equal = new HashMap<>();
            if (deviceId != null) {
                equal.put("deviceId", deviceId);
            }
            if (kind != null) {
                equal.put("kind", kind);
            }
            if (state != null) {
                equal.put("state", state);
            }
            if (serial != null) {
                equal.put("serial", serial);
            }
            return equal;
        }
    }
}
