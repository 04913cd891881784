package myidc.network.read;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import myidc.network.PrefixRole;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.AssignmentId;
import myidc.shared.id.PrefixId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Reads who has, or had, an address. */
@Singleton
public final class Addresses {
    private static final int OF_A_HOLDER_MAX = 100;
    private static final int OF_A_TENANT_MAX = 10_000;

    private final Sql sql;

    Addresses(Sql sql) {
        this.sql = sql;
    }

    public Optional<AddressView> find(AssignmentId id) {
        return AddressView.findByIdOptional(id.value());
    }

    /** Reads these for the rest of the transaction, so that each is found without asking for it. */
    public void load(List<AssignmentId> ids) {
        AddressView.<AddressView>list(
                "id in ?1", ids.stream().map(AssignmentId::value).toList());
    }

    /** The assignments under which an address is held now: more than one where routing tables repeat it. */
    public List<AddressView> holders(String address) {
        return AddressView.<AddressView>find("address = ?1 and releasedAt is null order by id", address)
                .page(0, OF_A_HOLDER_MAX)
                .list();
    }

    /** The last assignment of a prefix's address. */
    public Optional<AddressView> last(PrefixId prefix, String address) {
        return AddressView.<AddressView>find(
                        "prefixId = ?1 and address = ?2 order by assignedAt desc, id desc", prefix.value(), address)
                .firstResultOptional();
    }

    /** Reservations that ended by an instant and were not given back yet, the earliest first. */
    public List<AddressView> lapsed(Instant at, int most) {
        return AddressView.<AddressView>find("expiresAt <= ?1 and releasedAt is null order by expiresAt, id", at)
                .page(0, most)
                .list();
    }

    /** The assignment under which an address is held now. */
    public Optional<AddressView> held(String address) {
        return AddressView.find("address = ?1 and releasedAt is null", address).firstResultOptional();
    }

