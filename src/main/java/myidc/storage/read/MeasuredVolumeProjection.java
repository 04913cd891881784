package myidc.storage.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.platform.axon.Projection;
import myidc.platform.db.Sql;
import myidc.shared.id.TenantId;
import myidc.storage.event.SketchEvent.Measured;
import myidc.storage.event.SketchEvent.Share;
import myidc.storage.event.SketchEvent.SketchTaken;
import myidc.storage.event.SketchEvent.VolumesAttributed;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link MeasuredVolumeView}, and which sketch each volume counted by at any time. */
@Singleton
@ProcessingGroup("storage.read")
public final class MeasuredVolumeProjection implements Projection {
    private final Sql sql;

    MeasuredVolumeProjection(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "storage.measuredVolumes";
    }

    @Override
    public List<String> tables() {
        return List.of("measured_volume_view", "measured_volume_past");
    }

    @EventHandler
    void on(SketchTaken fact, @Timestamp Instant at) {
        TenantId tenant = fact.origin().tenantId();
        for (Measured measured : fact.volumes()) {
            MeasuredVolumeView.Key key =
                    new MeasuredVolumeView.Key(fact.poolId().value(), measured.name());
            MeasuredVolumeView volume = MeasuredVolumeView.findById(key);
            boolean there = volume != null;
            if (volume == null) {
                volume = new MeasuredVolumeView();
                volume.poolId = key.poolId();
                volume.name = key.name();
            }
            volume.sketchId = fact.sketchId().value();
            volume.measuredAt = at;
            volume.host = fact.origin().host();
            volume.tenantId = tenant == null ? null : tenant.value();
            volume.tags = String.join("\n", fact.origin().tags());
            volume.logicalBytes = measured.logicalBytes();
            volume.zeroBytes = measured.zeroBytes();
            volume.holeBytes = measured.holeBytes();
            if (!there) {
                volume.persist();
            }
            sql.change(
                    "insert into measured_volume_past (pool_id, name, sketch_id, measured_at, host, tenant_id, tags,"
                            + " logical_bytes) values (?, ?, ?, ?, ?, ?, ?, ?)",
                    volume.poolId,
                    volume.name,
                    volume.sketchId,
                    at,
                    volume.host,
                    volume.tenantId,
                    volume.tags,
                    volume.logicalBytes);
        }
    }

    @EventHandler
    void on(VolumesAttributed fact) {
        for (Share share : fact.shares()) {
            MeasuredVolumeView volume = MeasuredVolumeView.findById(
                    new MeasuredVolumeView.Key(fact.poolId().value(), share.volume()));
            if (volume != null) {
                volume.standaloneBytes = share.standaloneBytes();
                volume.standalonePlusMinus = share.standalonePlusMinus();
                volume.reclaimableBytes = share.reclaimableBytes();
                volume.reclaimablePlusMinus = share.reclaimablePlusMinus();
                volume.attributedBytes = share.attributedBytes();
                volume.attributedPlusMinus = share.attributedPlusMinus();
            }
        }
    }
}
