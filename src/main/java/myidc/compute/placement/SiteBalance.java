package myidc.compute.placement;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import myidc.compute.event.Resources;
import myidc.compute.packing.Rebalancing;
import myidc.compute.packing.Rebalancing.Advice;
import myidc.compute.packing.Rebalancing.Guest;
import myidc.compute.packing.Rebalancing.Host;
import myidc.compute.packing.Rebalancing.Rules;
import myidc.compute.packing.Room;
import myidc.compute.read.HostView;
import myidc.compute.read.Hosts;
import myidc.compute.read.MeasuredLoads.Load;
import myidc.compute.read.PlacedGuests.Placed;
import myidc.shared.Page;
import myidc.shared.id.HostId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Weighs the hosts of a site that take guests, and the guests on them, for {@link Rebalancing}. */
@Singleton
public final class SiteBalance {
    private final Hosts hosts;

    SiteBalance(Hosts hosts) {
        this.hosts = hosts;
    }

    /** Those that take guests; no other takes part. */
    public List<HostView> active(SiteId site) {
        List<HostView> active = new ArrayList<>();
        int pages = 1;
        for (int page = 1; page <= pages; page++) {
            Page<HostView> found = hosts.list(site.value(), null, new Page.Ask(page, Page.SIZE_MAX));
            pages = found.pages();
            found.data().stream().filter(host -> "ACTIVE".equals(host.state)).forEach(active::add);
        }
        return active;
    }

    /**
     * Which guests to move.
     *
     * @param loads what was measured of guests, by their numbers; the others count as much as is promised to them. Null to
     *     judge by what is promised to all
     */
    public Advice advise(
            SiteId site, List<HostView> active, List<Placed> guests, Rules rules, @Nullable Map<Long, Load> loads) {
        Pins pins = hosts.pins(site);
        Instant now = hosts.instant(null);
        Set<Long> encrypted = active.stream()
                .filter(host -> host.encrypted)
                .map(host -> host.id)
                .collect(Collectors.toSet());
        return Rebalancing.of(
                active.stream()
                        .map(host -> weighed(host, host.most(now), loads != null))
                        .toList(),
                guests.stream()
                        .map(guest -> weighed(guest, loads == null ? null : loads.get(guest.id()), pins, encrypted))
                        .toList(),
                rules);
    }

    private static Host weighed(HostView host, Resources most, boolean measured) {
        return new Host(
                host.id,
                new Room(most, most.minus(host.reserved())),
                measured ? host.vcpus : most.vcpus(),
                measured ? host.memoryMb : most.memoryMb());
    }

    private static Guest weighed(Placed guest, @Nullable Load load, Pins pins, Set<Long> encrypted) {
        Resources taken = guest.taken();
        return new Guest(
                guest.id(),
                guest.host(),
                taken,
                load == null ? taken.vcpus() : load.vcpus(),
                load == null ? taken.memoryMb() : load.memoryMb(),
                guest.copyMb(),
                guest.group(),
                guest.movable(),
                host -> pins.refusal(new TenantId(guest.tenantId()), new HostId(host)) == null
                        && (!guest.encrypted() || encrypted.contains(host)));
    }
}
