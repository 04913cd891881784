package myidc.inventory;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.util.Objects;
import myidc.inventory.LocationCommand.ArrangeLocation;
import myidc.inventory.LocationCommand.CloseLocation;
import myidc.inventory.LocationCommand.OpenLocation;
import myidc.inventory.event.LocationEvent.LocationArranged;
import myidc.inventory.event.LocationEvent.LocationClosed;
import myidc.inventory.event.LocationEvent.LocationOpened;
import myidc.inventory.event.LocationKind;
import myidc.platform.db.Claims;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.LocationId;
import myidc.shared.id.SiteId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A room or a row of racks: a name that is its own within its site, and where it lies. */
final class Location {
    private static final String CLAIM = "inventory.location";

    @AggregateIdentifier
    private @Nullable LocationId id;

    private @Nullable SiteId siteId;
    private @Nullable LocationId parentId;
    private LocationKind kind = LocationKind.ROOM;
    private String name = "";
    private boolean closed;

    Location() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(OpenLocation command, Claims claims, LocationTree tree) {
        String given = Check.text("name", command.name(), 80);
        takeName(command.siteId(), given, command.locationId(), claims);
        tree.open(command.locationId(), command.siteId(), command.parentId(), command.kind());
        apply(new LocationOpened(command.locationId(), command.siteId(), command.parentId(), command.kind(), given));
    }

    @CommandHandler
    void decide(ArrangeLocation command, Claims claims, LocationTree tree) {
        refuseClosed();
        Check.version(command.expectedVersion(), getVersion());
        String given = Check.text("name", command.name(), 80);
        if (given.equals(name) && Objects.equals(command.parentId(), parentId)) {
            return;
        }
        SiteId site = requireNonNull(siteId);
        if (!given.equals(name)) {
            takeName(site, given, command.locationId(), claims);
            releaseName(claims);
        }
        tree.move(command.locationId(), site, command.parentId(), kind);
        apply(new LocationArranged(command.locationId(), command.parentId(), given));
    }

    @CommandHandler
    void decide(CloseLocation command, Claims claims, LocationTree tree) {
        refuseClosed();
        tree.close(command.locationId());
        releaseName(claims);
        apply(new LocationClosed(command.locationId()));
    }

    @EventSourcingHandler
    void evolve(LocationOpened fact) {
        id = fact.locationId();
        siteId = fact.siteId();
        parentId = fact.parentId();
        kind = fact.kind();
        name = fact.name();
    }

    @EventSourcingHandler
    void evolve(LocationArranged fact) {
        parentId = fact.parentId();
        name = fact.name();
    }

    @EventSourcingHandler
    void evolve(LocationClosed fact) {
        closed = true;
    }

    private void refuseClosed() {
        if (closed) {
            throw Refused.because(InventoryRefusal.LOCATION_NOT_FOUND, "The location was given up");
        }
    }

    private static void takeName(SiteId site, String name, LocationId location, Claims claims) {
        claims.take(
                new Claims.Claim(CLAIM, site.text() + "/" + name, "name"),
                location.text(),
                InventoryRefusal.LOCATION_NAME_TAKEN);
    }

    private void releaseName(Claims claims) {
        claims.release(
                CLAIM,
                requireNonNull(siteId).text() + "/" + name,
                requireNonNull(id).text());
    }
}
