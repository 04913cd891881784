package myidc.compute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import myidc.compute.GuestContentCommand.ChangeConfig;
import myidc.compute.GuestContentCommand.CreateConfig;
import myidc.compute.GuestContentCommand.DeleteConfig;
import myidc.compute.GuestContentCommand.RescueInstance;
import myidc.compute.InstanceCommand.OpenConsole;
import myidc.compute.event.ConsoleEvent.ConsoleOpened;
import myidc.compute.event.GuestConfig;
import myidc.compute.event.GuestContentEvent.ConfigChanged;
import myidc.compute.event.GuestContentEvent.ConfigChosen;
import myidc.compute.event.GuestContentEvent.ConfigCreated;
import myidc.compute.event.GuestContentEvent.ConfigDeleted;
import myidc.compute.event.GuestContentEvent.RescueArranged;
import myidc.compute.event.GuestContentEvent.RescueEnded;
import myidc.compute.event.InstanceEvent.InstanceBootRequested;
import myidc.compute.event.InstanceEvent.InstanceRebootRequested;
import myidc.shared.Refused;
import myidc.shared.id.ConfigId;
import myidc.shared.id.DiskId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/** How a guest starts: by one of its configurations, or once into a system for rescue. */
abstract class InstanceStarts extends InstanceContents {
    /** Also while it starts or ends, since that is when one looks. */
    private static final Set<InstanceState> WITH_CONSOLE = EnumSet.of(
            InstanceState.RUNNING, InstanceState.BOOTING, InstanceState.REBOOTING, InstanceState.SHUTTING_DOWN);

    @CommandHandler
    void decide(OpenConsole command) {
        present();
        if (!WITH_CONSOLE.contains(state)) {
            throw unfit("Linode " + known().value() + " must be running to open its console.");
        }
        apply(new ConsoleOpened(known(), command.kind()));
    }

    @CommandHandler
    void decide(CreateConfig command) {
        idle();
        if (configs().size() >= CONFIGS_MAX) {
            throw Refused.because(
                    ComputeRefusal.CONFIGS_MOST, "A Linode has at most " + CONFIGS_MAX + " configurations.");
        }
        holds(command.config().devices());
        apply(new ConfigCreated(known(), command.config()));
    }

    @CommandHandler
    void decide(ChangeConfig command) {
        idle();
        GuestConfig before = config(command.config().configId());
        if (!before.equals(command.config())) {
            holds(command.config().devices());
            apply(new ConfigChanged(known(), command.config()));
        }
    }

    @CommandHandler
    void decide(DeleteConfig command) {
        idle();
        config(command.configId());
        partsUnlocked();
        if (configs().size() == 1) {
            throw Refused.because(ComputeRefusal.CONFIG_NEEDED, "A Linode keeps one configuration at least.");
        }
        apply(new ConfigDeleted(known(), command.configId()));
    }

    @CommandHandler
    void decide(RescueInstance command) {
        still();
        holds(command.devices());
        boolean up = state == InstanceState.RUNNING;
        apply(new RescueArranged(known(), command.devices()));
        apply(up ? new InstanceRebootRequested(known()) : new InstanceBootRequested(known()));
    }

    /** The next start is by this configuration, or by the last one, and into no system for rescue. */
    void choose(@Nullable ConfigId wanted) {
        if (wanted != null) {
            config(wanted);
        }
        if (rescue) {
            apply(new RescueEnded(known()));
        }
        if (wanted != null && !wanted.equals(current().configId())) {
            apply(new ConfigChosen(known(), wanted));
        }
    }

    GuestConfig current() {
        return configs().stream()
                .filter(config -> config.configId().equals(chosen))
                .findFirst()
                .orElseGet(() -> configs().getFirst());
    }

    void holds(List<GuestConfig.Device> devices) {
        Set<String> slots = new TreeSet<>();
        for (GuestConfig.Device device : devices) {
            DiskId disk = device.diskId();
            boolean known =
                    disk == null ? device.volumeId() != null : in(disks(), disk).isPresent();
            if (!known || !slots.add(device.slot()) || !device.slot().matches("sd[a-h]")) {
                throw Refused.field(
                        ComputeRefusal.CONFIG_DEVICE,
                        "devices." + device.slot(),
                        "devices." + device.slot() + " must be a disk or volume of this Linode");
            }
        }
    }

    GuestConfig config(ConfigId wanted) {
        return configs().stream()
                .filter(config -> config.configId().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Refused.because(ComputeRefusal.CONFIG_NOT_FOUND, "Not found"));
    }

    @EventSourcingHandler
    void evolve(ConfigCreated fact) {
        List<GuestConfig> all = new ArrayList<>(configs());
        all.add(fact.config());
        configs = List.copyOf(all);
    }

    @EventSourcingHandler
    void evolve(ConfigChanged fact) {
        configs = configs().stream()
                .map(config -> config.configId().equals(fact.config().configId()) ? fact.config() : config)
                .toList();
    }

    @EventSourcingHandler
    void evolve(ConfigDeleted fact) {
        configs = configs().stream()
                .filter(config -> !config.configId().equals(fact.configId()))
                .toList();
    }

    @EventSourcingHandler
    void evolve(ConfigChosen fact) {
        chosen = fact.configId();
    }

    @EventSourcingHandler
    void evolve(RescueArranged fact) {
        rescue = true;
    }

    @EventSourcingHandler
    void evolve(RescueEnded fact) {
        rescue = false;
    }
}
