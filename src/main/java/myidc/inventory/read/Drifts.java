package myidc.inventory.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import myidc.platform.asof.Histories;
import myidc.shared.Page;
import myidc.shared.id.DriftId;
import org.jspecify.annotations.Nullable;

/** Reads differences between declared and discovered, now or as of an instant. */
@Singleton
public final class Drifts {
    private final Listing<DriftView> rows;

    Drifts(Histories histories) {
        rows = new Listing<>(histories, DriftProjection.HISTORY, DriftView.class);
    }

    public Optional<DriftView> find(DriftId id, @Nullable Instant asOf) {
        return rows.find(id.value(), asOf);
    }

    public Optional<DriftView> of(String subject, String attribute) {
        return rows.list(Map.of("subject", subject, "attribute", attribute), null, new Page.Ask(1, 1)).data().stream()
                .findFirst();
    }

    public Page<DriftView> list(@Nullable String state, @Nullable Long deviceId, @Nullable Instant asOf, Page.Ask ask) {
        Map<String, Object> where = new HashMap<>();
        if (state != null) {
            where.put("state", state);
        }
        if (deviceId != null) {
            where.put("deviceId", deviceId);
        }
        return rows.list(where, asOf, ask);
    }
}
