package myidc.billing.read;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import myidc.platform.db.Sql;
import myidc.shared.id.PersonId;
import myidc.shared.id.TenantId;

/** Up to when a person has seen its tenant's notices; a convenience of the person's, and no fact. */
@Singleton
public final class SeenNotices {
    private final Sql sql;

    SeenNotices(Sql sql) {
        this.sql = sql;
    }

    public Instant until(PersonId person, TenantId tenant) {
        return sql.row(
                        "select seen_until from notice_seen where person_id = ? and tenant_id = ?",
                        row -> Sql.instant(row, "seen_until"),
                        person.value(),
                        tenant.value())
                .orElse(Instant.EPOCH);
    }

    public long unseen(PersonId person, TenantId tenant) {
        return sql.count(
                "select count(*) from notice_view where tenant_id = ? and at > ?",
                tenant.value(),
                until(person, tenant));
    }

    public void see(PersonId person, TenantId tenant) {
        QuarkusTransaction.requiringNew()
                .run(() -> sql.change(
                        "insert into notice_seen (person_id, tenant_id, seen_until)"
                                + " select ?, ?, coalesce(max(at), to_timestamp(0)) from notice_view where tenant_id = ?"
                                + " on conflict (person_id, tenant_id) do update set seen_until = excluded.seen_until",
                        person.value(),
                        tenant.value(),
                        tenant.value()));
    }
}
