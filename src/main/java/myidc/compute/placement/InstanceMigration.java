package myidc.compute.placement;

import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import myidc.compute.ApprovalCommand.Asked;
import myidc.compute.ApprovalCommand.AwaitApproval;
import myidc.compute.ApprovalCommand.Deed;
import myidc.compute.ApprovalCommand.Wait;
import myidc.compute.ComputeRefusal;
import myidc.compute.GpuCommand.KeepGpus;
import myidc.compute.GpuWish;
import myidc.compute.HostCommand.ReserveCapacity;
import myidc.compute.MigrationCommand.MigrateInstance;
import myidc.compute.MigrationCommand.MoveToResize;
import myidc.compute.WeighingCommand.KeepWeighing;
import myidc.compute.event.MigrationEvent.Place;
import myidc.compute.event.Resources;
import myidc.compute.placement.InstanceGrowth.Wanted;
import myidc.compute.placement.Placement.Apart;
import myidc.compute.read.InstanceView;
import myidc.compute.read.PlacementGroupView;
import myidc.compute.read.PlacementRuleView;
import myidc.platform.axon.Commands;
import myidc.shared.Refused;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Chooses another host for a guest, by the rules that new guests are placed by, and holds its part there. */
@Singleton
public final class InstanceMigration {
    private static final int HOSTS_TRIED_MAX = 8;

    private final Commands commands;
    private final InstanceCreation.Room room;

    InstanceMigration(Commands commands, InstanceCreation.Room room) {
        this.commands = commands;
        this.room = room;
    }

    /** Begins it; {@code alongside} is done in the same transaction. Refused as NOTHING_FITS when no other host can. */
    public void begin(InstanceView guest, Goal goal, Runnable alongside) {
        Set<HostId> full = new HashSet<>();
        Long present = guest.hostId;
        if (present == null) {
            throw Refused.because(ComputeRefusal.INSTANCE_STATE, "Linode " + guest.id + " is on no host.");
        }
        AtomicReference<@Nullable HostId> tried = new AtomicReference<>();
        while (true) {
            try {
                commands.perform(
                        () -> {
                            alongside.run();
                            attempt(guest, goal, full, tried);
                        },
                        () -> Boolean.TRUE);
                return;
            } catch (Refused refused) {
                HostId host = tried.getAndSet(null);
                boolean filled = refused.refusal() == ComputeRefusal.HOST_FULL
                        || refused.refusal() == ComputeRefusal.HOST_CLOSED
                        || refused.refusal() == ComputeRefusal.HOST_PINNED
                        || refused.refusal() == ComputeRefusal.HOST_UNENCRYPTED
                        || refused.refusal() == ComputeRefusal.GPUS_TAKEN;
                if (!filled || host == null || full.size() >= HOSTS_TRIED_MAX) {
                    throw refused;
                }
                full.add(host);
            }
        }
    }

