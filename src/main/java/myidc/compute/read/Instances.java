package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import myidc.platform.asof.Histories;
import myidc.platform.db.Sql;
import myidc.platform.ops.LiveAudience;
import myidc.shared.Page;
import myidc.shared.id.InstanceId;
import myidc.shared.id.LockId;
import myidc.shared.id.PoolId;
import myidc.shared.id.TenantId;
import org.hibernate.jpa.HibernateHints;
import org.jspecify.annotations.Nullable;

/** Reads guests, now or as of an instant. */
@Singleton
public final class Instances implements LiveAudience {
    private static final int IDS_MAX = 10_000;

    private static final long BYTES_PER_MB = 1L << 20;

    private final Histories histories;
    private final Sql sql;

    Instances(Histories histories, Sql sql) {
        this.histories = histories;
        this.sql = sql;
    }

    /** A tenant's own guest; another tenant's is as if it were not. */
    public Optional<InstanceView> find(TenantId tenant, InstanceId id) {
        return find(id).filter(guest -> guest.tenantId == tenant.value());
    }

    /** Whether the guest is the tenant's, and stays so until the work under way is done. */
    public boolean keep(TenantId tenant, InstanceId id) {
        return !sql.rows(
                        "select id from instance_view where id = ? and tenant_id = ? for share",
                        row -> row.getLong(1),
                        id.value(),
                        tenant.value())
                .isEmpty();
    }

    /** The tenant's guest that has this lock. */
    public Optional<InstanceView> locked(TenantId tenant, LockId lock) {
        return InstanceView.find("tenantId = ?1 and lockId = ?2", tenant.value(), lock.value())
                .firstResultOptional();
    }

    public Optional<InstanceView> find(InstanceId id) {
        return InstanceView.findByIdOptional(id.value());
    }

    public Optional<InstanceView> find(InstanceId id, @Nullable Instant asOf) {
        return asOf == null
                ? find(id)
                : histories.asOf(InstanceProjection.HISTORY, id.value(), asOf, InstanceView.class);
    }

    /**
     * A tenant's guests that meet a condition in HQL.
     *
     * @param where follows {@code tenantId = ?1 and}; built from known attributes only
     * @param values of the parameters, the tenant's number first
     */
    public Page<InstanceView> list(String where, String orderBy, Object[] values, Page.Ask ask) {
        PanacheQuery<InstanceView> query =
                InstanceView.find("tenantId = ?1 and " + where + " order by " + orderBy, values);
        List<InstanceView> found = query.withHint(HibernateHints.HINT_READ_ONLY, true)
                .range(ask.offset(), ask.offset() + ask.size())
                .list();
        return Page.read(found, ask, query::count);
    }

    /** A tenant's guests by their numbers, each with what tells that something of it changed. */
    public Page<Marked> marked(TenantId tenant, Page.Ask ask) {
        List<Marked> found = sql.rows(
                "select id, xmin::text::bigint, host_id, address from instance_view where tenant_id = ? order by id"
                        + " limit ? offset ?",
                row -> new Marked(row.getLong(1), row.getLong(2), row.getObject(3, Long.class), row.getString(4)),
                tenant.value(),
                ask.size() + 1,
                ask.offset());
        return Page.read(found, ask, () -> InstanceView.count("tenantId", tenant.value()));
    }

    /** Numbers of a tenant's guests, at most 10,000. */
    public List<Long> idsOf(TenantId tenant) {
        return InstanceView.<InstanceView>find("tenantId", Sort.by("id"), tenant.value())
                .page(0, IDS_MAX)
                .list()
                .stream()
                .map(guest -> guest.id)
                .toList();
    }

    /** A tenant's guests as of an instant, by their numbers; at most 10,000. */
    public List<InstanceView> asOf(TenantId tenant, Instant at) {
        List<InstanceView> guests = new ArrayList<>();
        for (int page = 1; guests.size() < IDS_MAX; page++) {
            Page<InstanceView> found =
                    list(new Filter(tenant.value(), null, null, null), at, new Page.Ask(page, Page.SIZE_MAX));
            guests.addAll(found.data());
            if (page >= found.pages()) {
                break;
            }
        }
        return guests;
    }

    /** These guests by their numbers; such as are no more are left out. */
    public Map<Long, InstanceView> byNumber(Collection<Long> numbers) {
        Map<Long, InstanceView> guests = new HashMap<>();
        if (!numbers.isEmpty()) {
            InstanceView.<InstanceView>find("id in ?1", numbers)
                    .page(0, IDS_MAX)
                    .list()
                    .forEach(guest -> guests.put(guest.id, guest));
        }
        return guests;
    }

    /** These guests by their numbers, now or as of an instant; such as were not there then are left out. */
    public Map<Long, InstanceView> byNumber(Collection<Long> numbers, @Nullable Instant asOf) {
        if (asOf == null) {
            return byNumber(numbers);
        }
        Map<Long, InstanceView> guests = new HashMap<>();
        histories
                .asOf(InstanceProjection.HISTORY, List.copyOf(numbers), asOf, InstanceView.class)
                .forEach(guest -> guests.put(guest.id, guest));
        return guests;
    }

    /** Guests of all tenants. */
    public Page<InstanceView> list(Filter filter, @Nullable Instant asOf, Page.Ask ask) {
        Map<String, Object> equal = filter.equal();
        if (asOf != null) {
            return histories.asOf(
                    new Histories.Listing(InstanceProjection.HISTORY, asOf, equal, ask), InstanceView.class);
        }
        List<String> terms = equal.keySet().stream()
                .map(field -> field + " = :" + field)
                .sorted()
                .toList();
        PanacheQuery<InstanceView> query = terms.isEmpty()
                ? InstanceView.findAll(Sort.by("id"))
                : InstanceView.find(String.join(" and ", terms), Sort.by("id"), equal);
        return Page.of(query.page(ask.page() - 1, ask.size()).list(), ask, query.count());
    }

