package myidc.api.admin;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import myidc.inventory.DeviceCommand.MoveDevice;
import myidc.inventory.DeviceCommand.OrderDevice;
import myidc.inventory.DeviceCommand.Place;
import myidc.inventory.DeviceCommand.RackDevice;
import myidc.inventory.DeviceCommand.RegisterDevice;
import myidc.inventory.DeviceCommand.RetireDevice;
import myidc.inventory.DeviceCommand.UnrackDevice;
import myidc.inventory.InventoryRefusal;
import myidc.inventory.RackCommand.InstallRack;
import myidc.inventory.RackCommand.RetireRack;
import myidc.inventory.ReservationCommand.Keeping;
import myidc.inventory.ReservationCommand.ReserveSpace;
import myidc.inventory.ReservationCommand.Space;
import myidc.inventory.ReservationCommand.UseSpace;
import myidc.inventory.catalog.DeviceType;
import myidc.inventory.catalog.DeviceTypes;
import myidc.inventory.event.Face;
import myidc.inventory.event.LayoutDeed;
import myidc.inventory.event.SpaceUse;
import myidc.inventory.read.Devices;
import myidc.inventory.read.LayoutView;
import myidc.inventory.read.LayoutView.Step;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.shared.Refused;
import myidc.shared.id.DeviceId;
import myidc.shared.id.LayoutId;
import myidc.shared.id.RackId;
import myidc.shared.id.ReservationId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * Does the steps of a plan as the commands an operator would send, in the call under way. On trial an ordered device is
 * mounted at once, so that weight and power are judged as they will be.
 */
@Singleton
final class LayoutWork {
    private final Commands commands;
    private final Sequences sequences;
    private final Devices devices;
    private final DeviceTypes types;
    private final HostSteps hosts;

    LayoutWork(Commands commands, Sequences sequences, Devices devices, DeviceTypes types, HostSteps hosts) {
        this.commands = commands;
        this.sequences = sequences;
        this.devices = devices;
        this.types = types;
        this.hosts = hosts;
    }

    /** Does the steps that are wanted, in order, telling each before it is begun; answers what they made. */
    Done run(LayoutView layout, boolean trial, IntPredicate wanted, IntConsumer begun) {
        commands.because(new LayoutId(layout.id).text());
        Done done = new Done(new HashMap<>(), new ArrayList<>());
        for (int number = 0; number < layout.steps.size(); number++) {
            if (wanted.test(number)) {
                begun.accept(number);
                one(layout, layout.steps.get(number), trial, done);
            }
        }
        return done;
    }

    private void one(LayoutView layout, Step step, boolean trial, Done done) {
        switch (LayoutDeed.valueOf(step.deed())) {
            case MOVE -> {
                DeviceId device = known(step);
                Place place = place(step, done);
                commands.send(new MoveDevice(device, place));
                stand(device, place);
            }
            case INSTALL -> {
                DeviceId device = known(step);
                Place place = place(step, done);
                commands.send(new RackDevice(device, place));
                stand(device, place);
            }
            case REMOVE -> {
                DeviceId device = known(step);
                hosts.refuseWithGuests(device);
                commands.send(new UnrackDevice(device));
            }
            case RETIRE -> {
                DeviceId device = known(step);
                hosts.refuseWithGuests(device);
                commands.send(new RetireDevice(device));
            }
            case ORDER -> order(layout, step, trial, done);
            case ADD_RACK -> {
                RackId rack = new RackId(sequences.next("rack"));
                String name = String.valueOf(step.rackName());
                commands.send(new InstallRack(
                        rack,
                        new SiteId(layout.siteId),
                        name,
                        number(step.heightU()),
                        number(step.maxWeightKg()),
                        number(step.maxPowerW())));
                done.racks().put(name, rack);
                done.made().add(rack.text());
            }
            case REMOVE_RACK -> commands.send(new RetireRack(rack(step, done)));
        }
    }

    private void order(LayoutView layout, Step step, boolean trial, Done done) {
        long typeId = step.deviceTypeId() == null ? 0 : step.deviceTypeId();
        DeviceType type = types.find(typeId)
                .orElseThrow(() -> Refused.field(
                        InventoryRefusal.DEVICE_TYPE_UNKNOWN, "deviceTypeId", "deviceTypeId names no device type"));
        DeviceId device = new DeviceId(sequences.next("device"));
        String name = String.valueOf(step.name());
        Place place = place(step, done);
        if (trial) {
            commands.send(new RegisterDevice(device, type.make(), name, "trial-" + device.value(), null));
            commands.send(new RackDevice(device, place));
            return;
        }
        commands.send(new OrderDevice(device, type.make(), name, null));
        done.made().add(device.text());
        type.fittings(device).forEach(commands::send);
        if (type.heightU.signum() > 0 && place.positionU() != null) {
            ReservationId kept = new ReservationId(sequences.next("reservation"));
            Set<Face> faces = type.fullDepth ? EnumSet.allOf(Face.class) : EnumSet.of(place.face());
            commands.send(new ReserveSpace(
                    kept,
                    new Space(place.rackId(), faces, place.positionU(), type.heightU),
                    new Keeping(SpaceUse.PLANNED, name, new LayoutId(layout.id).text(), null)));
            done.made().add(kept.text());
        }
    }

    private void stand(DeviceId device, Place place) {
        ReservationId kept = place.reservationId();
        if (kept != null) {
            commands.send(new UseSpace(kept, device));
        }
        hosts.follow(device, place.rackId());
    }

    private DeviceId known(Step step) {
        DeviceId device = new DeviceId(step.deviceId() == null ? 0 : step.deviceId());
        if (devices.find(device).isEmpty()) {
            throw Refused.field(InventoryRefusal.DEVICE_UNKNOWN, "deviceId", "deviceId names no device");
        }
        return device;
    }

    private static Place place(Step step, Done done) {
        Long kept = step.reservationId();
        return new Place(
                rack(step, done),
                Face.valueOf(requireNonNull(step.face())),
                step.positionU(),
                kept == null ? null : new ReservationId(kept));
    }

    private static RackId rack(Step step, Done done) {
        Long id = step.rackId();
        RackId rack = id == null ? done.racks().get(step.rackName()) : new RackId(id);
        if (rack == null) {
            throw Refused.field(
                    InventoryRefusal.RACK_UNKNOWN, "rackName", "The step that sets up " + step.rackName() + " fails");
        }
        return rack;
    }

    private static int number(@Nullable Integer given) {
        return given == null ? 0 : given;
    }

    /** Racks that were set up, by name, and all that was made. */
    record Done(Map<String, RackId> racks, List<String> made) {}
}