    private void attempt(InstanceView guest, Goal goal, Set<HostId> full, AtomicReference<@Nullable HostId> tried) {
        InstanceId id = new InstanceId(guest.id);
        TenantId tenant = new TenantId(guest.tenantId);
        Wanted growth = goal.growth();
        Resources present = guest.size().resources();
        Resources size = growth == null ? present : present.most(growth.size().resources());
        List<GpuWish> gpus = room.gpusOf(guest);
        DiskPools disks = new DiskPools(room.pools().offers(goal.site()));
        List<HostRoom> rooms =
                room.hosts().rooms(goal.site()).stream().filter(goal::mayBe).toList();
        PlacementRuleView rule = room.rules().inForce(goal.site()).orElse(null);
        Placement placement = Placement.of(
                rooms,
                new Placement.Wish(
                        id,
                        tenant,
                        room.hosts().pins(goal.site()),
                        host -> disks.serve(host) ? size.withoutDisk() : size,
                        guest.hostId == null ? null : new HostId(guest.hostId),
                        host -> stays(guest, goal, disks, host) || disks.hold(host, size.diskMb()),
                        guest.encrypted,
                        room.gpus().able(goal.site(), gpus),
                        apart(guest),
                        room.yardstick(rule, goal.site(), rooms)),
                full);
        HostId host = placement.host();
        if (host == null) {
            throw Refused.because(
                    ComputeRefusal.NOTHING_FITS,
                    "No other host in " + goal.region() + " has room for it"
                            + (guest.encrypted ? " and encrypted disks" : ""));
        }
        PoolId pool = pool(guest, goal, disks, host, size.diskMb());
        Long pooled = guest.poolId;
        tried.set(host);
        commands.send(
                new ReserveCapacity(host, id, tenant, pool == null ? size : size.withoutDisk(), gpus, guest.encrypted));
        if (growth != null) {
            commands.send(new KeepGpus(host, id, growth.gpus()));
        }
        tried.set(null);
        commands.send(new KeepWeighing(id, placement.weighing().told(id, host, rule == null ? null : rule.ruleId())));
        Place from = new Place(
                new HostId(guest.hostId == null ? 0 : guest.hostId),
                new SiteId(guest.siteId),
                guest.region,
                pooled == null ? null : new PoolId(pooled));
        Place to = new Place(host, goal.site(), goal.region(), pool);
        MigrateInstance move = new MigrateInstance(id, from, to, placement.recorded(), placement.weighed());
        String plan = growth == null ? guest.plan : growth.size().plan();
        Optional<Wait> wait = goal.ofTenant() ? room.needs().of(tenant, plan) : Optional.empty();
        commands.send(wait.isPresent() ? waiting(move, growth, wait.get()) : begun(move, growth));
    }

    private static AwaitApproval waiting(MigrateInstance move, @Nullable Wanted growth, Wait wait) {
        Asked asked = new Asked(
                growth == null ? Deed.MIGRATE : Deed.RESIZE,
                growth == null ? null : growth.size(),
                move.from(),
                move.to(),
                move.candidates(),
                move.weighed());
        return new AwaitApproval(move.instanceId(), wait, asked, growth == null ? null : growth.way());
    }

    private static Object begun(MigrateInstance move, @Nullable Wanted growth) {
        return growth == null
                ? move
                : new MoveToResize(
                        move.instanceId(),
                        move,
                        growth.size(),
                        growth.way().warm(),
                        growth.way().diskFollows());
    }

    /** Disks stay in their pool where it serves the other host too. */
    private static @Nullable PoolId pool(InstanceView guest, Goal goal, DiskPools disks, HostId host, long diskMb) {
        Long present = guest.poolId;
        return present != null && stays(guest, goal, disks, host)
                ? new PoolId(present)
                : disks.forDisk(host, new InstanceId(guest.id), diskMb);
    }

    private static boolean stays(InstanceView guest, Goal goal, DiskPools disks, HostId host) {
        Long present = guest.poolId;
        return present != null && goal.site().value() == guest.siteId && disks.reach(new PoolId(present), host);
    }

    private Apart apart(InstanceView guest) {
        PlacementGroupView group =
                room.groups().byGuest(new TenantId(guest.tenantId)).get(guest.id);
        return group == null ? Apart.FROM_NONE : new Apart(group.taken(), group.strict);
    }

    /**
     * Where a guest is to go.
     *
     * @param region the site's identifier
     * @param ofTenant whether its tenant asks, and may have to wait for an operator
     * @param only the one host that it may go to; null for any
     * @param growth the size it is to have there; null for the one it has
     */
    public record Goal(
            SiteId site,
            String region,
            boolean ofTenant,
            @Nullable HostId only,
            @Nullable Wanted growth) {
        public Goal(SiteId site, String region, boolean ofTenant, @Nullable HostId only) {
            this(site, region, ofTenant, only, null);
        }

        boolean mayBe(HostRoom host) {
            return only == null || only.equals(host.hostId());
        }
    }
}