    /** The assignment under which an address is held in a prefix now. */
    public Optional<AddressView> held(String address, PrefixId prefix) {
        return AddressView.find("address = ?1 and releasedAt is null and prefixId = ?2", address, prefix.value())
                .firstResultOptional();
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

    /** What several holders have now, by number. */
    public List<AddressView> of(Collection<String> holders) {
        return holders.isEmpty()
                ? List.of()
                : AddressView.<AddressView>find("holder in ?1 and releasedAt is null order by id", holders)
                        .page(0, OF_A_TENANT_MAX)
                        .list();
    }

    /**
     * All that a guest may send from to where everybody is: addresses that it holds or that others share with it, and blocks
     * that are routed to it; those of private networks are left out.
     */
    public List<String> sources(String guest) {
        return sql.rows(
                "with own as (select prefix_id, address from address_view where holder = ? and released_at is null union"
                        + " select prefix_id, address from address_view where shared_with @> array[?]::varchar[]"
                        + " and released_at is null)"
                        + " select own.address from own join prefix_view p on p.id = own.prefix_id where p.role <> ?"
                        + " union all select cidr from prefix_view where description = ? and role = ?"
                        + " and tenant_id is not null and not container limit ?",
                row -> row.getString(1),
                guest,
                guest,
                PrefixRole.VPC.name(),
                guest,
                PrefixRole.ROUTED.name(),
                OF_A_HOLDER_MAX);
    }

    /** Plain IPv4 addresses that several holders have now, by number; those of private networks are left out. */
    public List<Plain> plain(Collection<String> holders) {
        return holders.isEmpty()
                ? List.of()
                : AddressView.getEntityManager()
                        .createQuery(
                                "select a.holder, a.address, p.role from AddressView a join PrefixView p"
                                        + " on p.id = a.prefixId where a.holder in ?1 and a.releasedAt is null"
                                        + " and p.family = 4 and p.role <> ?2 order by a.id",
                                Plain.class)
                        .setParameter(1, holders)
                        .setParameter(2, PrefixRole.VPC.name())
                        .setMaxResults(OF_A_TENANT_MAX)
                        .getResultList();
    }

    /** As {@link #plain}, of what is committed: what the running transaction wrote through Hibernate may be missing. */
    public List<Plain> plainCommitted(Collection<String> holders) {
        return sql.rows(
                "select a.holder, a.address, p.role from address_view a join prefix_view p on p.id = a.prefix_id"
                        + " where a.holder = any (?::text[]) and a.released_at is null and p.family = 4"
                        // A number: for a limit yet unknown all addresses would be walked through, each compared with
                        // each holder.
                        + " and p.role <> ? order by a.id limit " + OF_A_TENANT_MAX,
                row -> new Plain(row.getString(1), row.getString(2), row.getString(3)),
                holders.toArray(String[]::new),
                PrefixRole.VPC.name());
    }

    /** Who holds an address, and the name of its prefix's {@link PrefixRole}. */
    public record Plain(String holder, String address, String role) {}

    /** An address that a tenant has now; more than one where routing tables repeat it. */
    public List<AddressView> of(TenantId tenant, String address) {
        return AddressView.<AddressView>find(
                        "tenantId = ?1 and address = ?2 and releasedAt is null order by id", tenant.value(), address)
                .page(0, OF_A_HOLDER_MAX)
                .list();
    }

    /** What a tenant has now, by number; at most 10,000. */
    public List<AddressView> of(TenantId tenant) {
        return AddressView.<AddressView>find("tenantId = ?1 and releasedAt is null order by id", tenant.value())
                .page(0, OF_A_TENANT_MAX)
                .list();
    }

    /** What is, or was at an instant, held in any of these prefixes, by number; at most 10,000. */
    public List<AddressView> in(Collection<Long> prefixes, @Nullable Instant asOf) {
        if (prefixes.isEmpty()) {
            return List.of();
        }
        PanacheQuery<AddressView> query = asOf == null
                ? AddressView.find("prefixId in ?1 and releasedAt is null order by id", prefixes)
                : AddressView.find(
                        "prefixId in ?1 and assignedAt <= ?2 and (releasedAt is null or releasedAt > ?2) order by id",
                        prefixes,
                        asOf);
        return query.page(0, OF_A_TENANT_MAX).list();
    }

    /** What answers on somebody, such as {@code instance-42}, besides its holder. */
    public List<AddressView> sharedWith(String other) {
        return AddressView.<AddressView>find("array_contains(sharedWith, ?1) and releasedAt is null order by id", other)
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

    /** Those of the global table that have a holder, by their numbers; the next after one, for lists of any length. */
    public List<AddressView> after(long id, @Nullable Long siteId, @Nullable Instant asOf, int most) {
        Map<String, Object> values = new HashMap<>(Map.of("id", id));
        String terms = "id > :id";
        if (siteId != null) {
            terms += " and prefixId in (select p.id from PrefixView p where p.siteId = :siteId)";
            values.put("siteId", siteId);
        }
        if (asOf == null) {
            terms += " and releasedAt is null";
        } else {
            terms += " and assignedAt <= :at and (releasedAt is null or releasedAt > :at)";
            values.put("at", asOf);
        }
        return AddressView.<AddressView>find(terms + " order by id", values)
                .page(0, most)
                .list();
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
        List<AddressView> page = query.page(ask.page() - 1, ask.size()).list();
        long results = asOf == null
                ? sql.count("select coalesce(sum(held), 0) from prefix_fill where prefix_id = ?", prefix.value())
                : query.count();
        return Page.of(page, ask, results);
    }

    /** Addresses that rest at an instant, of a prefix or of all: those that end first come first. */
    public Page<AddressView> resting(@Nullable PrefixId prefix, Instant at, Page.Ask ask) {
        String resting =
                "quarantinedUntil > ?1 and releasedAt <= ?1 and (quarantineLiftedAt is null or quarantineLiftedAt > ?1)";
        String order = " order by quarantinedUntil, id";
        PanacheQuery<AddressView> query = prefix == null
                ? AddressView.find(resting + order, at)
                : AddressView.find(resting + " and prefixId = ?2" + order, at, prefix.value());
        return Page.of(query.page(ask.page() - 1, ask.size()).list(), ask, query.count());
    }
}
