package myidc.api.admin;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.math.BigDecimal;
import myidc.compute.ComputeRefusal;
import myidc.compute.HostCommand.EnableHost;
import myidc.compute.event.Overcommit;
import myidc.compute.event.Resources;
import myidc.compute.read.Hosts;
import myidc.inventory.InventoryRefusal;
import myidc.inventory.read.DeviceView;
import myidc.inventory.read.Devices;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.DeviceId;
import myidc.shared.id.HostId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** A device becomes a host. */
@Path("/admin/v1/devices")
@Staff(Role.OPERATOR)
public final class HypervisorsResource {
    private final Commands commands;
    private final Sequences sequences;
    private final Devices devices;
    private final Hosts hosts;

    HypervisorsResource(Commands commands, Sequences sequences, Devices devices, Hosts hosts) {
        this.commands = commands;
        this.sequences = sequences;
        this.devices = devices;
        this.hosts = hosts;
    }

    @POST
    @Path("/{id}/hypervisor")
    public HostJson enable(@PathParam("id") long id, HypervisorRequest body) {
        DeviceView device = devices.find(new DeviceId(id))
                .orElseThrow(() -> Refused.because(InventoryRefusal.DEVICE_NOT_FOUND, "There is no device " + id));
        Long site = device.siteId;
        Resources capacity = body.capacity();
        Overcommit overcommit = body.ratio();
        if (!"IN_SERVICE".equals(device.state) || site == null) {
            throw Refused.because(
                    ComputeRefusal.DEVICE_NOT_IN_SERVICE,
                    "Only a racked device in service can run guests; device " + id + " is " + device.state);
        }
        HostId host = new HostId(sequences.next("host"));
        EnableHost command =
                new EnableHost(host, new DeviceId(id), new SiteId(site), device.name, capacity, overcommit);
        return commands.perform(
                () -> commands.send(command), () -> HostJson.of(hosts.find(host).orElseThrow(), hosts.instant(null)));
    }

    /**
     * What the device gives its guests.
     *
     * @param overcommit how many times over it may be promised; once when absent
     */
    public record HypervisorRequest(
            @Nullable Integer vcpus,
            @Nullable Long memoryMb,
            @Nullable Long diskGb,
            @Nullable OvercommitRequest overcommit) {
        Resources capacity() {
            return new Resources(
                    Check.range("vcpus", vcpus, 1, 4_096),
                    Check.range("memoryMb", memoryMb, 256, 64L * 1024 * 1024),
                    Check.range("diskGb", diskGb, 1, 10L * 1024 * 1024) * 1024);
        }

        Overcommit ratio() {
            OvercommitRequest asked = overcommit;
            return asked == null
                    ? new Overcommit(BigDecimal.ONE, BigDecimal.ONE)
                    : new Overcommit(
                            Check.present("overcommit.vcpu", asked.vcpu()),
                            Check.present("overcommit.memory", asked.memory()));
        }
    }

    /** How many times over processors and memory may be promised. */
    public record OvercommitRequest(
            @Nullable BigDecimal vcpu, @Nullable BigDecimal memory) {}
}
