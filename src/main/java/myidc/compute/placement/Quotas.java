package myidc.compute.placement;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import myidc.compute.ComputeRefusal;
import myidc.compute.event.Resources;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Holds tenants to what their guests may take together. */
@Singleton
public final class Quotas {
    private static final String USED = "select count(*), coalesce(sum(greatest(vcpus, wanted_vcpus)), 0),"
            + " coalesce(sum(greatest(memory_mb, wanted_memory_mb)), 0) from instance_view where tenant_id = ?";

    private final Sql sql;

    Quotas(Sql sql) {
        this.sql = sql;
    }

    /**
     * Refuses, with the figures, more than the tenant may take; to be called within the work that takes it. A limited
     * tenant's calls wait for each other here, so that no two of them take the same rest.
     *
     * @param more what would be taken on top
     * @param guests how many guests would be added
     */
    public void hold(TenantId tenant, Resources more, int guests) {
        sql.row(
                        "select instances, vcpus, memory_mb from tenant_quota where tenant_id = ? for update",
                        Limits::of,
                        tenant.value())
                .ifPresent(limits -> {
                    Used used = used(tenant);
                    over("machines", limits.instances(), used.instances(), guests);
                    over("vCPUs", limits.vcpus(), used.vcpus(), more.vcpus());
                    over("MiB of memory", limits.memoryMb(), used.memoryMb(), more.memoryMb());
                });
    }

    /** What the tenant's guests take, those that are being made larger as they will be. */
    public Used used(TenantId tenant) {
        return sql.row(USED, row -> new Used(row.getLong(1), row.getLong(2), row.getLong(3)), tenant.value())
                .orElseThrow();
    }

    private static void over(String what, @Nullable Long limit, long used, long more) {
        if (limit != null && more > 0 && used + more > limit) {
            throw Refused.because(
                    ComputeRefusal.QUOTA_EXCEEDED,
                    "Quota exceeded: " + used + " of " + limit + " " + what + " are in use, " + more
                            + " more were asked for");
        }
    }

    /** What is taken; memory in MiB. */
    public record Used(long instances, long vcpus, long memoryMb) {}

    private record Limits(
            @Nullable Long instances,
            @Nullable Long vcpus,
            @Nullable Long memoryMb) {
        static Limits of(ResultSet row) throws SQLException {
            return new Limits(limit(row, 1), limit(row, 2), limit(row, 3));
        }

        private static @Nullable Long limit(ResultSet row, int column) throws SQLException {
            long value = row.getLong(column);
            return row.wasNull() ? null : value;
        }
    }
}
