package myidc.network.files;

import java.util.List;
import myidc.network.Cidr;
import org.jspecify.annotations.Nullable;

/**
 * A network and who is in it.
 *
 * @param id number of the prefix
 * @param leased ranges that a DHCP server leases by itself
 */
public record Network(long id, Cidr cidr, @Nullable String gateway, List<Span> leased, List<Member> members) {

    /** Addresses from one to another. */
    public record Span(String first, String last) {}

    /**
     * Somebody's address.
     *
     * @param holder such as {@code instance-42}
     * @param label what it is called, as people wrote it; null when it is not called anything
     * @param tenant null when it is the house's own
     * @param role name of what the address is for
     * @param reverse the name the address answers with; null when it has none of its own
     */
    public record Member(
            String address,
            String holder,
            @Nullable String label,
            @Nullable Long tenant,
            String role,
            @Nullable String reverse) {}
}
