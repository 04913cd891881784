package myidc.compute.read;

import jakarta.inject.Singleton;
import java.util.List;
import myidc.compute.InstanceState;
import myidc.compute.event.Resources;
import myidc.platform.db.Sql;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** Reads which guests take what of the hosts of a site. */
@Singleton
public final class PlacedGuests {
    /** More guests of a site than this are not weighed at once. */
    public static final int GUESTS_MAX = 50_000;

    private final Sql sql;

    PlacedGuests(Sql sql) {
        this.sql = sql;
    }

    /** Guests on hosts of a site, by number; one more than {@link #GUESTS_MAX} when there are more. */
    public List<Placed> of(SiteId site) {
        return sql.rows(
                "select i.id, i.label, i.tenant_id, i.host_id, i.status, i.vcpus, i.memory_mb,"
                        + " case when i.pool_id is null then i.disk_mb else 0 end as disk_mb, member.group_id,"
                        + " exists (select from gpu_hold_view gpu where gpu.instance_id = i.id) as gpus,"
                        + " i.encrypted"
                        + " from instance_view i left join (select g.id as group_id, unnest(g.members) as guest"
                        + " from placement_group_view g where g.site_id = ?) as member on member.guest = i.id"
                        + " where i.site_id = ? and i.host_id is not null order by i.id limit ?",
                row -> new Placed(
                        row.getLong("id"),
                        row.getString("label"),
                        row.getLong("tenant_id"),
                        row.getLong("host_id"),
                        InstanceState.valueOf(row.getString("status")),
                        new Resources(row.getInt("vcpus"), row.getLong("memory_mb"), row.getLong("disk_mb")),
                        row.getObject("group_id", Long.class),
                        row.getBoolean("gpus"),
                        row.getBoolean("encrypted")),
                site.value(),
                site.value(),
                GUESTS_MAX + 1);
    }

    /**
     * A guest on a host.
     *
     * @param taken what it takes of its host; a disk in a pool takes nothing
     * @param group the placement group it is in; null for none
     * @param gpus whether it has any, for which it would be switched off to go elsewhere
     * @param encrypted whether it was promised that its disks are encrypted
     */
    public record Placed(
            long id,
            String label,
            long tenantId,
            long host,
            InstanceState state,
            Resources taken,
            @Nullable Long group,
            boolean gpus,
            boolean encrypted) {
        /** What moving it copies, in MiB: its disk, and its memory while it runs. */
        public long copyMb() {
            return taken.diskMb() + (state == InstanceState.RUNNING ? taken.memoryMb() : 0);
        }

        public boolean movable() {
            return !gpus && (state == InstanceState.RUNNING || state == InstanceState.OFFLINE);
        }
    }
}
