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
import myidc.api.tenant.linode.LinodeInstanceJson.Group;
import myidc.compute.read.Gpus;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Instances;
import myidc.compute.read.Instances.Marked;
import myidc.compute.read.PlacementGroupView;
import myidc.compute.read.PlacementGroups;
import myidc.shared.Page;
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
            WrittenGuests written,
            ObjectMapper json) {
        this.instances = instances;
        this.groups = groups;
        this.gpus = gpus;
        this.addresses = addresses;
        this.written = written;
        this.json = json;
    }

    /** A page of a tenant's guests by their numbers. */
    Page<LinodeInstanceJson> page(TenantId tenant, Page.Ask ask) {
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
}
