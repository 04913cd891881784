package myidc.storage.read;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import myidc.platform.axon.Projection;
import myidc.storage.event.DiskOperations;
import myidc.storage.event.PoolEvent.OperationsCounted;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/** Writes {@link PoolOperationsView}. */
@Singleton
@ProcessingGroup("storage.read")
public final class PoolOperationsProjection implements Projection {
    @Override
    public String name() {
        return "storage.operations";
    }

    @Override
    public List<String> tables() {
        return List.of("pool_operations_view");
    }

    @EventHandler
    void on(OperationsCounted fact) {
        PoolOperationsView row = new PoolOperationsView();
        row.poolId = fact.poolId().value();
        row.host = fact.host();
        row.takenAt = fact.at();
        row.disks = StoredJson.write(fact.disks());
        Optional<PoolOperationsView> before = PoolOperationsView.<PoolOperationsView>find(
                        "poolId = ?1 and host = ?2 and takenAt < ?3 order by takenAt desc",
                        row.poolId,
                        row.host,
                        row.takenAt)
                .firstResultOptional();
        before.ifPresent(last -> {
            Map<String, DiskOperations> known = new HashMap<>();
            StoredJson.operations(last.disks).forEach(disk -> known.put(key(disk), disk));
            row.since = last.takenAt;
            row.reads = more(fact.disks(), known, DiskOperations::reads);
            row.writes = more(fact.disks(), known, DiskOperations::writes);
        });
        row.persist();
    }

    /** A count that fell, or of a disk that was not there, began anew within the time: all of it is more. */
    private static long more(
            List<DiskOperations> disks, Map<String, DiskOperations> known, ToLongFunction<DiskOperations> count) {
        long more = 0;
        for (DiskOperations disk : disks) {
            long now = count.applyAsLong(disk);
            DiskOperations last = known.get(key(disk));
            boolean anew = last == null || disk.reads() < last.reads() || disk.writes() < last.writes();
            more += anew || last == null ? now : now - count.applyAsLong(last);
        }
        return more;
    }

    private static String key(DiskOperations disk) {
        return disk.guest().text() + "/" + disk.device();
    }
}
