package myidc.network.read;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import myidc.shared.Page;
import myidc.shared.id.PrefixId;
import org.jspecify.annotations.Nullable;

/** Reads who has, or had, an address. */
@Singleton
public final class Addresses {
    private static final int OF_A_HOLDER_MAX = 100;

    /** The assignment under which an address is held now. */
    public Optional<AddressView> held(String address) {
        return AddressView.find("address = ?1 and releasedAt is null", address).firstResultOptional();
    }

    /** The assignment under which an address was held at an instant. */
    public Optional<AddressView> held(String address, @Nullable Instant asOf) {
        return asOf == null
                ? held(address)
                : AddressView.find(
                                "address = ?1 and assignedAt <= ?2 and (releasedAt is null or releasedAt > ?2)",
                                address,
                                asOf)
                        .firstResultOptional();
    }

    /** What a holder, such as {@code instance-42}, has now. */
    public List<AddressView> of(String holder) {
        return AddressView.<AddressView>find("holder = ?1 and releasedAt is null order by id", holder)
                .page(0, OF_A_HOLDER_MAX)
                .list();
    }

    /** Every assignment of an address, the latest first; as of an instant those begun by then. */
    public Page<AddressView> story(String address, @Nullable Instant asOf, Page.Ask ask) {
        PanacheQuery<AddressView> query = asOf == null
                ? AddressView.find("address = ?1 order by assignedAt desc, id desc", address)
                : AddressView.find(
                        "address = ?1 and assignedAt <= ?2 order by assignedAt desc, id desc", address, asOf);
        return Page.of(query.page(ask.page() - 1, ask.size()).list(), ask, query.count());
    }

    /** The addresses of a prefix that have a holder, in order. */
    public Page<AddressView> list(PrefixId prefix, @Nullable Instant asOf, Page.Ask ask) {
        PanacheQuery<AddressView> query = asOf == null
                ? AddressView.find("prefixId = ?1 and releasedAt is null order by addressOrder", prefix.value())
                : AddressView.find(
                        "prefixId = ?1 and assignedAt <= ?2 and (releasedAt is null or releasedAt > ?2)"
                                + " order by addressOrder, id",
                        prefix.value(),
                        asOf);
        return Page.of(query.page(ask.page() - 1, ask.size()).list(), ask, query.count());
    }
}
