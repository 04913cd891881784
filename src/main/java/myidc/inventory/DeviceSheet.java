package myidc.inventory;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import myidc.inventory.DeviceCommand.DeclareAttribute;
import myidc.inventory.DeviceCommand.FitBays;
import myidc.inventory.DeviceCommand.FitModuleBays;
import myidc.inventory.DeviceCommand.FitPorts;
import myidc.inventory.DeviceCommand.RecordPurchase;
import myidc.inventory.DeviceCommand.SetDeviceBudget;
import myidc.inventory.DeviceCommand.SetDeviceTenant;
import myidc.inventory.event.DeviceEvent.DeviceAttributeSet;
import myidc.inventory.event.DeviceEvent.DeviceBaysFitted;
import myidc.inventory.event.DeviceEvent.DeviceBudgetSet;
import myidc.inventory.event.DeviceEvent.DeviceModuleBaysFitted;
import myidc.inventory.event.DeviceEvent.DevicePortsFitted;
import myidc.inventory.event.DeviceEvent.DevicePurchased;
import myidc.inventory.event.DeviceEvent.DeviceTenantSet;
import myidc.inventory.event.DeviceMake;
import myidc.inventory.event.Port;
import myidc.inventory.event.Purchase;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.TenantId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/** What is on a device's sheet and does not hang on where it stands: sockets, bays, purchase, budget, attributes. */
class DeviceSheet {
    private static final int PORTS_MAX = 1_024;
    private static final int MODULE_BAYS_MAX = 200;
    private static final int SPEED_MBPS_MAX = 1_600_000;
    private static final Pattern ATTRIBUTE = Pattern.compile("[a-z][A-Za-z0-9]{0,39}");

    DeviceState state = DeviceState.ORDERED;

    @Nullable
    DeviceMake make;

    private int bays;
    private @Nullable Integer budgetW;
    private @Nullable TenantId tenantId;
    private @Nullable Purchase purchase;
    private List<Port> ports = new ArrayList<>();
    private List<String> moduleBays = new ArrayList<>();
    private Map<String, String> attributes = new HashMap<>();

    @CommandHandler
    void decide(FitBays command, RackSlots slots) {
        refuseRetired("fitted");
        Check.range("bays", command.bays(), 0, 200);
        if (command.bays() != bays) {
            slots.fitBays(command.deviceId(), command.bays());
            apply(new DeviceBaysFitted(command.deviceId(), command.bays()));
        }
    }

    @CommandHandler
    void decide(RecordPurchase command) {
        Purchase given = command.purchase();
        if (given.cost().signum() < 0) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "cost", "cost must not be negative");
        }
        Check.range("depreciationMonths", given.depreciationMonths(), 1, 360);
        Check.range("residualPercent", given.residualPercent(), BigDecimal.ZERO, BigDecimal.valueOf(100));
        if (given.warrantyUntil() != null && given.warrantyUntil().isBefore(given.boughtOn())) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "warrantyUntil", "warrantyUntil must not be before boughtOn");
        }
        if (!given.equals(purchase)) {
            apply(new DevicePurchased(command.deviceId(), given));
        }
    }

    @CommandHandler
    void decide(SetDeviceBudget command) {
        refuseRetired("budgeted");
        Integer wanted = command.budgetW();
        if (wanted != null) {
            Check.range("budgetW", wanted, 0, 100_000);
        }
        if (!Objects.equals(wanted, budgetW)) {
            apply(new DeviceBudgetSet(command.deviceId(), wanted));
        }
    }

    @CommandHandler
    void decide(FitPorts command, CableEnds ends) {
        refuseRetired("fitted");
        if (command.ports().size() > PORTS_MAX) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "ports", "ports must be at most " + PORTS_MAX);
        }
        List<Port> checked = command.ports().stream().map(DeviceSheet::checked).toList();
        Set<String> names = new HashSet<>();
        for (Port port : checked) {
            if (!names.add(port.name())) {
                throw Refused.field(
                        CommonRefusal.INVALID_FIELD,
                        "ports",
                        "ports must have names of their own, not twice " + port.name());
            }
        }
        for (Port port : checked) {
            String behind = port.behind();
            if (behind != null && (!names.contains(behind) || behind.equals(port.name()))) {
                throw Refused.field(
                        CommonRefusal.INVALID_FIELD, "ports", "behind of " + port.name() + " must be another port");
            }
        }
        if (!checked.equals(ports)) {
            ends.refuseWithout(command.deviceId(), names);
            apply(new DevicePortsFitted(command.deviceId(), checked));
        }
    }

    @CommandHandler
    void decide(SetDeviceTenant command) {
        refuseRetired("given to a tenant");
        if (!Objects.equals(command.tenantId(), tenantId)) {
            apply(new DeviceTenantSet(command.deviceId(), command.tenantId()));
        }
    }

    @CommandHandler
    void decide(FitModuleBays command, ModuleBays ledger) {
        refuseRetired("fitted");
        Check.range("bays", command.bays().size(), 0, MODULE_BAYS_MAX);
        List<String> names = command.bays().stream()
                .map(bay -> Check.text("bays", bay, 40))
                .distinct()
                .toList();
        if (names.size() < command.bays().size()) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "bays", "bays must have names of their own");
        }
        if (!names.equals(moduleBays)) {
            ledger.fit(command.deviceId(), names);
            apply(new DeviceModuleBaysFitted(command.deviceId(), names));
        }
    }

    @CommandHandler
    void decide(DeclareAttribute command) {
        refuseRetired("described");
        String attribute = Check.matches(
                "attribute", command.attribute(), ATTRIBUTE, "must be letters and digits, the first small, at most 40");
        String value = Check.optionalText("value", command.value(), 200);
        if (!Objects.equals(value, attributes.get(attribute))) {
            apply(new DeviceAttributeSet(command.deviceId(), attribute, value));
        }
    }

    @EventSourcingHandler
    void evolve(DeviceBaysFitted fact) {
        bays = fact.bays();
    }

    @EventSourcingHandler
    void evolve(DevicePurchased fact) {
        purchase = fact.purchase();
    }

    @EventSourcingHandler
    void evolve(DeviceBudgetSet fact) {
        budgetW = fact.budgetW();
    }

    @EventSourcingHandler
    void evolve(DevicePortsFitted fact) {
        ports = new ArrayList<>(fact.ports());
    }

    @EventSourcingHandler
    void evolve(DeviceTenantSet fact) {
        tenantId = fact.tenantId();
    }

    @EventSourcingHandler
    void evolve(DeviceModuleBaysFitted fact) {
        moduleBays = new ArrayList<>(fact.bays());
    }

    @EventSourcingHandler
    void evolve(DeviceAttributeSet fact) {
        String value = fact.value();
        if (value == null) {
            attributes.remove(fact.attribute());
        } else {
            attributes.put(fact.attribute(), value);
        }
    }

    final DeviceMake make() {
        return requireNonNull(make);
    }

    final void allow(String deed, DeviceState... from) {
        if (!List.of(from).contains(state)) {
            throw Refused.because(
                    InventoryRefusal.DEVICE_STATE,
                    "A device that is " + words(state) + " cannot be " + deed + "; it must be " + words(from));
        }
    }

    final void refuseRetired(String deed) {
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

    private static Port checked(Port port) {
        Integer speed = port.speedMbps();
        if (speed != null) {
            Check.range("ports.speedMbps", speed, 1, SPEED_MBPS_MAX);
        }
        return new Port(
                Check.text("ports.name", port.name(), 60),
                Check.present("ports.use", port.use()),
                speed,
                Check.optionalText("ports.behind", port.behind(), 60));
    }
}
