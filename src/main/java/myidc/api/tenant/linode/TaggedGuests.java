package myidc.api.tenant.linode;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import myidc.api.tenant.wire.TagBearers;
import myidc.compute.InstanceCommand.TagInstance;
import myidc.compute.read.Gpus;
import myidc.compute.read.InstanceView;
import myidc.compute.read.PlacementGroupView;
import myidc.compute.read.PlacementGroups;
import myidc.compute.read.Tags;
import myidc.platform.security.CurrentCaller;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;

/** Machines that bear tags. */
@Singleton
final class TaggedGuests implements TagBearers {
    private final CurrentCaller callers;
    private final OwnGuests guests;
    private final Tags tags;
    private final PlacementGroups groups;
    private final Gpus gpus;
    private final TenantAddresses addresses;

    TaggedGuests(
            CurrentCaller callers,
            OwnGuests guests,
            Tags tags,
            PlacementGroups groups,
            TenantAddresses addresses,
            Gpus gpus) {
        this.gpus = gpus;
        this.callers = callers;
        this.guests = guests;
        this.tags = tags;
        this.groups = groups;
        this.addresses = addresses;
    }

    @Override
    public String kind() {
        return "linode";
    }

    @Override
    public Collection<String> borne() {
        return tags.borne(tenant());
    }

    @Override
    public List<?> bearing(String label) {
        List<InstanceView> bearers = tags.bearers(tenant(), label);
        Map<Long, PlacementGroupView> grouped = groups.byGuest(tenant());
        Map<Long, List<String>> shown = addresses.shown(bearers);
        Map<Long, Integer> had = gpus.counts(bearers, null);
        return bearers.stream()
                .map(guest -> LinodeInstanceJson.of(
                        guest,
                        shown.getOrDefault(guest.id, List.of()),
                        grouped.get(guest.id),
                        had.getOrDefault(guest.id, 0)))
                .toList();
    }

    @Override
    public Object put(String thing, String label) {
        InstanceView guest = guests.changeable(TagBearers.number(thing));
        return new TagInstance(new InstanceId(guest.id), TagBearers.with(List.of(guest.tags), label));
    }

    @Override
    public List<Object> take(String label) {
        return tags.bearers(tenant(), label).stream()
                .<Object>map(guest ->
                        new TagInstance(new InstanceId(guest.id), TagBearers.without(List.of(guest.tags), label)))
                .toList();
    }

    private TenantId tenant() {
        return callers.get().ownTenant();
    }
}
