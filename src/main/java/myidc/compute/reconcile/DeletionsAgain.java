package myidc.compute.reconcile;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import myidc.compute.InstanceCommand.DeleteInstance;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sql;
import myidc.shared.Caller;
import myidc.shared.Refused;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import org.jboss.logging.Logger;

/** Guests that were to be deleted while their host was silent are deleted once it answers again. */
@Singleton
class DeletionsAgain {
    private static final Logger LOG = Logger.getLogger(DeletionsAgain.class);
    private static final Caller HEALER = Caller.program("host-watch");
    private static final int AT_ONCE = 500;

    private final Sql sql;
    private final Commands commands;

    DeletionsAgain(Sql sql, Commands commands) {
        this.sql = sql;
        this.commands = commands;
    }

    void again(HostId host) {
        for (InstanceId guest : left(host)) {
            try {
                commands.sendAs(HEALER, new DeleteInstance(guest));
            } catch (Refused e) {
                LOG.infof("%s is not deleted again: %s", guest, e.detail());
            }
        }
    }

    @Transactional
    List<InstanceId> left(HostId host) {
        return sql.rows(
                "select id from instance_view where host_id = ? and status = 'DELETION_FAILED' order by id limit ?",
                row -> new InstanceId(row.getLong(1)),
                host.value(),
                AT_ONCE);
    }
}
