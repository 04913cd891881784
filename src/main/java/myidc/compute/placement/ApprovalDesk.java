package myidc.compute.placement;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import myidc.compute.ApprovalCommand.Asked;
import myidc.compute.ApprovalCommand.AwaitApproval;
import myidc.compute.ApprovalCommand.Deed;
import myidc.compute.ApprovalCommand.GrantApproval;
import myidc.compute.ApprovalCommand.Growth;
import myidc.compute.ApprovalCommand.OverridePlacement;
import myidc.compute.ApprovalCommand.RefuseApproval;
import myidc.compute.ComputeRefusal;
import myidc.compute.GpuCommand.KeepGpus;
import myidc.compute.GpuCommand.SettleGpus;
import myidc.compute.GpuWish;
import myidc.compute.HostCommand.ChangeReservation;
import myidc.compute.HostCommand.ReleaseCapacity;
import myidc.compute.HostCommand.ReserveCapacity;
import myidc.compute.PlacementGroupCommand.AddGroupMember;
import myidc.compute.PlacementGroupCommand.RemoveGroupMember;
import myidc.compute.WeighingCommand.KeepWeighing;
import myidc.compute.event.GuestSize;
import myidc.compute.event.InstanceEvent.Candidate;
import myidc.compute.event.MigrationEvent.Place;
import myidc.compute.event.Resources;
import myidc.compute.read.ApprovalView;
import myidc.compute.read.Approvals;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Instances;
import myidc.compute.read.PlacementGroupView;
import myidc.compute.read.PlacementRuleView;
import myidc.platform.axon.Commands;
import myidc.shared.Refused;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PlacementGroupId;
import myidc.shared.id.PlacementRuleId;
import myidc.shared.id.PoolId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Where an operator decides on what waits: as proposed, on another host that fits, or not at all. */
@Singleton
public final class ApprovalDesk {
    private static final int FITTING_MAX = 20;
    private static final int REFUSED_MAX = 10;

    private final Commands commands;
    private final Files files;

    ApprovalDesk(Commands commands, Files files) {
        this.commands = commands;
        this.files = files;
    }

    /** How a guest that is to have another size waits; empty when it need not. */
    Optional<AwaitApproval> forResize(InstanceView guest, GuestSize size, Growth growth) {
        Long host = guest.hostId;
        if (host == null) {
            return Optional.empty();
        }
        Place stays = new Place(
                new HostId(host),
                new SiteId(guest.siteId),
                guest.region,
                guest.poolId == null ? null : new PoolId(guest.poolId));
        return files.room()
                .needs()
                .of(new TenantId(guest.tenantId), size.plan())
                .map(wait -> new AwaitApproval(
                        new InstanceId(guest.id),
                        wait,
                        new Asked(Deed.RESIZE, size, null, stays, List.of(), 0),
                        growth));
    }

    /** All other hosts weighed as they are now: the best of those that could have it, then some that could not, and why. */
    public List<Candidate> alternatives(ApprovalView waits) {
        InstanceView guest = guest(waits);
        if (stays(waits, guest)) {
            return List.of();
        }
        Weighing weighing = weighed(waits, guest);
        List<Candidate> told = new ArrayList<>();
        weighing.fitting().stream()
                .limit(FITTING_MAX)
                .forEach(host -> told.add(new Candidate(host.room().hostId(), host.score(), null)));
        weighing.refused().stream()
                .limit(REFUSED_MAX)
                .forEach(host -> told.add(
                        new Candidate(host.room().hostId(), null, host.filters().getFirst())));
        return told;
    }

    private static boolean stays(ApprovalView waits, InstanceView guest) {
        return waits.deed.equals(Deed.RESIZE.name()) && Objects.equals(guest.hostId, waits.hostId);
    }

    /**
     * Lets it be done; to be called within a call.
     *
     * @param other another host than the one proposed; null for the one proposed
     */
    public void grant(ApprovalView waits, @Nullable HostId other, String reason) {
        if (other != null && other.value() != waits.hostId) {
            override(waits, other, reason);
        }
        commands.send(new GrantApproval(waits.guest(), waits.approval(), reason));
    }

