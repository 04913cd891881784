package myidc.inventory.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import myidc.platform.asof.Histories;
import myidc.shared.Page;
import myidc.shared.id.LocationId;
import org.jspecify.annotations.Nullable;

/** Reads rooms and rows, now or as of an instant. */
@Singleton
public final class Locations {
    private static final int OF_A_SITE_MAX = 5_000;

    private final Listing<LocationView> rows;

    Locations(Histories histories) {
        rows = new Listing<>(histories, LocationProjection.HISTORY, LocationView.class);
    }

    public Optional<LocationView> find(LocationId id, @Nullable Instant asOf) {
        return rows.find(id.value(), asOf);
    }

    public Page<LocationView> list(@Nullable Long siteId, @Nullable Instant asOf, Page.Ask ask) {
        return rows.list(siteId == null ? Map.of() : Map.of("siteId", siteId), asOf, ask);
    }

    public List<LocationView> ofSite(long siteId, @Nullable Instant asOf) {
        return rows.all(Map.of("siteId", siteId), asOf, OF_A_SITE_MAX);
    }
}
