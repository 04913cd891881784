package myidc.compute.placement;

import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import myidc.compute.ApprovalCommand.Asked;
import myidc.compute.ApprovalCommand.AwaitApproval;
import myidc.compute.ApprovalCommand.Deed;
import myidc.compute.ComputeRefusal;
import myidc.compute.FoundCommand.SetDiskEncryption;
import myidc.compute.GpuWish;
import myidc.compute.HostCommand.ReserveCapacity;
import myidc.compute.InstanceCommand.AliasRegion;
import myidc.compute.InstanceCommand.AttachAddress;
import myidc.compute.InstanceCommand.PlaceDisk;
import myidc.compute.InstanceCommand.PlaceInstance;
import myidc.compute.InstanceCommand.RequestInstance;
import myidc.compute.InstanceCommand.RulePlacement;
import myidc.compute.PlacementGroupCommand.AddGroupMember;
import myidc.compute.WeighingCommand.KeepWeighing;
import myidc.compute.event.GuestSize;
import myidc.compute.event.MigrationEvent.Place;
import myidc.compute.event.Resources;
import myidc.compute.packing.Weights;
import myidc.compute.port.MachineRoom.Access;
import myidc.compute.read.Gpus;
import myidc.compute.read.Hosts;
import myidc.compute.read.InstanceView;
import myidc.compute.read.PlacementGroupView;
import myidc.compute.read.PlacementGroups;
import myidc.compute.read.PlacementRuleView;
import myidc.compute.read.PlacementRules;
import myidc.network.AddressPicker;
import myidc.network.AssignmentCommand.AssignAddress;
import myidc.network.Holder;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.shared.Refused;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PlacementGroupId;
import myidc.shared.id.PoolId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import myidc.storage.read.Pools;
import org.jspecify.annotations.Nullable;

/**
 * Brings a guest into the book: label, part of a host, address, all in one transaction or nothing. A host that fills up
 * meanwhile refuses; the whole is then tried again without it.
 */
@Singleton
public final class InstanceCreation {
    private static final int HOSTS_TRIED_MAX = 8;
    private static final int IPV4 = 4;

    private final Commands commands;
    private final Sequences sequences;
    private final Hosts hosts;
    private final Pools pools;
    private final Quotas quotas;
    private final GuestAccess access;
    private final AddressPicker addresses;
    private final PlacementGroups groups;
    private final PlacementRules rules;
    private final Room room;

    InstanceCreation(Commands commands, Sequences sequences, Room room, AddressPicker addresses) {
        this.commands = commands;
        this.sequences = sequences;
        this.hosts = room.hosts();
        this.pools = room.pools();
        this.quotas = room.quotas();
        this.access = room.access();
        this.groups = room.groups();
        this.rules = room.rules();
        this.room = room;
        this.addresses = addresses;
    }

    /**
     * Creates the guest; {@code alongside} is done in the same transaction, {@code answer} reads views once they are
     * written. Refused as NOTHING_FITS when no host can. Where nobody says whether its disks have to be encrypted, they are
     * if a host can have it so.
     */
    public <R> R create(Order order, Consumer<Made> alongside, Function<InstanceId, R> answer) {
        InstanceId id = new InstanceId(sequences.next("instance"));
        Boolean said = order.encrypted();
        if (said == null && hosts.encryptAt(order.siteId())) {
            try {
                return create(id, order.with(true), alongside, answer);
            } catch (Refused refused) {
                if (refused.refusal() != ComputeRefusal.NOTHING_FITS) {
                    throw refused;
                }
            }
        }
        return create(id, order.with(Boolean.TRUE.equals(said)), alongside, answer);
    }

