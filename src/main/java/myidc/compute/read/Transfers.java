package myidc.compute.read;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import myidc.platform.db.Sql;
import myidc.platform.privacy.Personal;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import myidc.shared.id.TransferId;
import org.jspecify.annotations.Nullable;

/** Reads offers of machines to other accounts. */
@Singleton
public final class Transfers {
    /** The latest of a tenant that are shown. */
    private static final int SHOWN_MAX = 1_000;

    private static final int AT_ONCE = 100;

    private final Sql sql;

    Transfers(Sql sql) {
        this.sql = sql;
    }

    /** What a tenant offered and what it accepted, the latest first. */
    public List<TransferRow> of(TenantId tenant) {
        return sql.rows(
                "select * from transfer_view where tenant_id = ? or recipient_id = ? order by id desc limit ?",
                Transfers::row,
                tenant.value(),
                tenant.value(),
                SHOWN_MAX);
    }

    /** The offer with a token's hash, whoever made it. */
    public Optional<TransferRow> byHash(String hash) {
        return sql.row("select * from transfer_view where token_hash = ?", Transfers::row, hash);
    }

    /** Those of the guests that are offered now. */
    public List<Long> offered(Collection<Long> guests) {
        return sql.rows(
                "select distinct guest from transfer_view, unnest(instances) as guest where status = 'pending'"
                        + " and guest = any (?::bigint[])",
                row -> row.getLong(1),
                (Object) guests.toArray(Long[]::new));
    }

    /** Keeps everybody else from changing these guests until the work under way is done. */
    public void hold(Collection<InstanceId> guests) {
        sql.rows(
                "select id from instance_view where id = any (?::bigint[]) order by id for update",
                row -> row.getLong(1),
                (Object) guests.stream().map(InstanceId::value).toArray(Long[]::new));
    }

    /** Pending ones whose time is over, a bounded number. */
    public List<TransferId> overdue(Instant now) {
        return sql.rows(
                "select id from transfer_view where status = 'pending' and expires_at <= ? order by expires_at limit ?",
                row -> new TransferId(row.getLong(1)),
                now,
                AT_ONCE);
    }

    /** Pending ones of whose guests one is not their tenant's any more, a bounded number. */
    public List<TransferId> orphaned() {
        return sql.rows(
                "select t.id from transfer_view t where t.status = 'pending' and exists (select from"
                        + " unnest(t.instances) as guest where not exists (select from instance_view i where i.id = guest"
                        + " and i.tenant_id = t.tenant_id)) order by t.id limit ?",
                row -> new TransferId(row.getLong(1)),
                AT_ONCE);
    }

    private static TransferRow row(ResultSet row) throws SQLException {
        return new TransferRow(
                new TransferId(row.getLong("id")),
                new TenantId(row.getLong("tenant_id")),
                row.getObject("recipient_id", Long.class),
                new Personal(row.getString("token_key"), row.getString("token_sealed")),
                row.getString("status"),
                Arrays.stream((Long[]) row.getArray("instances").getArray())
                        .map(InstanceId::new)
                        .toList(),
                Sql.instant(row, "expires_at"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "updated_at"));
    }

    /**
     * An offer.
     *
     * @param recipient the tenant that accepted it; null while nobody did
     * @param token sealed under the offer's own key
     * @param status in Linode's word
     */
    public record TransferRow(
            TransferId id,
            TenantId sender,
            @Nullable Long recipient,
            Personal token,
            String status,
            List<InstanceId> guests,
            Instant expiresAt,
            Instant createdAt,
            Instant updatedAt) {
        public boolean isPending() {
            return status.equals("pending");
        }
    }
}
