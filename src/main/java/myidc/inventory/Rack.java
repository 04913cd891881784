package myidc.inventory;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import myidc.inventory.RackCommand.InstallRack;
import myidc.inventory.RackCommand.RefitRack;
import myidc.inventory.RackCommand.RetireRack;
import myidc.inventory.event.RackEvent.RackInstalled;
import myidc.inventory.event.RackEvent.RackLimitsSet;
import myidc.inventory.event.RackEvent.RackRenamed;
import myidc.inventory.event.RackEvent.RackRetired;
import myidc.platform.db.Claims;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.RackId;
import myidc.shared.id.SiteId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A rack: how much height, weight and power there is. */
final class Rack {
    private static final String CLAIM = "inventory.rack";

    @AggregateIdentifier
    private @Nullable RackId id;

    private @Nullable SiteId siteId;
    private String name = "";
    private @Nullable RackLimits limits;
    private boolean retired;

    Rack() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(InstallRack command, Claims claims, RackSlots slots) {
        String given = Check.text("name", command.name(), 80);
        RackLimits wanted = RackLimits.checked(command.heightU(), command.weightKgMax(), command.powerWMax());
        takeName(command.siteId(), given, command.rackId(), claims);
        slots.open(command.rackId(), command.siteId(), wanted);
        apply(new RackInstalled(
                command.rackId(),
                command.siteId(),
                given,
                command.heightU(),
                command.weightKgMax(),
                command.powerWMax()));
    }

    @CommandHandler
    void decide(RefitRack command, Claims claims, RackSlots slots) {
        refuseRetired();
        Check.version(command.expectedVersion(), getVersion());
        String wantedName = Check.text("name", command.name(), 80);
        RackLimits wanted = RackLimits.checked(command.heightU(), command.weightKgMax(), command.powerWMax());
        SiteId site = requireNonNull(siteId);
        if (!wantedName.equals(name)) {
            takeName(site, wantedName, command.rackId(), claims);
            releaseName(claims);
            apply(new RackRenamed(command.rackId(), wantedName));
        }
        if (!wanted.equals(limits)) {
            slots.limit(command.rackId(), wanted);
            apply(new RackLimitsSet(command.rackId(), wanted.heightU(), wanted.weightKgMax(), wanted.powerWMax()));
        }
    }

    @CommandHandler
    void decide(RetireRack command, Claims claims, RackSlots slots) {
        refuseRetired();
        slots.close(command.rackId());
        releaseName(claims);
        apply(new RackRetired(command.rackId()));
    }

    @EventSourcingHandler
    void evolve(RackInstalled fact) {
        id = fact.rackId();
        siteId = fact.siteId();
        name = fact.name();
        limits = new RackLimits(fact.heightU(), fact.weightKgMax(), fact.powerWMax());
    }

    @EventSourcingHandler
    void evolve(RackRenamed fact) {
        name = fact.name();
    }

    @EventSourcingHandler
    void evolve(RackLimitsSet fact) {
        limits = new RackLimits(fact.heightU(), fact.weightKgMax(), fact.powerWMax());
    }

    @EventSourcingHandler
    void evolve(RackRetired fact) {
        retired = true;
    }

    private void refuseRetired() {
        if (retired) {
            throw Refused.because(InventoryRefusal.RACK_NOT_FOUND, "The rack was taken down");
        }
    }

    private static void takeName(SiteId site, String name, RackId rack, Claims claims) {
        claims.take(new Claims.Claim(CLAIM, key(site, name), "name"), rack.text(), InventoryRefusal.RACK_NAME_TAKEN);
    }

    private void releaseName(Claims claims) {
        claims.release(
                CLAIM, key(requireNonNull(siteId), name), requireNonNull(id).text());
    }

    private static String key(SiteId site, String name) {
        return site.text() + "/" + name;
    }
}
