package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.compute.event.AlertEvent;
import myidc.compute.event.ApprovalEvent;
import myidc.compute.event.ApprovalEvent.ApprovalAwaited;
import myidc.compute.event.BackupEvent;
import myidc.compute.event.FoundEvent;
import myidc.compute.event.GuestContentEvent;
import myidc.compute.event.HandoverEvent.InstanceChangedHands;
import myidc.compute.event.ImageEvent;
import myidc.compute.event.InstanceEvent;
import myidc.compute.event.InstanceEvent.AddressAttached;
import myidc.compute.event.InstanceEvent.AddressDetached;
import myidc.compute.event.InstanceEvent.DiskPlaced;
import myidc.compute.event.InstanceEvent.InstanceBootFailed;
import myidc.compute.event.InstanceEvent.InstanceBootRequested;
import myidc.compute.event.InstanceEvent.InstanceBooted;
import myidc.compute.event.InstanceEvent.InstanceDeleted;
import myidc.compute.event.InstanceEvent.InstanceDeletionFailed;
import myidc.compute.event.InstanceEvent.InstanceDeletionRequested;
import myidc.compute.event.InstanceEvent.InstanceLabelled;
import myidc.compute.event.InstanceEvent.InstancePlaced;
import myidc.compute.event.InstanceEvent.InstanceProvisioned;
import myidc.compute.event.InstanceEvent.InstanceRebootFailed;
import myidc.compute.event.InstanceEvent.InstanceRebootRequested;
import myidc.compute.event.InstanceEvent.InstanceRebooted;
import myidc.compute.event.InstanceEvent.InstanceRequested;
import myidc.compute.event.InstanceEvent.InstanceResizeFailed;
import myidc.compute.event.InstanceEvent.InstanceResizeRequested;
import myidc.compute.event.InstanceEvent.InstanceResized;
import myidc.compute.event.InstanceEvent.InstanceResizedWarm;
import myidc.compute.event.InstanceEvent.InstanceShutdownFailed;
import myidc.compute.event.InstanceEvent.InstanceShutdownRequested;
import myidc.compute.event.InstanceEvent.InstanceStopped;
import myidc.compute.event.InstanceEvent.InstanceTagged;
import myidc.compute.event.InstanceEvent.InterfacesArranged;
import myidc.compute.event.InstanceEvent.PlacementRuled;
import myidc.compute.event.InstanceEvent.ProvisioningFailed;
import myidc.compute.event.InstanceEvent.ProvisioningUndone;
import myidc.compute.event.InstanceEvent.RegionAliased;
import myidc.compute.event.InstanceEvent.RootPasswordReset;
import myidc.compute.event.InstanceEvent.WarmResizeAsked;
import myidc.compute.event.LockEvent;
import myidc.compute.event.MigrationEvent;
import myidc.compute.event.QueueEvent;
import myidc.compute.event.TransferEvent;
import myidc.compute.event.WatchdogEvent;
import myidc.compute.read.GuestDeeds.Deed;
import myidc.compute.read.QueueEvents.Joined;
import myidc.compute.read.ThingEvents.Thing;
import myidc.compute.read.ThingEvents.Told;
import myidc.network.event.FirewallEvent;
import myidc.platform.axon.Projection;
import myidc.platform.axon.WhoAndWhy;
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
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.axonframework.messaging.annotation.MetaDataValue;

/**
 * Writes {@link AccountEventView}: a request opens an event, what becomes of it ends it. A guest takes one action at a
 * time, so the open event of a guest is the one its report is about. Plain SQL, since every guest's life passes here.
 */
@Singleton
@ProcessingGroup("compute.read")
public final class AccountEventProjection implements Projection {
    private final Sql sql;
    private final ThingEvents things;
    private final QueueEvents queue;

    AccountEventProjection(Sql sql, ThingEvents things, QueueEvents queue) {
        this.queue = queue;
        this.sql = sql;
        this.things = things;
    }

    @Override
    public String name() {
        return "compute.account-events";
    }

    @Override
    public List<String> tables() {
        return List.of("account_event_view", "account_event_subject", "account_event_thing");
    }

