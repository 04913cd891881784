package myidc.imports;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import myidc.imports.Places.Home;
import myidc.network.AddressPicker;
import myidc.network.AssignmentCommand.AssignAddress;
import myidc.network.AssignmentCommand.ReleaseAddress;
import myidc.network.Holder;
import myidc.network.Ip;
import myidc.network.NetworkRefusal;
import myidc.network.read.AddressView;
import myidc.network.read.Addresses;
import myidc.platform.axon.Commands;
import myidc.platform.axon.FactsAhead;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Refused;
import myidc.shared.id.AssignmentId;
import org.jspecify.annotations.Nullable;

/** Rows of NetBox's IP addresses: each is given to who imports it, with the name and description as a note. */
@Singleton
final class AddressRows implements RowWork {
    private final Commands commands;
    private final AddressPicker picker;
    private final CurrentCaller callers;
    private final Places places;
    private final Addresses addresses;
    private final FactsAhead facts;

    AddressRows(
            Commands commands,
            AddressPicker picker,
            CurrentCaller callers,
            Places places,
            Addresses addresses,
            FactsAhead facts) {
        this.addresses = addresses;
        this.facts = facts;
        this.commands = commands;
        this.picker = picker;
        this.callers = callers;
        this.places = places;
    }

    @Override
    public Supplier<Done> apply(Cells cells, Wish wish) {
        String given = cells.needed("address", "ip_address");
        String address = Ip.of("address", given.contains("/") ? given.substring(0, given.indexOf('/')) : given)
                .text();
        Home home = places.home(address, places.vrf(cells), wish.site())
                .orElseThrow(() ->
                        Refused.field(NetworkRefusal.PREFIX_NOT_FOUND, "address", "No prefix in use holds " + address));
        if (home.held()) {
            return () -> new Done(Outcome.UNCHANGED, null, null);
        }
        AssignAddress command =
                picker.named(home.prefix(), address, new Holder(callers.get().who(), null, note(cells)));
        commands.send(command);
        return () -> new Done(Outcome.CREATED, new Made(command.assignmentId().text(), Map.of()), null);
    }

    @Override
    public void ahead(List<Made> made) {
        List<AssignmentId> ids = made.stream().map(AddressRows::assignment).toList();
        facts.read(ids.stream().map(AssignmentId::text).toList());
        addresses.load(ids);
    }

    @Override
    public void undo(Made made) {
        commands.send(new ReleaseAddress(assignment(made)));
    }

    private static AssignmentId assignment(Made made) {
        return new AssignmentId(Long.parseLong(made.thing().substring("assignment-".length())));
    }

    /** The columns an address is exported with. */
    static Map<String, String> cellsOf(AddressView address, String vrf) {
        return Map.of(
                "vrf",
                Cells.harmless(vrf),
                "address",
                address.address + "/" + address.prefixLength,
                "status",
                address.role.equals("RESERVATION") ? "reserved" : "active",
                "description",
                Cells.harmless(address.note),
                "holder",
                Cells.harmless(address.holder),
                "assigned_at",
                address.assignedAt.toString());
    }

    private static @Nullable String note(Cells cells) {
        String name = cells.text("dns_name");
        String description = cells.text("description");
        String both = name == null ? description : description == null ? name : name + ", " + description;
        return both == null || both.length() <= 80 ? both : both.substring(0, 80);
    }
}
