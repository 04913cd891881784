package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import myidc.compute.event.Nic;
import myidc.platform.asof.Histories;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.AssignmentId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.NicId;
import myidc.shared.id.SubnetId;
import myidc.shared.id.TenantId;
import myidc.shared.id.VlanId;
import myidc.shared.id.VpcId;
import org.jspecify.annotations.Nullable;

/** Reads network interfaces of guests, now or as of an instant. */
@Singleton
public final class Nics {
    private static final int MOST = 10_000;

    private final Histories histories;
    private final Sql sql;

    Nics(Histories histories, Sql sql) {
        this.histories = histories;
        this.sql = sql;
    }

    /** A guest's interfaces in their order; none when it has but its one to the public network. */
    public List<NicView> of(InstanceId guest) {
        return NicView.<NicView>find("instanceId = ?1 order by position", guest.value())
                .page(0, MOST)
                .list();
    }

    /** Interfaces of these guests, by guest and in their order. */
    public List<NicView> of(Collection<InstanceId> guests) {
        return guests.isEmpty()
                ? List.of()
                : NicView.<NicView>find(
                                "instanceId in ?1 order by instanceId, position",
                                guests.stream().map(InstanceId::value).toList())
                        .page(0, MOST)
                        .list();
    }

    /** A guest's interfaces as of an instant, or now when it is null. */
    public List<NicView> of(InstanceId guest, @Nullable Instant at) {
        if (at == null) {
            return of(guest);
        }
        return histories
                .asOf(
                        new Histories.Listing(
                                NicProjection.HISTORY,
                                at,
                                Map.of("instanceId", guest.value()),
                                new Page.Ask(1, Page.SIZE_MAX)),
                        NicView.class)
                .data()
                .stream()
                .sorted((one, other) -> Integer.compare(one.position, other.position))
                .toList();
    }

    /** Interfaces of a tenant's guests in its private networks, by number. */
    public List<NicView> inVpcs(TenantId tenant) {
        return NicView.<NicView>find("tenantId = ?1 and vpcId is not null order by id", tenant.value())
                .page(0, MOST)
                .list();
    }

    /** Interfaces there were at an instant whose fields equal all of {@code where}, by number. */
    public List<NicView> asOf(Map<String, ?> where, Instant at) {
        List<NicView> found = new ArrayList<>();
        Page<NicView> page;
        int number = 0;
        do {
            Page.Ask ask = new Page.Ask(++number, Page.SIZE_MAX);
            page = histories.asOf(new Histories.Listing(NicProjection.HISTORY, at, where, ask), NicView.class);
            found.addAll(page.data());
        } while (number < page.pages() && found.size() < MOST);
        return found;
    }

    /** Interfaces in one private network, by number. */
    public List<NicView> in(VpcId vpc) {
        return NicView.<NicView>find("vpcId = ?1 order by id", vpc.value())
                .page(0, MOST)
                .list();
    }

    /** Interfaces in a VLAN, by number. */
    public List<NicView> in(VlanId vlan) {
        return NicView.<NicView>find("vlanId = ?1 order by id", vlan.value())
                .page(0, MOST)
                .list();
    }

    /** Interfaces of a tenant's guests in VLANs, by number. */
    public List<NicView> inVlans(TenantId tenant) {
        return NicView.<NicView>find("tenantId = ?1 and vlanId is not null order by id", tenant.value())
                .page(0, MOST)
                .list();
    }

    /** Interfaces of these guests for whose address a public one stands. */
    public List<NicView> natted(Collection<Long> guests) {
        return guests.isEmpty()
                ? List.of()
                : NicView.<NicView>find("natAddress is not null and instanceId in ?1 order by id", guests)
                        .page(0, MOST)
                        .list();
    }

    /** Of these guests the ones that run, by their numbers. */
    public Set<Long> running(Collection<NicView> nics) {
        StringBuilder ids = new StringBuilder("{");
        for (NicView nic : nics) {
            ids.append(ids.length() == 1 ? "" : ",").append(nic.instanceId);
        }
        return new HashSet<>(sql.rows(
                "select id from instance_view where status = 'RUNNING' and id = any (?::bigint[])",
                row -> row.getLong(1),
                ids.append('}').toString()));
    }

    /** Of these guests the ones that ran at an instant, by their numbers. */
    public Set<Long> running(Collection<NicView> nics, Instant at) {
        List<Long> guests = nics.stream().map(nic -> nic.instanceId).distinct().toList();
        return histories.asOf(InstanceProjection.HISTORY, guests, at, InstanceView.class).stream()
                .filter(guest -> "RUNNING".equals(guest.status))
                .map(guest -> guest.id)
                .collect(Collectors.toSet());
    }

    /** The interface as facts have it. */
    public static Nic fact(NicView row) {
        return new Nic(
                new NicId(row.id),
                Nic.Purpose.valueOf(row.purpose),
                row.primary,
                row.label,
                row.ipamAddress,
                row.vlanId == null ? null : new VlanId(row.vlanId),
                row.vpcId == null ? null : new VpcId(row.vpcId),
                row.subnetId == null ? null : new SubnetId(row.subnetId),
                row.segment,
                row.assignmentId == null ? null : new AssignmentId(row.assignmentId),
                row.address,
                row.prefixLength,
                row.natAddress);
    }
}
