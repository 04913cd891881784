package myidc.driver;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import myidc.platform.db.Sql;
import myidc.shared.id.BackupId;
import myidc.shared.id.DiskId;
import myidc.shared.id.HostId;
import org.jspecify.annotations.Nullable;

/** The simulated room keeps to the contract of guests' disks. */
@QuarkusTest
class SimulatedDisksTest extends GuestDisksContract {
    @Inject
    Sql sql;

    @Override
    protected List<HostId> hosts() {
        return List.of(new HostId(920_000_001L), new HostId(920_000_002L));
    }

    @Override
    protected @Nullable String contentOf(DiskId disk) {
        return sql.row("select content from simulated_disk where disk_id = ?", row -> row.getString(1), disk.value())
                .orElse(null);
    }

    @Override
    protected boolean growsFromAnImage(DiskId disk) {
        return sql.count(
                        "select count(*) from simulated_disk where disk_id = ? and grows_from is not null",
                        disk.value())
                > 0;
    }

    @Override
    protected boolean keeps(BackupId backup) {
        return sql.count("select count(*) from simulated_backup where backup_id = ?", backup.value()) > 0;
    }
}
