package myidc.inventory;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import myidc.inventory.DeviceCommand.CorrectSerial;
import myidc.inventory.DeviceCommand.DrainDevice;
import myidc.inventory.DeviceCommand.MoveDevice;
import myidc.inventory.DeviceCommand.OrderDevice;
import myidc.inventory.DeviceCommand.Place;
import myidc.inventory.DeviceCommand.PutDeviceInService;
import myidc.inventory.DeviceCommand.RackDevice;
import myidc.inventory.DeviceCommand.ReceiveDevice;
import myidc.inventory.DeviceCommand.RegisterDevice;
import myidc.inventory.DeviceCommand.RelabelDevice;
import myidc.inventory.DeviceCommand.RetireDevice;
import myidc.inventory.DeviceCommand.SeatDevice;
import myidc.inventory.DeviceCommand.StrikeDevice;
import myidc.inventory.DeviceCommand.UnrackDevice;
import myidc.inventory.event.DeviceEvent.DeviceDrainRequested;
import myidc.inventory.event.DeviceEvent.DeviceInService;
import myidc.inventory.event.DeviceEvent.DeviceMoved;
import myidc.inventory.event.DeviceEvent.DeviceOrdered;
import myidc.inventory.event.DeviceEvent.DeviceRacked;
import myidc.inventory.event.DeviceEvent.DeviceReceived;
import myidc.inventory.event.DeviceEvent.DeviceRelabelled;
import myidc.inventory.event.DeviceEvent.DeviceRetired;
import myidc.inventory.event.DeviceEvent.DeviceSeated;
import myidc.inventory.event.DeviceEvent.DeviceSerialCorrected;
import myidc.inventory.event.DeviceEvent.DeviceStruck;
import myidc.inventory.event.DeviceEvent.DeviceUnracked;
import myidc.inventory.event.DeviceMake;
import myidc.platform.db.Claims;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.DeviceId;
import myidc.shared.id.RackId;
import myidc.shared.id.SiteId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A device: in one place at a time, and its life in order. */
final class Device extends DeviceSheet {
    @AggregateIdentifier
    private @Nullable DeviceId id;

    private String name = "";
    private @Nullable String serial;
    private @Nullable String assetTag;
    private @Nullable RackId rackId;
    private @Nullable SiteId siteId;
    private boolean seated;