    private void override(ApprovalView waits, HostId other, String reason) {
        InstanceView guest = guest(waits);
        HostId proposed = new HostId(waits.hostId);
        Weighing weighing = weighed(waits, guest);
        if (weighing.fitting().stream().noneMatch(host -> host.room().hostId().equals(other))) {
            throw unfit(waits, weighing, other);
        }
        commands.send(new OverridePlacement(waits.guest(), waits.approval(), other, reason));
        commands.send(new ReserveCapacity(
                other,
                waits.guest(),
                new TenantId(guest.tenantId),
                wanted(waits, guest),
                gpus(waits, guest),
                guest.encrypted));
        if (waits.deed.equals(Deed.RESIZE.name())) {
            List<GpuWish> wanted = GpuWish.like(files.room().gpus().wanted(proposed, waits.guest()));
            commands.send(new KeepGpus(other, waits.guest(), wanted));
        }
        commands.send(new ReleaseCapacity(proposed, waits.guest()));
        PlacementGroupView group = group(guest);
        if (group != null && waits.deed.equals(Deed.CREATE.name())) {
            PlacementGroupId id = new PlacementGroupId(group.id);
            commands.send(new RemoveGroupMember(id, waits.guest()));
            commands.send(new AddGroupMember(id, waits.guest(), other));
        }
        PlacementRuleId rule = files.room()
                .rules()
                .inForce(new SiteId(waits.siteId))
                .map(PlacementRuleView::ruleId)
                .orElse(null);
        commands.send(new KeepWeighing(waits.guest(), weighing.told(waits.guest(), other, rule)));
    }

    private static Refused unfit(ApprovalView waits, Weighing weighing, HostId other) {
        return weighing.refused().stream()
                .filter(host -> host.room().hostId().equals(other))
                .findFirst()
                .map(host -> Refused.field(
                        ComputeRefusal.HOST_UNFIT,
                        "hostId",
                        "hostId: " + other + " cannot have it: " + String.join(", ", host.filters())))
                .orElseGet(() -> Refused.field(
                        ComputeRefusal.HOST_UNKNOWN, "hostId", "hostId must name a host of site-" + waits.siteId));
    }

    /** Will not have it done, and frees what was held for it; to be called within a call. */
    public void refuse(ApprovalView waits, String reason, boolean expired) {
        InstanceView guest = guest(waits);
        commands.send(new RefuseApproval(waits.guest(), waits.approval(), reason, expired));
        switch (Deed.valueOf(waits.deed)) {
            case CREATE -> files.belongings().release(guest);
            case RESIZE -> {
                HostId host = new HostId(waits.hostId);
                if (!host.equals(new HostId(Objects.requireNonNull(guest.hostId)))) {
                    commands.send(new ReleaseCapacity(host, waits.guest()));
                    return;
                }
                commands.send(new ChangeReservation(
                        host, waits.guest(), guest.onHost(guest.size().resources())));
                commands.send(new SettleGpus(host, waits.guest(), false));
            }
            case MIGRATE -> commands.send(new ReleaseCapacity(new HostId(waits.hostId), waits.guest()));
        }
    }

    /** Every host of the site but the one proposed. */
    private Weighing weighed(ApprovalView waits, InstanceView guest) {
        SiteId site = new SiteId(waits.siteId);
        List<HostRoom> rooms = files.room().hosts().rooms(site).stream()
                .filter(room -> room.hostId().value() != waits.hostId)
                .toList();
        DiskPools disks = new DiskPools(files.room().pools().offers(site));
        PoolId pool = waits.poolId == null ? null : new PoolId(waits.poolId);
        PlacementGroupView group = group(guest);
        boolean there = !waits.deed.equals(Deed.CREATE.name());
        Resources wanted = wanted(waits, guest);
        return Placement.of(
                        rooms,
                        new Placement.Wish(
                                waits.guest(),
                                new TenantId(guest.tenantId),
                                files.room().hosts().pins(site),
                                any -> wanted,
                                there && guest.hostId != null ? new HostId(guest.hostId) : null,
                                host -> pool == null || disks.reach(pool, host),
                                guest.encrypted,
                                files.room().gpus().able(site, gpus(waits, guest)),
                                group == null
                                        ? Placement.Apart.FROM_NONE
                                        : new Placement.Apart(group.taken(), group.strict),
                                files.room()
                                        .yardstick(
                                                files.room()
                                                        .rules()
                                                        .inForce(site)
                                                        .orElse(null),
                                                site,
                                                rooms)),
                        Set.of())
                .weighing();
    }

    private @Nullable PlacementGroupView group(InstanceView guest) {
        return files.room().groups().byGuest(new TenantId(guest.tenantId)).get(guest.id);
    }

    /** As are held for it where it is proposed; those are alike on another host. */
    private List<GpuWish> gpus(ApprovalView waits, InstanceView guest) {
        return GpuWish.like(files.room().gpus().present(new HostId(waits.hostId), new InstanceId(guest.id)));
    }

    /** What it is to take of a host: for the larger of both sizes while it gets another. */
    private static Resources wanted(ApprovalView waits, InstanceView guest) {
        Resources size = guest.size().resources().most(waits.size());
        return waits.poolId == null ? size : size.withoutDisk();
    }

    private InstanceView guest(ApprovalView waits) {
        return files.instances()
                .find(waits.guest())
                .orElseThrow(() -> Refused.because(
                        ComputeRefusal.APPROVAL_DECIDED, "The machine is there no more, and waits for nothing"));
    }

    /** What the desk looks things up in. */
    @Singleton
    record Files(Approvals approvals, Instances instances, InstanceCreation.Room room, GuestBelongings belongings) {}
}