    private <R> R create(InstanceId id, Order order, Consumer<Made> alongside, Function<InstanceId, R> answer) {
        Set<HostId> full = new HashSet<>();
        AtomicReference<@Nullable HostId> tried = new AtomicReference<>();
        while (true) {
            try {
                return commands.perform(
                        () -> {
                            Placed placed = attempt(id, order, full, tried);
                            alongside.accept(new Made(id, placed.address()));
                            room.needs()
                                    .of(order.tenantId(), order.size().plan())
                                    .ifPresent(
                                            wait -> commands.send(new AwaitApproval(id, wait, placed.asked(), null)));
                        },
                        () -> answer.apply(id));
            } catch (Refused refused) {
                HostId host = tried.getAndSet(null);
                boolean filled = refused.refusal() == ComputeRefusal.HOST_FULL
                        || refused.refusal() == ComputeRefusal.HOST_CLOSED
                        || refused.refusal() == ComputeRefusal.HOST_PINNED
                        || refused.refusal() == ComputeRefusal.HOST_UNENCRYPTED
                        || refused.refusal() == ComputeRefusal.GPUS_TAKEN
                        || refused.refusal() == ComputeRefusal.GROUP_HOST_TAKEN;
                if (!filled || host == null) {
                    throw refused;
                }
                full.add(host);
                if (full.size() == HOSTS_TRIED_MAX) {
                    throw nothingFits(order);
                }
            }
        }
    }

    /** Refuses what is over the tenant's quota; to be called within the work that takes it. */
    public void hold(TenantId tenant, Resources more) {
        quotas.hold(tenant, more, 0);
    }

    private Placed attempt(InstanceId id, Order order, Set<HostId> full, AtomicReference<@Nullable HostId> tried) {
        Resources wanted = order.size().resources();
        boolean encrypted = Boolean.TRUE.equals(order.encrypted());
        quotas.hold(order.tenantId(), wanted, 1);
        String label = order.label();
        commands.send(new RequestInstance(
                id,
                order.tenantId(),
                label == null ? "linode" + id.value() : label,
                order.size(),
                order.image(),
                order.siteId(),
                order.region(),
                order.tags(),
                order.bootWanted()));
        String alias = order.regionAlias();
        if (alias != null) {
            commands.send(new AliasRegion(id, alias));
        }
        if (encrypted) {
            commands.send(new SetDiskEncryption(id, true));
        }
        DiskPools disks = new DiskPools(pools.offers(order.siteId()));
        List<HostRoom> rooms = hosts.rooms(order.siteId());
        PlacementRuleView rule = rules.inForce(order.siteId()).orElse(null);
        Placement placement = Placement.of(
                rooms,
                new Placement.Wish(
                        id,
                        order.tenantId(),
                        hosts.pins(order.siteId()),
                        host -> disks.serve(host) ? wanted.withoutDisk() : wanted,
                        null,
                        host -> disks.hold(host, wanted.diskMb()),
                        encrypted,
                        room.gpus().able(order.siteId(), order.gpus()),
                        apart(order),
                        room.yardstick(rule, order.siteId(), rooms),
                        order.beside()),
                full);
        HostId host = placement.host();
        if (host == null) {
            throw nothingFits(order);
        }
        tried.set(host);
        PoolId pool = disks.forDisk(host, id, wanted.diskMb());
        commands.send(new ReserveCapacity(
                host, id, order.tenantId(), pool == null ? wanted : wanted.withoutDisk(), order.gpus(), encrypted));
        if (order.group() != null) {
            commands.send(new AddGroupMember(order.group(), id, host));
        }
        tried.set(null);
        commands.send(new PlaceInstance(id, host, placement.recorded(), placement.weighed()));
        if (rule != null) {
            commands.send(new RulePlacement(id, rule.ruleId(), rule.policy));
        }
        commands.send(new KeepWeighing(id, placement.weighing().told(id, host, rule == null ? null : rule.ruleId())));
        if (pool != null) {
            commands.send(new PlaceDisk(id, pool));
        }
        access.keep(id, order.access());
        AssignAddress address = addresses.nextAt(order.siteId(), IPV4, new Holder(id.text(), order.tenantId(), null));
        commands.send(address);
        commands.send(new AttachAddress(
                id,
                address.assignmentId(),
                address.prefixId(),
                address.address(),
                address.prefixLength(),
                address.gateway()));
        return new Placed(
                address.address(),
                new Asked(
                        Deed.CREATE,
                        null,
                        null,
                        new Place(host, order.siteId(), order.region(), pool),
                        placement.recorded(),
                        placement.weighed()));
    }