    Device() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(OrderDevice command, Claims claims) {
        String tag = takeAssetTag(command.assetTag(), command.deviceId(), claims);
        apply(new DeviceOrdered(command.deviceId(), command.make(), name(command.name()), tag));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(RegisterDevice command, Claims claims) {
        String serial = takeSerial(command.serial(), command.make(), command.deviceId(), claims);
        String tag = takeAssetTag(command.assetTag(), command.deviceId(), claims);
        apply(new DeviceReceived(command.deviceId(), command.make(), name(command.name()), serial, tag));
    }

    @CommandHandler
    void decide(ReceiveDevice command, Claims claims) {
        allow("received", DeviceState.ORDERED);
        String serial = takeSerial(command.serial(), make(), command.deviceId(), claims);
        String tag = assetTag;
        if (command.assetTag() != null) {
            tag = takeAssetTag(command.assetTag(), command.deviceId(), claims);
            releaseAssetTag(tag, claims);
        }
        apply(new DeviceReceived(command.deviceId(), make(), name, serial, tag));
    }

    @CommandHandler
    void decide(RelabelDevice command, Claims claims) {
        Check.version(command.expectedVersion(), getVersion());
        refuseRetired("relabelled");
        String tag = takeAssetTag(command.assetTag(), command.deviceId(), claims);
        String wanted = name(command.name());
        if (wanted.equals(name) && Objects.equals(tag, assetTag)) {
            return;
        }
        releaseAssetTag(tag, claims);
        apply(new DeviceRelabelled(command.deviceId(), wanted, tag));
    }

    @CommandHandler
    void decide(RackDevice command, RackSlots slots) {
        allow("racked", DeviceState.RECEIVED);
        Place place = command.place();
        SiteId site = slots.take(command.deviceId(), make(), place);
        apply(new DeviceRacked(command.deviceId(), place.rackId(), site, place.face(), position(place)));
    }

    @CommandHandler
    void decide(MoveDevice command, RackSlots slots) {
        allow("moved", DeviceState.RACKED);
        if (seated) {
            throw Refused.because(InventoryRefusal.DEVICE_STATE, "A device in a bay is unracked before it moves");
        }
        Place place = command.place();
        SiteId site = slots.take(command.deviceId(), make(), place);
        apply(new DeviceMoved(
                command.deviceId(), requireNonNull(rackId), place.rackId(), site, place.face(), position(place)));
    }

    @CommandHandler
    void decide(UnrackDevice command, RackSlots slots) {
        allow("unracked", DeviceState.RACKED, DeviceState.DRAINING);
        slots.free(command.deviceId());
        apply(new DeviceUnracked(command.deviceId(), requireNonNull(rackId)));
    }

    @CommandHandler
    void decide(SeatDevice command, RackSlots slots) {
        allow("seated", DeviceState.RECEIVED);
        RackSlots.Stand stand = slots.seat(command.deviceId(), make(), command.chassisId(), command.bay());
        apply(new DeviceSeated(command.deviceId(), command.chassisId(), command.bay(), stand.rackId(), stand.siteId()));
    }

    @CommandHandler
    void decide(PutDeviceInService command) {
        allow("put in service", DeviceState.RACKED, DeviceState.DRAINING);
        apply(new DeviceInService(command.deviceId(), requireNonNull(rackId), requireNonNull(siteId)));
    }

    @CommandHandler
    void decide(DrainDevice command) {
        allow("drained", DeviceState.IN_SERVICE);
        apply(new DeviceDrainRequested(command.deviceId()));
    }

    @CommandHandler
    void decide(CorrectSerial command, Claims claims) {
        refuseRetired("corrected");
        String wanted = Check.text("serial", command.serial(), 80);
        String known = serial;
        if (known == null) {
            throw Refused.because(InventoryRefusal.DEVICE_STATE, "A device that is ordered has no serial yet");
        }
        if (!wanted.equals(known)) {
            takeSerial(wanted, make(), command.deviceId(), claims);
            if (!serialKey(make(), wanted).equals(serialKey(make(), known))) {
                claims.release(
                        "inventory.serial",
                        serialKey(make(), known),
                        command.deviceId().text());
            }
            apply(new DeviceSerialCorrected(command.deviceId(), wanted));
        }
    }

    @CommandHandler
    void decide(StrikeDevice command, Claims claims) {
        allow("struck", DeviceState.ORDERED, DeviceState.RECEIVED);
        String known = serial;
        if (known != null) {
            claims.release(
                    "inventory.serial",
                    serialKey(make(), known),
                    command.deviceId().text());
        }
        releaseAssetTag(null, claims);
        apply(new DeviceStruck(command.deviceId(), Check.text("reason", command.reason(), 200)));
    }

    @CommandHandler
    void decide(RetireDevice command, RackSlots slots) {
        allow("retired", DeviceState.ORDERED, DeviceState.RECEIVED, DeviceState.RACKED, DeviceState.DRAINING);
        slots.free(command.deviceId());
        apply(new DeviceRetired(command.deviceId(), rackId));
    }

    @EventSourcingHandler
    void evolve(DeviceOrdered fact) {
        id = fact.deviceId();
        make = fact.make();
        name = fact.name();
        assetTag = fact.assetTag();
        state = DeviceState.ORDERED;
    }

    @EventSourcingHandler
    void evolve(DeviceReceived fact) {
        id = fact.deviceId();
        make = fact.make();
        name = fact.name();
        serial = fact.serial();
        assetTag = fact.assetTag();
        state = DeviceState.RECEIVED;
    }

    @EventSourcingHandler
    void evolve(DeviceRelabelled fact) {
        name = fact.name();
        assetTag = fact.assetTag();
    }

    @EventSourcingHandler
    void evolve(DeviceRacked fact) {
        rackId = fact.rackId();
        siteId = fact.siteId();
        state = DeviceState.RACKED;
    }

    @EventSourcingHandler
    void evolve(DeviceSeated fact) {
        rackId = fact.rackId();
        siteId = fact.siteId();
        seated = true;
        state = DeviceState.RACKED;
    }

    @EventSourcingHandler
    void evolve(DeviceMoved fact) {
        rackId = fact.rackId();
        siteId = fact.siteId();
    }

    @EventSourcingHandler
    void evolve(DeviceUnracked fact) {
        seated = false;
        rackId = null;
        siteId = null;
        state = DeviceState.RECEIVED;
    }

    @EventSourcingHandler
    void evolve(DeviceInService fact) {
        state = DeviceState.IN_SERVICE;
    }

    @EventSourcingHandler
    void evolve(DeviceDrainRequested fact) {
        state = DeviceState.DRAINING;
    }

    @EventSourcingHandler
    void evolve(DeviceSerialCorrected fact) {
        serial = fact.serial();
    }

    @EventSourcingHandler
    void evolve(DeviceStruck fact) {
        serial = null;
        assetTag = null;
        state = DeviceState.RETIRED;
    }

    @EventSourcingHandler
    void evolve(DeviceRetired fact) {
        rackId = null;
        siteId = null;
        state = DeviceState.RETIRED;
    }

    private static String name(String given) {
        return Check.text("name", given, 80);
    }

    private static @Nullable BigDecimal position(Place place) {
        BigDecimal units = place.positionU();
        return units == null ? null : HalfUnits.plain(units);
    }

    private static String takeSerial(String given, DeviceMake make, DeviceId device, Claims claims) {
        String serial = Check.text("serial", given, 80);
        claims.take(
                new Claims.Claim("inventory.serial", serialKey(make, serial), "serial"),
                device.text(),
                InventoryRefusal.SERIAL_TAKEN);
        return serial;
    }

    private static String serialKey(DeviceMake make, String serial) {
        return (make.manufacturer() + "/" + serial).toLowerCase(Locale.ROOT);
    }

    private static @Nullable String takeAssetTag(@Nullable String given, DeviceId device, Claims claims) {
        String tag = Check.optionalText("assetTag", given, 80);
        if (tag != null) {
            claims.take(
                    new Claims.Claim("inventory.asset", key(tag), "assetTag"),
                    device.text(),
                    InventoryRefusal.ASSET_TAG_TAKEN);
        }
        return tag;
    }

    private void releaseAssetTag(@Nullable String kept, Claims claims) {
        String held = assetTag;
        if (held != null && (kept == null || !key(kept).equals(key(held)))) {
            claims.release("inventory.asset", key(held), requireNonNull(id).text());
        }
    }

    private static String key(String tag) {
        return tag.toLowerCase(Locale.ROOT);
    }
}