    @EventHandler
    void on(
            InstanceEvent fact,
            @Timestamp Instant at,
            @MessageIdentifier String event,
            @MetaDataValue(WhoAndWhy.WHO) String who) {
        Opening opening = new Opening(fact.instanceId().value(), event, at, who == null ? "" : who);
        switch (fact) {
            case InstanceRequested requested -> {
                introduce(requested);
                open(opening, "linode_create");
            }
            case InstanceBootRequested request -> open(opening, "linode_boot");
            case InstanceShutdownRequested request -> open(opening, "linode_shutdown");
            case InstanceRebootRequested request -> open(opening, "linode_reboot");
            case InstanceResizeRequested request -> open(opening, "linode_resize");
            case InstanceDeletionRequested request -> open(opening, "linode_delete");
            case InstanceLabelled changed -> {
                rename(changed);
                note(opening, "linode_update");
            }
            case InstanceTagged changed -> note(opening, "linode_update");
            case InstanceProvisioned done -> finish(opening);
            case InstanceBooted done -> finish(opening);
            case InstanceStopped done -> finish(opening);
            case InstanceRebooted done -> finish(opening);
            case InstanceResized done -> finish(opening);
            case InstanceDeleted done -> {
                finish(opening);
                sql.change("delete from account_event_subject where instance_id = ?", opening.guest());
            }
            case ProvisioningFailed failed -> fail(opening, failed.cause());
            case InstanceBootFailed failed -> fail(opening, failed.cause());
            case InstanceShutdownFailed failed -> fail(opening, failed.cause());
            case InstanceRebootFailed failed -> fail(opening, failed.cause());
            case InstanceResizeFailed failed -> fail(opening, failed.cause());
            case InstanceDeletionFailed failed -> fail(opening, failed.cause());
            case WarmResizeAsked asked -> {}
            case InstanceResizedWarm ranOn -> {}
            case InstancePlaced placed -> {}
            case PlacementRuled ruled -> {}
            case DiskPlaced placed -> {}
            case RegionAliased aliased -> {}
            case RootPasswordReset reset -> note(opening, "password_reset");
            case AddressAttached attached -> {}
            case AddressDetached detached -> {}
            case InterfacesArranged arranged -> note(opening, "linode_config_update");
            case ProvisioningUndone undone -> {}
        }
    }

    @EventHandler
    void on(
            FirewallEvent fact,
            @Timestamp Instant at,
            @MessageIdentifier String event,
            @MetaDataValue(WhoAndWhy.WHO) String who) {
        FirewallTold.tell(things, fact, new Told(event, at, who == null ? "" : who));
    }

    @EventHandler
    void on(
            VolumeEvent fact,
            @Timestamp Instant at,
            @MessageIdentifier String event,
            @MetaDataValue(WhoAndWhy.WHO) String who) {
        Thing volume = new Thing("volume", fact.volumeId().value());
        Told told = new Told(event, at, who == null ? "" : who);
        switch (fact) {
            case VolumeRequested asked ->
                things.introduce(volume, asked.tenantId().value(), asked.label());
            case VolumeCreated done -> things.end(volume, told, "volume_create", null);
            case VolumeCreationFailed failed -> things.end(volume, told, "volume_create", failed.cause());
            case VolumeLabelled changed -> {
                things.rename(volume, changed.label());
                things.note(volume, told, "volume_update");
            }
            case VolumeTagged changed -> things.note(volume, told, "volume_update");
            case VolumeAttached done -> things.end(volume, told, "volume_attach", null);
            case VolumeAttachFailed failed -> things.end(volume, told, "volume_attach", failed.cause());
            case VolumeDetached done -> things.end(volume, told, "volume_detach", null);
            case VolumeDetachFailed failed -> things.end(volume, told, "volume_detach", failed.cause());
            case VolumeResized done -> things.end(volume, told, "volume_resize", null);
            case VolumeResizeFailed failed -> things.end(volume, told, "volume_resize", failed.cause());
            case VolumeDeletionFailed failed -> things.end(volume, told, "volume_delete", failed.cause());
            case VolumeDeleted done -> {
                things.end(volume, told, "volume_delete", null);
                things.forget(volume);
            }
            case VolumeAttachRequested asked -> {}
            case VolumeDetachRequested asked -> {}
            case VolumeResizeRequested asked -> {}
            case VolumeDeletionRequested asked -> {}
        }
    }

    @EventHandler
    void on(
            GuestContentEvent fact,
            @Timestamp Instant at,
            @MessageIdentifier String event,
            @MetaDataValue(WhoAndWhy.WHO) String who) {
        tell(GuestDeeds.of(fact), new Opening(fact.instanceId().value(), event, at, who == null ? "" : who));
    }

    @EventHandler
    void on(
            BackupEvent fact,
            @Timestamp Instant at,
            @MessageIdentifier String event,
            @MetaDataValue(WhoAndWhy.WHO) String who) {
        tell(GuestDeeds.of(fact), new Opening(fact.instanceId().value(), event, at, who == null ? "" : who));
    }

    @EventHandler
    void on(
            LockEvent fact,
            @Timestamp Instant at,
            @MessageIdentifier String event,
            @MetaDataValue(WhoAndWhy.WHO) String who) {
        tell(GuestDeeds.of(fact), new Opening(fact.instanceId().value(), event, at, who == null ? "" : who));
    }

    /** What happens to the guest from now on is told to whom it belongs now. */
    @EventHandler
    void on(InstanceChangedHands fact) {
        sql.change(
                "update account_event_subject set tenant_id = ?, label = ? where instance_id = ?",
                fact.toTenantId().value(),
                fact.label(),
                fact.instanceId().value());
    }

    @EventHandler
    void on(
            TransferEvent fact,
            @Timestamp Instant at,
            @MessageIdentifier String event,
            @MetaDataValue(WhoAndWhy.WHO) String who) {
        TransferTold.tell(things, fact, new Told(event, at, who == null ? "" : who));
    }

