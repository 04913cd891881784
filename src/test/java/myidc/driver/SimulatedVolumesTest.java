package myidc.driver;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import myidc.SmallSite;
import myidc.platform.db.Sql;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.VolumeId;
import org.jspecify.annotations.Nullable;

/** The simulated room keeps to the contract of volumes. */
@QuarkusTest
class SimulatedVolumesTest extends VolumesContract {
    @Inject
    Sql sql;

    @Override
    protected HostId host() {
        return new HostId(SmallSite.of(1, 8).hosts().getFirst());
    }

    @Override
    protected List<InstanceId> having(VolumeId volume) {
        return sql.rows(
                "select instance_id from simulated_volume where volume_id = ? and instance_id is not null",
                row -> new InstanceId(row.getLong(1)),
                volume.value());
    }

    @Override
    protected @Nullable Long sizeOf(VolumeId volume) {
        return sql.row(
                        "select size_gb from simulated_volume where volume_id = ?",
                        row -> row.getLong(1),
                        volume.value())
                .orElse(null);
    }
}
