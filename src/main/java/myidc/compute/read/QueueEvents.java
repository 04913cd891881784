package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import myidc.compute.event.QueueEvent;
import myidc.compute.event.QueueEvent.ActionCancelled;
import myidc.compute.event.QueueEvent.ActionQueued;
import myidc.compute.event.QueueEvent.ActionReached;
import myidc.compute.event.QueueEvent.DeedBegun;
import myidc.compute.event.QueueEvent.DeedQueued;
import myidc.compute.event.QueueEvent.DeedReached;
import myidc.compute.event.QueuedAction;
import myidc.compute.event.QueuedDeed;
import myidc.platform.db.Sql;

/** Tells of actions that wait for a guest: each has its event from the first, which becomes the action's own. */
@Singleton
final class QueueEvents {
    private final Sql sql;

    QueueEvents(Sql sql) {
        this.sql = sql;
    }

    void tell(QueueEvent fact, Joined joined) {
        long guest = joined.guest();
        switch (fact) {
            case ActionQueued asked ->
                join(joined, word(asked.action().kind()), asked.action().number());
            case ActionReached reached -> reach(guest, reached.number());
            case ActionCancelled cancelled -> cancel(guest, cancelled.number(), joined.at(), cancelled.cause());
            case DeedQueued asked ->
                join(joined, word(asked.deed().kind()), asked.deed().number());
            case DeedReached reached -> reach(guest, reached.deed().number());
            case DeedBegun begun -> {}
        }
    }

    private void join(Joined joined, String action, long number) {
        sql.change(
                "insert into account_event_view (id, tenant_id, action, status, percent, created_at, entity_type,"
                        + " entity_id, entity_label, who, message, queued_number, queued_behind)"
                        + " select stored.global_index, subject.tenant_id, ?, 'scheduled', 0, ?, 'linode',"
                        + " subject.instance_id, subject.label, ?, '', ?, (select ahead.action from"
                        + " account_event_view ahead where ahead.entity_type = 'linode' and ahead.entity_id ="
                        + " subject.instance_id and ahead.ended_at is null order by ahead.queued_number is null,"
                        + " ahead.id desc limit 1) from domain_event stored, account_event_subject subject"
                        + " where stored.event_id = ? and subject.instance_id = ?",
                action,
                joined.at(),
                joined.who(),
                number,
                joined.event(),
                joined.guest());
    }

    private void reach(long guest, long number) {
        sql.change(
                "update account_event_view set queued_number = null, queued_behind = null, reached_number = ? where"
                        + " entity_type = 'linode' and entity_id = ? and ended_at is null and queued_number = ?",
                number,
                guest,
                number);
    }

    /** Whether an action whose turn came is what begins: its event tells of it from now on. */
    boolean begin(long guest, String action) {
        return sql.change(
                        "update account_event_view set action = ?, reached_number = null where entity_type = 'linode'"
                                + " and entity_id = ? and ended_at is null and reached_number is not null",
                        action,
                        guest)
                > 0;
    }

    /** What was asked for waits for an operator from now on, by an event of its own. */
    void handOver(long guest, Instant at) {
        sql.change(
                "update account_event_view set status = 'notification', percent = null, ended_at = ?, reached_number ="
                        + " null where entity_type = 'linode' and entity_id = ? and ended_at is null and reached_number"
                        + " is not null",
                at,
                guest);
    }

    /** What was tried in vain has failed; what was taken out, or lost its guest, was not tried. */
    private void cancel(long guest, long number, Instant at, String cause) {
        sql.change(
                "update account_event_view set status = case when reached_number is null then 'canceled' else 'failed'"
                        + " end, ended_at = ?, message = ?, queued_number = null,"
                        + " queued_behind = null, reached_number = null where entity_type = 'linode' and entity_id = ?"
                        + " and ended_at is null and ? in (queued_number, reached_number)",
                at,
                cause,
                guest,
                number);
    }

    private static String word(QueuedAction.Kind kind) {
        return switch (kind) {
            case BOOT -> "linode_boot";
            case SHUT_DOWN -> "linode_shutdown";
            case REBOOT, RESCUE -> "linode_reboot";
            case RESIZE_DISK -> "disk_resize";
            case DELETE_DISK -> "disk_delete";
            case DELETE -> "linode_delete";
            case DEED -> throw new IllegalArgumentException("a deed has a word of its own");
        };
    }

    private static String word(QueuedDeed.Kind kind) {
        return switch (kind) {
            case RESIZE -> "linode_resize";
            case MIGRATE -> "linode_migrate";
            case REBUILD -> "linode_rebuild";
            case RESTORE -> "backups_restore";
            case SNAPSHOT -> "linode_snapshot";
        };
    }

    /** Who queued it, when, and by which fact. */
    record Joined(long guest, String event, Instant at, String who) {}
}