    /**
     * What disks of guests were promised of each pool, by the pools' numbers; a disk that is being made larger counts as
     * it will be. Pools without guests are left out.
     */
    public Map<Long, Promised> promised(@Nullable Instant asOf) {
        Map<Long, Promised> promised = new HashMap<>();
        Sql.Row<Long> each = row -> {
            promised.put(row.getLong(1), new Promised(row.getLong(2), row.getLong(3) * BYTES_PER_MB));
            return row.getLong(1);
        };
        if (asOf == null) {
            sql.rows(
                    "select pool_id, count(*), sum(greatest(disk_mb, wanted_disk_mb))::bigint from instance_view"
                            + " where pool_id is not null group by pool_id",
                    each);
        } else {
            sql.rows(
                    "select (shown ->> 'poolId')::bigint as pool, count(*),"
                            + " sum(greatest((shown ->> 'diskMb')::bigint, (shown ->> 'wantedDiskMb')::bigint))::bigint"
                            + " from view_history where kind = ? and valid @> ?::timestamptz"
                            + " and shown ->> 'poolId' is not null group by pool",
                    each,
                    InstanceProjection.HISTORY,
                    asOf);
        }
        return promised;
    }

    /** What disks in a pool were promised to each tenant, by the tenants' numbers, the most first. */
    public Map<Long, Promised> promisedByTenant(PoolId pool, @Nullable Instant asOf) {
        Map<Long, Promised> promised = new LinkedHashMap<>();
        Sql.Row<Long> each = row -> {
            promised.put(row.getLong(1), new Promised(row.getLong(2), row.getLong(3) * BYTES_PER_MB));
            return row.getLong(1);
        };
        if (asOf == null) {
            sql.rows(
                    "select tenant_id, count(*), sum(greatest(disk_mb, wanted_disk_mb))::bigint as mb from instance_view"
                            + " where pool_id = ? group by tenant_id order by mb desc, tenant_id limit ?",
                    each,
                    pool.value(),
                    IDS_MAX);
        } else {
            sql.rows(
                    "select (shown ->> 'tenantId')::bigint as tenant, count(*),"
                            + " sum(greatest((shown ->> 'diskMb')::bigint, (shown ->> 'wantedDiskMb')::bigint))::bigint as mb"
                            + " from view_history where kind = ? and valid @> ?::timestamptz"
                            + " and (shown ->> 'poolId')::bigint = ? group by tenant order by mb desc, tenant limit ?",
                    each,
                    InstanceProjection.HISTORY,
                    asOf,
                    pool.value(),
                    IDS_MAX);
        }
        return promised;
    }

    /** Those of the guests whose disk lies in a pool. */
    public Set<InstanceId> inPool(PoolId pool, Set<InstanceId> guests) {
        return Set.copyOf(sql.rows(
                "select id from instance_view where pool_id = ? and id = any(?)",
                row -> new InstanceId(row.getLong(1)),
                pool.value(),
                guests.stream().map(InstanceId::value).toArray(Long[]::new)));
    }

    /** Operations a second that plans promise to disks in a pool; guests of plans that promise none are left out. */
    public long iopsPromised(PoolId pool, @Nullable Instant asOf) {
        return asOf == null
                ? sql.count(
                        "select coalesce(sum(p.iops_promised), 0) from instance_view i join plan p on p.id = i.plan"
                                + " where i.pool_id = ?",
                        pool.value())
                : sql.count(
                        "select coalesce(sum(p.iops_promised), 0) from view_history h join plan p on p.id ="
                                + " h.shown ->> 'plan' where h.kind = ? and h.valid @> ?::timestamptz"
                                + " and (h.shown ->> 'poolId')::bigint = ?",
                        InstanceProjection.HISTORY,
                        asOf,
                        pool.value());
    }

    public long count() {
        return InstanceView.count();
    }

    @Override
    public boolean owns(TenantId tenant, String thing) {
        return thing.matches("instance-[0-9]{1,18}")
                && InstanceView.count("id = ?1 and tenantId = ?2", Long.parseLong(thing.substring(9)), tenant.value())
                        == 1;
    }

    /**
     * A guest's row by its mark, which is another after every change of the row, whatever wrote it.
     *
     * @param mark the transaction that wrote the row (PostgreSQL's xmin)
     */
    public record Marked(
            long id,
            long mark,
            @Nullable Long hostId,
            @Nullable String address) {}

    /** How many guests have their disk in a pool, and how many bytes they were promised together. */
    public record Promised(long guests, long bytes) {
        public static final Promised NOTHING = new Promised(0, 0);
    }

    /** Which guests; null means any. */
    public record Filter(
            @Nullable Long tenantId,
            @Nullable Long hostId,
            @Nullable Long poolId,
            @Nullable String status) {
        Map<String, Object> equal() {
            Map<String, Object> equal = new HashMap<>();
            if (tenantId != null) {
                equal.put("tenantId", tenantId);
            }
            if (hostId != null) {
                equal.put("hostId", hostId);
            }
            if (poolId != null) {
                equal.put("poolId", poolId);
            }
            if (status != null) {
                equal.put("status", status.toUpperCase(Locale.ROOT));
            }
            return equal;
        }
    }
}
