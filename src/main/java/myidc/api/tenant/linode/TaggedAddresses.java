package myidc.api.tenant.linode;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import myidc.api.tenant.linode.TenantAddresses.Held;
import myidc.api.tenant.wire.TagBearers;
import myidc.network.AssignmentCommand.ReserveAddress;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.AssignmentId;

/** Reserved addresses that bear tags. */
@Singleton
final class TaggedAddresses implements TagBearers {
    private final TenantAddresses addresses;
    private final OwnGuests guests;

    TaggedAddresses(TenantAddresses addresses, OwnGuests guests) {
        this.addresses = addresses;
        this.guests = guests;
    }

    @Override
    public String kind() {
        return "reserved_ipv4_address";
    }

    @Override
    public Collection<String> borne() {
        return reserved().stream()
                .flatMap(held -> Arrays.stream(held.row().tags))
                .toList();
    }

    @Override
    public List<?> bearing(String label) {
        return addresses.json(with(label));
    }

    @Override
    public Object put(String thing, String label) {
        Held held = addresses
                .find(thing)
                .filter(found -> found.row().reserved)
                .orElseThrow(() -> Refused.because(CommonRefusal.NOT_FOUND, "Not found"));
        return retagged(guests.changeableWith(held), TagBearers.with(List.of(held.row().tags), label));
    }

    @Override
    public List<Object> take(String label) {
        return with(label).stream()
                .map(held -> retagged(held, TagBearers.without(List.of(held.row().tags), label)))
                .toList();
    }

    private static Object retagged(Held held, List<String> tags) {
        return new ReserveAddress(new AssignmentId(held.row().id), tags);
    }

    private List<Held> with(String label) {
        return reserved().stream()
                .filter(held -> List.of(held.row().tags).contains(label))
                .toList();
    }

    private List<Held> reserved() {
        return addresses.all().stream().filter(held -> held.row().reserved).toList();
    }
}
