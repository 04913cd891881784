package myidc.compute.reconcile;

import jakarta.inject.Singleton;
import myidc.compute.event.MigrationEvent.InstanceMigrated;
import myidc.platform.axon.Handler;
import myidc.platform.db.Sql;
import myidc.storage.event.VolumeEvent;
import myidc.storage.event.VolumeEvent.VolumeAttachFailed;
import myidc.storage.event.VolumeEvent.VolumeAttachRequested;
import myidc.storage.event.VolumeEvent.VolumeAttached;
import myidc.storage.event.VolumeEvent.VolumeCreated;
import myidc.storage.event.VolumeEvent.VolumeCreationFailed;
import myidc.storage.event.VolumeEvent.VolumeDeleted;
import myidc.storage.event.VolumeEvent.VolumeDeletionFailed;
import myidc.storage.event.VolumeEvent.VolumeDeletionRequested;
import myidc.storage.event.VolumeEvent.VolumeDetachFailed;
import myidc.storage.event.VolumeEvent.VolumeDetachRequested;
import myidc.storage.event.VolumeEvent.VolumeDetached;
import myidc.storage.event.VolumeEvent.VolumeLabelled;
import myidc.storage.event.VolumeEvent.VolumeRequested;
import myidc.storage.event.VolumeEvent.VolumeResizeFailed;
import myidc.storage.event.VolumeEvent.VolumeResizeRequested;
import myidc.storage.event.VolumeEvent.VolumeResized;
import myidc.storage.event.VolumeEvent.VolumeTagged;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/** The queue of volumes that the machine room has still to work on. */
@Singleton
@ProcessingGroup("compute.read")
final class VolumeWork implements Handler {
    /** Its guest's, the one that it is to leave or lies on, the one of what it is made from; all that have it when it goes. */
    private static final String HOSTS =
            "select string_agg(asked.host_id::text, '+' order by asked.host_id) from (select guest.host_id from volume_view"
                    + " volume join instance_view guest on guest.id = volume.instance_id where volume.id = work.volume_id"
                    + " and guest.host_id is not null union select place.host_id from volume_view volume"
                    + " join connected_place place on place.kind = 'volume' and ((place.number = volume.id and (volume.status ="
                    + " 'DELETING' or (place.last and (place.instance_id is not null or volume.instance_id is null)))) or (place.number = volume.source_id and place.last"
                    + " and volume.status = 'CREATING')) where volume.id = work.volume_id) as asked";

    private final Wishes wishes;

    VolumeWork(Sql sql) {
        this.wishes = new Wishes(sql, "volume_work", "volume_id", HOSTS);
    }

    Wishes wishes() {
        return wishes;
    }

    @EventHandler
    void on(VolumeEvent fact) {
        switch (fact) {
            case VolumeRequested asked -> want(fact);
            case VolumeAttachRequested asked -> want(fact);
            case VolumeDetachRequested asked -> want(fact);
            case VolumeResizeRequested asked -> want(fact);
            case VolumeDeletionRequested asked -> want(fact);
            case VolumeDetached freed -> want(fact);
            case VolumeCreated done -> {}
            case VolumeCreationFailed failed -> {}
            case VolumeLabelled changed -> {}
            case VolumeTagged changed -> {}
            case VolumeAttached done -> {}
            case VolumeAttachFailed failed -> {}
            case VolumeDetachFailed failed -> {}
            case VolumeResized done -> {}
            case VolumeResizeFailed failed -> {}
            case VolumeDeleted done -> {}
            case VolumeDeletionFailed failed -> {}
        }
    }

    /** A guest's volumes go with it to another host. */
    @EventHandler
    void on(InstanceMigrated fact) {
        wishes.wantAll(
                "select id from volume_view where instance_id = ?::bigint and status = 'ACTIVE'",
                fact.instanceId().value());
    }

    private void want(VolumeEvent fact) {
        wishes.want(fact.volumeId().value());
    }
}
