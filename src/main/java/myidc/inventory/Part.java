package myidc.inventory;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.Locale;
import myidc.inventory.PartCommand.InstallPart;
import myidc.inventory.PartCommand.PartLabel;
import myidc.inventory.PartCommand.ReceivePart;
import myidc.inventory.PartCommand.RemovePart;
import myidc.inventory.PartCommand.RetirePart;
import myidc.inventory.event.PartEvent.PartInstalled;
import myidc.inventory.event.PartEvent.PartMoved;
import myidc.inventory.event.PartEvent.PartReceived;
import myidc.inventory.event.PartEvent.PartRemoved;
import myidc.inventory.event.PartEvent.PartRetired;
import myidc.inventory.event.PartEvent.PartTyped;
import myidc.platform.db.Claims;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.DeviceId;
import myidc.shared.id.PartId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A part: in store, or in one slot of one device. */
final class Part {
    private static final String SLOT = "inventory.partslot";

    @AggregateIdentifier
    private @Nullable PartId id;

    private @Nullable DeviceId deviceId;
    private String slot = "";
    private boolean module;
    private boolean retired;

    Part() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(ReceivePart command, Claims claims) {
        PartLabel label = command.label();
        String manufacturer = Check.text("manufacturer", label.manufacturer(), 60);
        String serial = Check.text("serial", label.serial(), 80);
        claims.take(
                new Claims.Claim("inventory.part", (manufacturer + "/" + serial).toLowerCase(Locale.ROOT), "serial"),
                command.partId().text(),
                InventoryRefusal.SERIAL_TAKEN);
        apply(new PartReceived(
                command.partId(),
                label.kind(),
                manufacturer,
                Check.text("model", label.model(), 100),
                serial,
                Check.optionalText("capacity", label.capacity(), 40)));
        Long type = command.moduleTypeId();
        if (type != null) {
            apply(new PartTyped(command.partId(), type));
        }
    }

    @CommandHandler
    void decide(InstallPart command, Claims claims, ModuleBays bays) {
        refuseRetired("installed");
        String wanted = Check.text("slot", command.slot(), 40);
        DeviceId from = deviceId;
        if (command.deviceId().equals(from) && wanted.equals(slot)) {
            return;
        }
        claims.take(
                new Claims.Claim(SLOT, key(command.deviceId(), wanted), "slot"),
                command.partId().text(),
                InventoryRefusal.PART_SLOT_TAKEN);
        if (module) {
            bays.take(command.partId(), command.deviceId(), wanted);
        }
        if (from == null) {
            apply(new PartInstalled(command.partId(), command.deviceId(), wanted));
        } else {
            claims.release(SLOT, key(from, slot), command.partId().text());
            apply(new PartMoved(command.partId(), from, command.deviceId(), wanted));
        }
    }

    @CommandHandler
    void decide(RemovePart command, Claims claims, ModuleBays bays) {
        refuseRetired("removed");
        DeviceId from = deviceId;
        if (from == null) {
            throw Refused.because(InventoryRefusal.PART_STATE, "The part is in store already");
        }
        claims.release(SLOT, key(from, slot), command.partId().text());
        if (module) {
            bays.free(command.partId());
        }
        apply(new PartRemoved(command.partId(), from));
    }

    @CommandHandler
    void decide(RetirePart command) {
        refuseRetired("retired");
        if (deviceId != null) {
            throw Refused.because(
                    InventoryRefusal.PART_STATE,
                    "The part is still in " + requireNonNull(deviceId).text() + "; remove it first");
        }
        apply(new PartRetired(command.partId()));
    }

    @EventSourcingHandler
    void evolve(PartReceived fact) {
        id = fact.partId();
    }

    @EventSourcingHandler
    void evolve(PartTyped fact) {
        module = true;
    }

    @EventSourcingHandler
    void evolve(PartInstalled fact) {
        deviceId = fact.deviceId();
        slot = fact.slot();
    }

    @EventSourcingHandler
    void evolve(PartMoved fact) {
        deviceId = fact.deviceId();
        slot = fact.slot();
    }

    @EventSourcingHandler
    void evolve(PartRemoved fact) {
        deviceId = null;
        slot = "";
    }

    @EventSourcingHandler
    void evolve(PartRetired fact) {
        retired = true;
    }

    private void refuseRetired(String deed) {
        if (retired) {
            throw Refused.because(InventoryRefusal.PART_STATE, "A part that is retired cannot be " + deed);
        }
    }

    private static String key(DeviceId device, String slot) {
        return device.text() + "/" + slot.toLowerCase(Locale.ROOT);
    }
}
