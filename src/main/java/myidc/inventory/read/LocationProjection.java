package myidc.inventory.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import myidc.inventory.event.LocationEvent.LocationArranged;
import myidc.inventory.event.LocationEvent.LocationClosed;
import myidc.inventory.event.LocationEvent.LocationOpened;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import myidc.shared.id.LocationId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;

/** Writes {@link LocationView} and what it showed before. */
@Singleton
@ProcessingGroup("inventory.read")
public final class LocationProjection implements Projection {
    static final String HISTORY = "location";

    private final Histories histories;

    LocationProjection(Histories histories) {
        this.histories = histories;
    }

    @Override
    public String name() {
        return "inventory.locations";
    }

    @Override
    public List<String> tables() {
        return List.of("location_view");
    }

    @Override
    public List<String> histories() {
        return List.of(HISTORY);
    }

    @EventHandler
    void on(LocationOpened fact, @Timestamp Instant at, @SequenceNumber Long version) {
        LocationView location = new LocationView();
        location.id = fact.locationId().value();
        location.version = version;
        location.siteId = fact.siteId().value();
        location.parentId = number(fact.parentId());
        location.kind = fact.kind().name();
        location.name = fact.name();
        location.openedAt = at;
        location.persist();
        histories.show(HISTORY, location.id, at, location);
    }

    @EventHandler
    void on(LocationArranged fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.locationId(), at, version, location -> {
            location.parentId = number(fact.parentId());
            location.name = fact.name();
        });
    }

    @EventHandler
    void on(LocationClosed fact, @Timestamp Instant at) {
        LocationView.deleteById(fact.locationId().value());
        histories.end(HISTORY, fact.locationId().value(), at);
    }

    private static @Nullable Long number(@Nullable LocationId id) {
        return id == null ? null : id.value();
    }

    private void change(LocationId id, Instant at, long version, Consumer<LocationView> what) {
        LocationView location = LocationView.findById(id.value());
        what.accept(location);
        location.version = version;
        histories.show(HISTORY, location.id, at, location);
    }
}
