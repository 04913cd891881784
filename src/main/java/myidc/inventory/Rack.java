package myidc.inventory;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.util.List;
import myidc.inventory.RackCommand.FrameRack;
import myidc.inventory.RackCommand.InstallRack;
import myidc.inventory.RackCommand.RackFrame;
import myidc.inventory.RackCommand.RefitRack;
import myidc.inventory.RackCommand.RetireRack;
import myidc.inventory.RackCommand.SiteRack;
import myidc.inventory.RackCommand.Spot;
import myidc.inventory.event.RackEvent.RackFramed;
import myidc.inventory.event.RackEvent.RackInstalled;
import myidc.inventory.event.RackEvent.RackLimitsSet;
import myidc.inventory.event.RackEvent.RackRenamed;
import myidc.inventory.event.RackEvent.RackRetired;
import myidc.inventory.event.RackEvent.RackSited;
import myidc.platform.db.Claims;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
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
    private static final int FLOOR_MM_MAX = 1_000_000;
    private static final List<Integer> WIDTHS_IN = List.of(10, 19, 21, 23);

    @AggregateIdentifier
    private @Nullable RackId id;

    private @Nullable SiteId siteId;
    private String name = "";
    private @Nullable RackLimits limits;
    private @Nullable RackSited sited;
    private @Nullable RackFramed framed;
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
    void decide(SiteRack command, LocationTree tree) {
        refuseRetired();
        Check.version(command.expectedVersion(), getVersion());
        Spot spot = command.spot();
        optional("positionInRow", spot.positionInRow(), 1, 1_000);
        optional("xMm", spot.xMm(), 0, FLOOR_MM_MAX);
        optional("yMm", spot.yMm(), 0, FLOOR_MM_MAX);
        RackSited wanted =
                new RackSited(command.rackId(), command.locationId(), spot.positionInRow(), spot.xMm(), spot.yMm());
        if (!wanted.equals(sited)) {
            tree.stand(command.rackId(), requireNonNull(siteId), command.locationId());
            apply(wanted);
        }
    }

    @CommandHandler
    void decide(FrameRack command) {
        refuseRetired();
        Check.version(command.expectedVersion(), getVersion());
        RackFrame frame = command.frame();
        if (!WIDTHS_IN.contains(frame.widthIn())) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "widthIn", "widthIn must be one of " + WIDTHS_IN);
        }
        optional("outerWidthMm", frame.outerWidthMm(), 100, 5_000);
        optional("outerDepthMm", frame.outerDepthMm(), 100, 5_000);
        RackFramed wanted = new RackFramed(
                command.rackId(), frame.numberedTopDown(), frame.widthIn(), frame.outerWidthMm(), frame.outerDepthMm());
        if (!wanted.equals(framed)) {
            apply(wanted);
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
    void evolve(RackSited fact) {
        sited = fact;
    }

    @EventSourcingHandler
    void evolve(RackFramed fact) {
        framed = fact;
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

    private static void optional(String field, @Nullable Integer value, int least, int most) {
        if (value != null) {
            Check.range(field, value, least, most);
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
