package myidc.api.tenant.linode;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import myidc.api.tenant.linode.GuestMarks.Mark;
import myidc.api.tenant.linode.LinodeInstanceJson.Group;
import myidc.compute.read.Gpus;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Instances;
import myidc.compute.read.Instances.Marked;
import myidc.compute.read.PlacementGroupView;
import myidc.compute.read.PlacementGroups;
import myidc.shared.Page;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Guests as lists show them, read whole and written as JSON again only where something of them changed: what an answer is
 * made of is compared each time, the row by its mark and the rest by value, so no change is ever waited for.
 */
@Singleton
final class ShownGuests {
    private static final int KEPT_MAX = 5_000;
    private static final Duration KEPT = Duration.ofHours(1);

    private final Cache<Long, Kept> kept =
            Caffeine.newBuilder().maximumSize(KEPT_MAX).expireAfterWrite(KEPT).build();
    private final Cache<Long, One> ones =
            Caffeine.newBuilder().maximumSize(KEPT_MAX).expireAfterWrite(KEPT).build();

    /** A page weighs as many guests as it shows. */
    private final Cache<Asked, Whole> wholes = Caffeine.newBuilder()
            .maximumWeight(KEPT_MAX)
            .weigher((Asked asked, Whole whole) -> whole.page().data().size())
            .expireAfterWrite(KEPT)
            .build();

    private final GuestMarks marks;
    private final Instances instances;
    private final PlacementGroups groups;
    private final Gpus gpus;
    private final TenantAddresses addresses;
    private final WrittenGuests written;
    private final ObjectMapper json;

    ShownGuests(
            Instances instances,
            PlacementGroups groups,
            Gpus gpus,
            TenantAddresses addresses,
            GuestMarks marks,
            WrittenGuests written,
            ObjectMapper json) {
        this.marks = marks;
        this.instances = instances;
        this.groups = groups;
        this.gpus = gpus;
        this.addresses = addresses;
        this.written = written;
        this.json = json;
    }

    /** A guest as it is in the transaction under way. */
    LinodeInstanceJson of(InstanceView guest) {
        return LinodeInstanceJson.of(
                guest,
                addresses.shown(List.of(guest)).getOrDefault(guest.id, List.of()),
                groups.byGuest(new TenantId(guest.tenantId)).get(guest.id),
                gpus.counts(List.of(guest), null).getOrDefault(guest.id, 0));
    }

    /** A tenant's guest as it is committed; empty when it has no such guest. */
    Optional<LinodeInstanceJson> one(TenantId tenant, long id) {
        Optional<Mark> mark = marks.of(tenant, id);
        if (mark.isEmpty()) {
            return Optional.empty();
        }
        One one = ones.getIfPresent(id);
        if (one != null && one.mark().equals(mark.get())) {
            return Optional.of(one.shown());
        }
        return instances.find(tenant, new InstanceId(id)).map(guest -> {
            LinodeInstanceJson shown = of(guest);
            written.keep(shown, json);
            ones.put(id, new One(mark.get(), shown));
            return shown;
        });
    }

    /** A page of a tenant's guests by their numbers, as they are committed. */
    Page<LinodeInstanceJson> page(TenantId tenant, Page.Ask ask) {
        Optional<Mark> mark = marks.of(tenant, ask);
        if (mark.isEmpty()) {
            return read(tenant, ask);
        }
        Asked asked = new Asked(tenant, ask);
        Whole whole = wholes.getIfPresent(asked);
        if (whole != null && whole.mark().equals(mark.get())) {
            return whole.page();
        }
        // Read after the mark: should something be written between the two, the next mark is another.
        Page<LinodeInstanceJson> page = read(tenant, ask);
        wholes.put(asked, new Whole(mark.get(), page));
        return page;
    }

    private Page<LinodeInstanceJson> read(TenantId tenant, Page.Ask ask) {
        Page<Marked> rows = instances.marked(tenant, ask);
        Map<Long, PlacementGroupView> grouped = groups.byGuest(tenant);
        Map<Long, LinodeInstanceJson> shown = new HashMap<>();
        Map<Long, Made> changed = new HashMap<>();
        made(rows.data(), grouped).forEach((guest, made) -> {
            Kept one = kept.getIfPresent(guest);
            if (one != null && one.made().equals(made)) {
                shown.put(guest, one.shown());
            } else {
                changed.put(guest, made);
            }
        });
        instances.byNumber(changed.keySet()).values().forEach(guest -> {
            Made made = Objects.requireNonNull(changed.get(guest.id));
            shown.put(guest.id, keep(guest, made, grouped.get(guest.id)));
        });
        List<LinodeInstanceJson> there = rows.data().stream()
                .map(row -> shown.get(row.id()))
                .filter(Objects::nonNull)
                .toList();
        return new Page<>(there, rows.page(), rows.pages(), rows.results());
    }

    private Map<Long, Made> made(List<Marked> rows, Map<Long, PlacementGroupView> grouped) {
        Map<Long, String> leading = new HashMap<>();
        Map<Long, Long> hosts = new HashMap<>();
        for (Marked row : rows) {
            String address = row.address();
            Long host = row.hostId();
            if (address != null) {
                leading.put(row.id(), address);
            }
            if (host != null) {
                hosts.put(row.id(), host);
            }
        }
        Map<Long, List<String>> shown =
                addresses.shown(rows.stream().map(Marked::id).toList(), leading);
        Map<Long, Integer> had = gpus.counts(hosts, null);
        Map<Long, Made> made = new HashMap<>();
        for (Marked row : rows) {
            PlacementGroupView group = grouped.get(row.id());
            made.put(
                    row.id(),
                    new Made(
                            row.mark(),
                            shown.getOrDefault(row.id(), List.of()),
                            group == null ? null : Group.of(group),
                            had.getOrDefault(row.id(), 0)));
        }
        return made;
    }

    private LinodeInstanceJson keep(InstanceView guest, Made made, @Nullable PlacementGroupView group) {
        LinodeInstanceJson shown = LinodeInstanceJson.of(guest, made.addresses(), group, made.gpus());
        written.keep(shown, json);
        kept.put(guest.id, new Kept(made, shown));
        return shown;
    }

    /** What an answer about a guest is made of, its row by its mark. */
    private record Made(
            long mark, List<String> addresses, @Nullable Group group, int gpus) {}

    private record Kept(Made made, LinodeInstanceJson shown) {}

    private record One(Mark mark, LinodeInstanceJson shown) {}

    private record Asked(TenantId tenant, Page.Ask ask) {}

    private record Whole(Mark mark, Page<LinodeInstanceJson> page) {}
}