    @EventHandler
    void on(
            MigrationEvent fact,
            @Timestamp Instant at,
            @MessageIdentifier String event,
            @MetaDataValue(WhoAndWhy.WHO) String who) {
        tell(GuestDeeds.of(fact), new Opening(fact.instanceId().value(), event, at, who == null ? "" : who));
    }

    @EventHandler
    void on(
            QueueEvent fact,
            @Timestamp Instant at,
            @MessageIdentifier String event,
            @MetaDataValue(WhoAndWhy.WHO) String who) {
        queue.tell(fact, new Joined(fact.instanceId().value(), event, at, who == null ? "" : who));
    }

    @EventHandler
    void on(
            FoundEvent fact,
            @Timestamp Instant at,
            @MessageIdentifier String event,
            @MetaDataValue(WhoAndWhy.WHO) String who) {
        tell(GuestDeeds.of(fact), new Opening(fact.instanceId().value(), event, at, who == null ? "" : who));
    }

    @EventHandler
    void on(
            WatchdogEvent fact,
            @Timestamp Instant at,
            @MessageIdentifier String event,
            @MetaDataValue(WhoAndWhy.WHO) String who) {
        tell(GuestDeeds.of(fact), new Opening(fact.instanceId().value(), event, at, who == null ? "" : who));
    }

    @EventHandler
    void on(
            AlertEvent fact,
            @Timestamp Instant at,
            @MessageIdentifier String event,
            @MetaDataValue(WhoAndWhy.WHO) String who) {
        tell(GuestDeeds.of(fact), new Opening(fact.instanceId().value(), event, at, who == null ? "" : who));
    }

    @EventHandler
    void on(
            ApprovalEvent fact,
            @Timestamp Instant at,
            @MessageIdentifier String event,
            @MetaDataValue(WhoAndWhy.WHO) String who) {
        if (fact instanceof ApprovalAwaited) {
            queue.handOver(fact.instanceId().value(), at);
        }
        tell(GuestDeeds.of(fact), new Opening(fact.instanceId().value(), event, at, who == null ? "" : who));
        ApprovalTold.say(sql, fact, event);
    }

    private void tell(Deed deed, Opening opening) {
        switch (deed.step()) {
            case OPEN -> open(opening, deed.word());
            case NOTE -> note(opening, deed.word());
            case FINISH -> finish(opening);
            case FAIL -> fail(opening, deed.word());
            case RENAME ->
                sql.change(
                        "update account_event_view set action = ? where entity_type = 'linode' and entity_id = ?"
                                + " and ended_at is null and queued_number is null",
                        deed.word(),
                        opening.guest());
            case NONE -> {}
        }
    }

    @EventHandler
    void on(
            ImageEvent fact,
            @Timestamp Instant at,
            @MessageIdentifier String event,
            @MetaDataValue(WhoAndWhy.WHO) String who) {
        ImageTold.tell(things, fact, new Told(event, at, who == null ? "" : who));
    }

    private void open(Opening opening, String action) {
        if (!queue.begin(opening.guest(), action)) {
            insert(opening, action, true);
        }
    }

    private void note(Opening opening, String action) {
        insert(opening, action, false);
    }

    private void insert(Opening opening, String action, boolean open) {
        sql.change(
                "insert into account_event_view (id, tenant_id, action, status, percent, created_at, ended_at,"
                        + " entity_type, entity_id, entity_label, who, message)"
                        + " select stored.global_index, subject.tenant_id, ?, ?, ?::int, ?, ?::timestamptz, 'linode',"
                        + " subject.instance_id, subject.label, ?, '' from domain_event stored,"
                        + " account_event_subject subject where stored.event_id = ? and subject.instance_id = ?",
                action,
                open ? "scheduled" : "notification",
                open ? 0 : null,
                opening.at(),
                open ? null : opening.at(),
                opening.who(),
                opening.event(),
                opening.guest());
    }

    /** Later facts say neither whose the guest is nor what it is called. */
    private void introduce(InstanceRequested requested) {
        sql.change(
                "insert into account_event_subject (instance_id, tenant_id, label) values (?, ?, ?)",
                requested.instanceId().value(),
                requested.tenantId().value(),
                requested.label());
    }

    private void rename(InstanceLabelled changed) {
        sql.change(
                "update account_event_subject set label = ? where instance_id = ?",
                changed.label(),
                changed.instanceId().value());
    }

    private void finish(Opening opening) {
        end(opening, "finished", "");
    }

    private void fail(Opening opening, String cause) {
        end(opening, "failed", cause);
    }

    private void end(Opening opening, String status, String message) {
        sql.change(
                "update account_event_view set status = ?, percent = 100, ended_at = ?, message = ?"
                        + " where entity_type = 'linode' and entity_id = ? and ended_at is null and queued_number is null",
                status,
                opening.at(),
                message,
                opening.guest());
    }

    /** What every account event is made of. */
    private record Opening(long guest, String event, Instant at, String who) {}
}
