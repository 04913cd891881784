package myidc.inventory;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import myidc.inventory.RackCommand.InstallRack;
import myidc.inventory.event.RackEvent.RackInstalled;
import myidc.platform.db.Claims;
import myidc.shared.Check;
import myidc.shared.id.RackId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A rack: how much height, weight and power there is. */
final class Rack {
    static final int HEIGHT_U_MAX = 60;

    @AggregateIdentifier
    private @Nullable RackId id;

    Rack() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(InstallRack command, Claims claims) {
        String name = Check.text("name", command.name(), 80);
        Check.range("heightU", command.heightU(), 1, HEIGHT_U_MAX);
        Check.range("weightKgMax", command.weightKgMax(), 1, 5_000);
        Check.range("powerWMax", command.powerWMax(), 1, 200_000);
        claims.take(
                new Claims.Claim("inventory.rack", command.siteId().text() + "/" + name, "name"),
                command.rackId().text(),
                InventoryRefusal.RACK_NAME_TAKEN);
        apply(new RackInstalled(
                command.rackId(),
                command.siteId(),
                name,
                command.heightU(),
                command.weightKgMax(),
                command.powerWMax()));
    }

    @EventSourcingHandler
    void evolve(RackInstalled fact) {
        id = fact.rackId();
    }
}