    private Placement.Apart apart(Order order) {
        PlacementGroupId id = order.group();
        if (id == null) {
            return Placement.Apart.FROM_NONE;
        }
        PlacementGroupView group = groups.find(order.tenantId(), id)
                .filter(found -> found.siteId == order.siteId().value())
                .orElseThrow(() -> Refused.field(
                        ComputeRefusal.GROUP_ELSEWHERE,
                        "placement_group.id",
                        "placement_group.id must be a placement group of " + order.region()));
        return new Placement.Apart(group.taken(), group.strict);
    }

    private static Refused nothingFits(Order order) {
        GuestSize size = order.size();
        String wanted = size.vcpus() + " vCPUs, " + size.memoryMb()
                + " MiB memory and " + size.diskMb() + " MiB disk"
                + order.gpus().stream().map(wish -> " with " + wish.words()).collect(Collectors.joining())
                + (Boolean.TRUE.equals(order.encrypted()) ? " with encrypted disks" : "");
        return order.beside() == null
                ? Refused.because(
                        ComputeRefusal.NOTHING_FITS, "No host in " + order.region() + " has room for " + wanted)
                : Refused.field(
                        ComputeRefusal.NOTHING_FITS,
                        "copy",
                        "The host of the Linode that is copied, where a linked copy has to be, has no room for "
                                + wanted);
    }

    /** What a guest is fitted into. */
    @Singleton
    record Room(
            Hosts hosts,
            Pools pools,
            Quotas quotas,
            GuestAccess access,
            PlacementGroups groups,
            PlacementRules rules,
            ApprovalNeeds needs,
            Gpus gpus) {
        /** What another host has to give a guest: the same kinds as it has. */
        List<GpuWish> gpusOf(InstanceView guest) {
            Long host = guest.hostId;
            return host == null ? List.of() : GpuWish.like(gpus.present(new HostId(host), new InstanceId(guest.id)));
        }

        Yardstick yardstick(@Nullable PlacementRuleView rule, SiteId site, List<HostRoom> rooms) {
            if (rule == null) {
                return Yardstick.UNRULED;
            }
            Resources usual = rooms.stream().map(HostRoom::most).reduce(Resources.NONE, Resources::most);
            Weights weights = rule.weighing();
            return new Yardstick(rule.chosen(), weights, rules.demand(site, usual, weights));
        }
    }

    /** Where a guest got its place, and what an operator would be asked. */
    private record Placed(String address, Asked asked) {}

    /** A guest just brought into the book, with its first address. */
    public record Made(InstanceId id, String address) {}

    /**
     * What guest is wanted.
     *
     * @param label null for one made of its number
     * @param gpus what it is to have of its host's
     * @param image null for an empty disk
     * @param region the site's identifier
     * @param regionAlias the other name by which the tenant asked for it; null for its own
     * @param group the placement group it joins; null for none
     * @param encrypted whether its disks have to be encrypted; null where nobody says
     * @param beside the one host that it may be on, where its disks are linked to what is there; null for any
     */
    public record Order(
            TenantId tenantId,
            @Nullable String label,
            GuestSize size,
            List<GpuWish> gpus,
            @Nullable String image,
            SiteId siteId,
            String region,
            @Nullable String regionAlias,
            List<String> tags,
            boolean bootWanted,
            @Nullable PlacementGroupId group,
            @Nullable Boolean encrypted,
            Access access,
            @Nullable HostId beside) {
        public Order with(@Nullable Boolean encryption) {
            return new Order(
                    tenantId,
                    label,
                    size,
                    gpus,
                    image,
                    siteId,
                    region,
                    regionAlias,
                    tags,
                    bootWanted,
                    group,
                    encryption,
                    access,
                    beside);
        }
    }
}
