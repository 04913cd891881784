package myidc.compute.placement;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import myidc.compute.ApprovalCommand.AwaitApproval;
import myidc.compute.ApprovalCommand.Growth;
import myidc.compute.ComputeRefusal;
import myidc.compute.GpuCommand.KeepGpus;
import myidc.compute.GpuWish;
import myidc.compute.HostCommand.ChangeReservation;
import myidc.compute.InstanceCommand.ResizeInstance;
import myidc.compute.event.GuestSize;
import myidc.compute.event.Resources;
import myidc.compute.placement.InstanceMigration.Goal;
import myidc.compute.read.Hosts;
import myidc.compute.read.InstanceView;
import myidc.platform.axon.Commands;
import myidc.shared.Refused;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;

/**
 * Gives a guest another size: on the host where it is if that has room for the larger of both sizes, which is held until the
 * resize is over, else on another one that is chosen as for a new guest and that the guest goes to first.
 */
@Singleton
public final class InstanceGrowth {
    private final Commands commands;
    private final ApprovalDesk desk;
    private final InstanceMigration migration;
    private final Hosts hosts;

    InstanceGrowth(Commands commands, ApprovalDesk desk, InstanceMigration migration, Hosts hosts) {
        this.hosts = hosts;
        this.commands = commands;
        this.desk = desk;
        this.migration = migration;
    }

    /**
     * Begins it, or has it wait for an operator; {@code alongside} is done in the same transaction. Where no host can have it, it
     * is refused with what its own lacks.
     */
    public void begin(InstanceView guest, Wanted wanted, Runnable alongside) {
        try {
            commands.perform(
                    () -> {
                        alongside.run();
                        stay(guest, wanted);
                    },
                    () -> Boolean.TRUE);
        } catch (Refused refused) {
            boolean full = refused.refusal() == ComputeRefusal.HOST_FULL
                    || refused.refusal() == ComputeRefusal.HOST_PINNED
                    || refused.refusal() == ComputeRefusal.GPUS_TAKEN;
            if (!full) {
                throw refused;
            }
            elsewhere(guest, wanted, alongside, refused);
        }
    }

    private void elsewhere(InstanceView guest, Wanted wanted, Runnable alongside, Refused here) {
        try {
            migration.begin(guest, new Goal(new SiteId(guest.siteId), guest.region, true, null, wanted), alongside);
        } catch (Refused refused) {
            throw refused.refusal() == ComputeRefusal.NOTHING_FITS ? here : refused;
        }
    }

    private void stay(InstanceView guest, Wanted wanted) {
        InstanceId id = new InstanceId(guest.id);
        GuestSize size = wanted.size();
        Growth way = wanted.way();
        Optional<AwaitApproval> waits = desk.forResize(guest, size, way);
        commands.send(waits.isPresent() ? waits.get() : new ResizeInstance(id, size, way.warm(), way.diskFollows()));
        Long present = guest.hostId;
        if (present != null) {
            HostId host = new HostId(present);
            Resources before = guest.size().resources();
            if (!size.resources().within(before)) {
                mayGrowOn(guest, host);
            }
            commands.send(new ChangeReservation(host, id, guest.onHost(before.most(size.resources()))));
            commands.send(new KeepGpus(host, id, wanted.gpus()));
        }
    }

    /** A guest that was on a host before that was kept for others stays there, and takes no more of it. */
    private void mayGrowOn(InstanceView guest, HostId host) {
        if (hosts.pins(new SiteId(guest.siteId)).refusal(new TenantId(guest.tenantId), host) != null) {
            throw Refused.because(
                    ComputeRefusal.HOST_PINNED, host + " is kept for other tenants, or its tenant is for other hosts");
        }
    }

    /**
     * What size is wanted.
     *
     * @param gpus what of its host's it is to have
     */
    public record Wanted(GuestSize size, List<GpuWish> gpus, Growth way) {}
}
