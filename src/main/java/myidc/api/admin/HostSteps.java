package myidc.api.admin;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import myidc.compute.HostCommand.DrainHost;
import myidc.compute.HostCommand.MoveHost;
import myidc.compute.HostCommand.UncordonHost;
import myidc.compute.read.HostView;
import myidc.compute.read.Hosts;
import myidc.inventory.InventoryRefusal;
import myidc.inventory.read.Racks;
import myidc.platform.axon.Commands;
import myidc.shared.Refused;
import myidc.shared.id.DeviceId;
import myidc.shared.id.HostId;
import myidc.shared.id.RackId;
import myidc.shared.id.SiteId;

/**
 * What a step of a device's life means for the host it was made, in the same call: inventory and compute know nothing of
 * each other, so the door leads both.
 */
@Singleton
final class HostSteps {
    private static final Set<String> LEAVING = Set.of("DRAINING", "DRAINED");

    private final Commands commands;
    private final Hosts hosts;
    private final Racks racks;

    HostSteps(Commands commands, Hosts hosts, Racks racks) {
        this.commands = commands;
        this.hosts = hosts;
        this.racks = racks;
    }

    /** A device to be freed of its work takes no new guests. */
    void drain(DeviceId device) {
        host(device).filter(host -> !leaves(host)).ifPresent(host -> commands.send(new DrainHost(new HostId(host.id))));
    }

    /** A device back in service takes guests again. */
    void reopen(DeviceId device) {
        host(device).filter(HostSteps::leaves).ifPresent(host -> commands.send(new UncordonHost(new HostId(host.id))));
    }

    /** A host stands where its device is racked. */
    void follow(DeviceId device, RackId rack) {
        host(device)
                .flatMap(host -> racks.find(rack).map(at -> new MoveHost(new HostId(host.id), new SiteId(at.siteId))))
                .ifPresent(commands::send);
    }

    /** A device that still runs guests stays where it is. */
    void refuseWithGuests(DeviceId device) {
        host(device).filter(host -> host.instances > 0).ifPresent(host -> {
            String holder = new HostId(host.id).text();
            throw Refused.heldBy(
                    InventoryRefusal.DEVICE_IN_USE,
                    "id",
                    device.text() + " still runs " + host.instances + " guests as " + holder,
                    holder);
        });
    }

    private Optional<HostView> host(DeviceId device) {
        return hosts.of(device);
    }

    private static boolean leaves(HostView host) {
        String before = host.stateBeforeLoss;
        return LEAVING.contains(host.state) || (before != null && LEAVING.contains(before));
    }
}
