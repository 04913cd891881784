package myidc.compute.placement;

import jakarta.inject.Singleton;
import myidc.compute.event.InstanceEvent.InstanceDeleted;
import myidc.compute.event.QueueEvent.ActionCancelled;
import myidc.compute.event.QueueEvent.DeedBegun;
import myidc.compute.port.MachineRoom.Access;
import myidc.platform.axon.Handler;
import myidc.platform.db.Sql;
import myidc.shared.id.InstanceId;
import myidc.shared.id.StackScriptId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;

/**
 * Who may sign in to a guest once a rebuild that waits is done, kept as {@link GuestAccess} keeps it: beside the facts, a
 * password as its hash alone. It goes when the rebuild begins or is given up.
 */
@Singleton
@ProcessingGroup("compute.read")
public final class WaitingAccess implements Handler {
    private final Sql sql;

    WaitingAccess(Sql sql) {
        this.sql = sql;
    }

    /** To be called within the work that queues the rebuild. */
    public void keep(InstanceId guest, long number, Kept kept) {
        Access access = kept.access();
        sql.change(
                "insert into guest_access_waiting (number, instance_id, root_hash, authorized_keys, first_boot,"
                        + " user_data, user_data_bytes, stackscript_id, encrypted)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                number,
                guest.value(),
                access.rootHash(),
                String.join("\n", access.authorizedKeys()),
                access.firstBoot(),
                access.userData(),
                kept.userDataBytes(),
                kept.script() == null ? null : kept.script().value(),
                kept.encrypted());
    }

    public Kept of(long number) {
        return sql.row(
                        "select root_hash, authorized_keys, first_boot, user_data, user_data_bytes, stackscript_id,"
                                + " encrypted from guest_access_waiting where number = ?",
                        row -> new Kept(
                                new Access(
                                        row.getString(1),
                                        row.getString(2).lines().toList(),
                                        row.getString(3),
                                        row.getString(4)),
                                row.getObject(5, Integer.class),
                                script(row.getObject(6, Long.class)),
                                row.getObject(7, Boolean.class)),
                        number)
                .orElse(new Kept(Access.NONE, null, null, null));
    }

    @EventHandler
    void on(DeedBegun fact) {
        forget(fact.number());
    }

    @EventHandler
    void on(ActionCancelled fact) {
        forget(fact.number());
    }

    @EventHandler
    void on(InstanceDeleted fact) {
        sql.change(
                "delete from guest_access_waiting where instance_id = ?",
                fact.instanceId().value());
    }

    private static @Nullable StackScriptId script(@Nullable Long id) {
        return id == null ? null : new StackScriptId(id);
    }

    private void forget(long number) {
        sql.change("delete from guest_access_waiting where number = ?", number);
    }

    /**
     * What is kept of a rebuild.
     *
     * @param userDataBytes of the data in {@code access}; null where the request says nothing of them
     * @param script whose text is in {@code access}; null for none
     * @param encrypted whether its disks have to be encrypted from then on; null where the request says nothing of it
     */
    public record Kept(
            Access access,
            @Nullable Integer userDataBytes,
            @Nullable StackScriptId script,
            @Nullable Boolean encrypted) {}
}
