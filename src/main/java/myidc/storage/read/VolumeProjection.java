package myidc.storage.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import myidc.shared.id.InstanceId;
import myidc.shared.id.VolumeId;
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
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;

/** Writes {@link VolumeView} and what it showed before; a deleted volume is shown no more. */
@Singleton
@ProcessingGroup("storage.read")
public final class VolumeProjection implements Projection {
    static final String HISTORY = "volume";

    private final Histories histories;

    VolumeProjection(Histories histories) {
        this.histories = histories;
    }

    @Override
    public String name() {
        return "storage.volumes";
    }

    @Override
    public List<String> tables() {
        return List.of("volume_view");
    }

    @Override
    public List<String> histories() {
        return List.of(HISTORY);
    }

    @EventHandler
    void on(VolumeEvent fact, @Timestamp Instant at, @SequenceNumber Long version) {
        if (fact instanceof VolumeRequested asked) {
            make(asked, at, version);
        } else if (fact instanceof VolumeDeleted) {
            VolumeView.deleteById(fact.volumeId().value());
            histories.end(HISTORY, fact.volumeId().value(), at);
        } else {
            VolumeView row = VolumeView.<VolumeView>findByIdOptional(
                            fact.volumeId().value())
                    .orElseThrow();
            change(fact).accept(row);
            shown(row, at, version);
        }
    }

    private static Consumer<VolumeView> change(VolumeEvent fact) {
        return switch (fact) {
            case VolumeLabelled changed -> row -> row.label = changed.label();
            case VolumeTagged changed -> row -> row.tags = changed.tags().toArray(String[]::new);
            case VolumeCreated made -> row -> settle(row, "ACTIVE", null, null);
            case VolumeCreationFailed failed -> row -> settle(row, "FAILED", null, failed.cause());
            case VolumeAttachRequested asked -> row -> settle(row, "ATTACHING", asked.instanceId(), null);
            case VolumeAttached done ->
                row -> {
                    settle(row, "ACTIVE", done.instanceId(), null);
                    row.attached = true;
                };
            case VolumeAttachFailed failed -> row -> settle(row, "ACTIVE", null, failed.cause());
            case VolumeDetachRequested asked -> row -> row.status = "DETACHING";
            case VolumeDetached done -> VolumeProjection::free;
            case VolumeDetachFailed failed ->
                row -> {
                    row.status = "ACTIVE";
                    row.failure = failed.cause();
                };
            case VolumeResizeRequested asked ->
                row -> {
                    row.status = "RESIZING";
                    row.wantedGb = asked.sizeGb();
                };
            case VolumeResized done ->
                row -> {
                    row.sizeGb = done.sizeGb();
                    grown(row, null);
                };
            case VolumeResizeFailed failed -> row -> grown(row, failed.cause());
            case VolumeDeletionRequested asked -> row -> row.status = "DELETING";
            case VolumeDeletionFailed failed ->
                row -> settle(row, failed.there() ? "ACTIVE" : "FAILED", null, failed.cause());
            case VolumeRequested asked -> row -> {};
            case VolumeDeleted deleted -> row -> {};
        };
    }

    private static void free(VolumeView row) {
        row.instanceId = null;
        row.attached = false;
        row.failure = null;
        if (row.status.equals("ATTACHING") || row.status.equals("DETACHING")) {
            row.status = "ACTIVE";
        }
    }

    private static void grown(VolumeView row, @Nullable String failure) {
        row.status = "ACTIVE";
        row.wantedGb = null;
        row.failure = failure;
    }

    private static void settle(VolumeView row, String status, @Nullable InstanceId guest, @Nullable String failure) {
        row.status = status;
        row.instanceId = guest == null ? null : guest.value();
        row.attached = false;
        row.failure = failure;
    }

    private void make(VolumeRequested fact, Instant at, long version) {
        VolumeView row = new VolumeView();
        VolumeId source = fact.source();
        InstanceId guest = fact.instanceId();
        row.id = fact.volumeId().value();
        row.tenantId = fact.tenantId().value();
        row.label = fact.label();
        row.status = "CREATING";
        row.sizeGb = fact.sizeGb();
        row.siteId = fact.siteId().value();
        row.region = fact.region();
        row.poolId = fact.poolId().value();
        row.sourceId = source == null ? null : source.value();
        row.instanceId = guest == null ? null : guest.value();
        row.tags = fact.tags().toArray(String[]::new);
        row.createdAt = at;
        shown(row, at, version);
        row.persist();
    }

    private void shown(VolumeView row, Instant at, long version) {
        row.version = version;
        row.updatedAt = at;
        histories.show(HISTORY, row.id, at, row);
    }
}
