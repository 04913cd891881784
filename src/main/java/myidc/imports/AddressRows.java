package myidc.imports;

import jakarta.inject.Singleton;
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
import myidc.platform.axon.Commands;
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

    AddressRows(Commands commands, AddressPicker picker, CurrentCaller callers, Places places) {
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
    public void undo(Made made) {
        long id = Long.parseLong(made.thing().substring("assignment-".length()));
        commands.send(new ReleaseAddress(new AssignmentId(id)));
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
