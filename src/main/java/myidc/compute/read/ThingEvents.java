package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import myidc.platform.db.Sql;
import org.jspecify.annotations.Nullable;

/** Account events about things that are no guests: each is over when it is told. */
@Singleton
final class ThingEvents {
    private final Sql sql;

    ThingEvents(Sql sql) {
        this.sql = sql;
    }

    /** Later facts say neither whose the thing is nor what it is called. */
    void introduce(Thing thing, long tenant, String label) {
        sql.change(
                "insert into account_event_thing (kind, id, tenant_id, label) values (?, ?, ?, ?)",
                thing.kind(),
                thing.id(),
                tenant,
                label);
    }

    void rename(Thing thing, String label) {
        sql.change(
                "update account_event_thing set label = ? where kind = ? and id = ?", label, thing.kind(), thing.id());
    }

    void forget(Thing thing) {
        sql.change("delete from account_event_thing where kind = ? and id = ?", thing.kind(), thing.id());
    }

    /** Something happened at once. */
    void note(Thing thing, Told told, String action) {
        tell(thing, told, action, "notification", "");
    }

    /** Something that the machine room was to do is done, or is not when a cause is told. */
    void end(Thing thing, Told told, String action, @Nullable String cause) {
        tell(thing, told, action, cause == null ? "finished" : "failed", cause == null ? "" : cause);
    }

    private void tell(Thing thing, Told told, String action, String status, String message) {
        sql.change(
                "insert into account_event_view (id, tenant_id, action, status, percent, created_at, ended_at,"
                        + " entity_type, entity_id, entity_label, who, message)"
                        + " select stored.global_index, thing.tenant_id, ?, ?, ?::int, ?, ?, thing.kind, thing.id,"
                        + " thing.label, ?, ? from domain_event stored, account_event_thing thing"
                        + " where stored.event_id = ? and thing.kind = ? and thing.id = ?",
                action,
                status,
                status.equals("notification") ? null : 100,
                told.at(),
                told.at(),
                told.who(),
                message,
                told.event(),
                thing.kind(),
                thing.id());
    }

    /** By Linode's word for its kind, such as {@code firewall}. */
    record Thing(String kind, long id) {}

    /** What every account event is made of: the fact, when, and by whom. */
    record Told(String event, Instant at, String who) {
        /** The same where who it was is another account's own business. */
        Told unnamed() {
            return new Told(event, at, "");
        }
    }
}
