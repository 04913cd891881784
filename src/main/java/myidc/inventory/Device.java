package myidc.inventory;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
import myidc.inventory.DeviceCommand.UnrackDevice;
import myidc.inventory.event.DeviceEvent.DeviceDrainRequested;
import myidc.inventory.event.DeviceEvent.DeviceInService;
import myidc.inventory.event.DeviceEvent.DeviceMoved;
import myidc.inventory.event.DeviceEvent.DeviceOrdered;
import myidc.inventory.event.DeviceEvent.DeviceRacked;
import myidc.inventory.event.DeviceEvent.DeviceReceived;
import myidc.inventory.event.DeviceEvent.DeviceRelabelled;
import myidc.inventory.event.DeviceEvent.DeviceRetired;
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
final class Device {
    @AggregateIdentifier
    private @Nullable DeviceId id;

    private DeviceState state = DeviceState.ORDERED;
    private @Nullable DeviceMake make;
    private String name = "";
    private @Nullable String assetTag;
    private @Nullable RackId rackId;
    private @Nullable SiteId siteId;

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
    void evolve(DeviceMoved fact) {
        rackId = fact.rackId();
        siteId = fact.siteId();
    }

    @EventSourcingHandler
    void evolve(DeviceUnracked fact) {
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
    void evolve(DeviceRetired fact) {
        rackId = null;
        siteId = null;
        state = DeviceState.RETIRED;
    }

    private DeviceMake make() {
        return requireNonNull(make);
    }

    private void allow(String deed, DeviceState... from) {
        if (!List.of(from).contains(state)) {
            throw Refused.because(
                    InventoryRefusal.DEVICE_STATE,
                    "A device that is " + words(state) + " cannot be " + deed + "; it must be " + words(from));
        }
    }

    private void refuseRetired(String deed) {
        if (state == DeviceState.RETIRED) {
            throw Refused.because(InventoryRefusal.DEVICE_STATE, "A device that is retired cannot be " + deed);
        }
    }

    private static String words(DeviceState... states) {
        return String.join(
                " or ",
                Arrays.stream(states)
                        .map(each -> each.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .toList());
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
        String value = (make.manufacturer() + "/" + serial).toLowerCase(Locale.ROOT);
        claims.take(
                new Claims.Claim("inventory.serial", value, "serial"), device.text(), InventoryRefusal.SERIAL_TAKEN);
        return serial;
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
