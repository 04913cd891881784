package myidc.compute.placement;

import jakarta.inject.Singleton;
import myidc.compute.event.InstanceEvent.InstanceDeleted;
import myidc.compute.port.MachineRoom.Access;
import myidc.platform.axon.Handler;
import myidc.platform.db.Sql;
import myidc.shared.id.InstanceId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;

/**
 * Who may sign in to guests as root, beside the facts and never in them: the machine room is told whenever it defines the
 * guest, nobody else is, and it goes with the guest.
 */
@Singleton
@ProcessingGroup("compute.read")
public final class GuestAccess implements Handler {
    private final Sql sql;

    GuestAccess(Sql sql) {
        this.sql = sql;
    }

    void keep(InstanceId guest, Access access) {
        if (!access.equals(Access.NONE)) {
            sql.change(
                    "insert into guest_access (instance_id, root_hash, authorized_keys, first_boot, user_data)"
                            + " values (?, ?, ?, ?, ?)",
                    guest.value(),
                    access.rootHash(),
                    String.join("\n", access.authorizedKeys()),
                    access.firstBoot(),
                    access.userData());
        }
    }

    /** Root has this password from the guest's next start on; to be called within the work that decides so. */
    public void replaceRoot(InstanceId guest, String rootHash) {
        sql.change(
                "insert into guest_access (instance_id, root_hash, authorized_keys) values (?, ?, '')"
                        + " on conflict (instance_id) do update set root_hash = excluded.root_hash",
                guest.value(),
                rootHash);
    }

    /**
     * They sign in by this alone from the guest's next start on; data that its tenant gave stay. To be called within the
     * work that decides so.
     */
    public void replace(InstanceId guest, Access access) {
        String userData = of(guest).userData();
        sql.change("delete from guest_access where instance_id = ?", guest.value());
        keep(guest, new Access(access.rootHash(), access.authorizedKeys(), access.firstBoot(), userData));
    }

    /**
     * Its system reads this when it starts for the first time; to be called within the work that decides so.
     *
     * @param base64 null for nothing
     */
    public void giveUserData(InstanceId guest, @Nullable String base64) {
        sql.change(
                "insert into guest_access (instance_id, authorized_keys, user_data) values (?, '', ?)"
                        + " on conflict (instance_id) do update set user_data = excluded.user_data",
                guest.value(),
                base64);
    }

    public Access of(InstanceId guest) {
        return sql.row(
                        "select root_hash, authorized_keys, first_boot, user_data from guest_access where instance_id = ?",
                        row -> new Access(
                                row.getString(1),
                                row.getString(2).lines().toList(),
                                row.getString(3),
                                row.getString(4)),
                        guest.value())
                .orElse(Access.NONE);
    }

    @EventHandler
    void on(InstanceDeleted fact) {
        sql.change(
                "delete from guest_access where instance_id = ?",
                fact.instanceId().value());
    }
}
