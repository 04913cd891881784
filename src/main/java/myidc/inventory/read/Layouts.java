package myidc.inventory.read;

import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import myidc.inventory.event.LayoutEvent.Ground;
import myidc.platform.asof.Histories;
import myidc.shared.Page;
import myidc.shared.id.DeviceId;
import myidc.shared.id.LayoutId;
import myidc.shared.id.RackId;
import org.jspecify.annotations.Nullable;

/** Reads plans, now or as of an instant, and the ground they build upon. */
@Singleton
public final class Layouts {
    private static final int MARK_BYTES = 8;

    private final Listing<LayoutView> rows;
    private final Devices devices;
    private final Racks racks;
    private final Reservations reservations;

    Layouts(Histories histories, Devices devices, Racks racks, Reservations reservations) {
        rows = new Listing<>(histories, LayoutProjection.HISTORY, LayoutView.class);
        this.devices = devices;
        this.racks = racks;
        this.reservations = reservations;
    }

    public Optional<LayoutView> find(LayoutId id, @Nullable Instant asOf) {
        return rows.find(id.value(), asOf);
    }

    public Page<LayoutView> list(@Nullable Long siteId, @Nullable String state, @Nullable Instant asOf, Page.Ask ask) {
        Map<String, Object> where = new HashMap<>();
        if (siteId != null) {
            where.put("siteId", siteId);
        }
        if (state != null) {
            where.put("state", state);
        }
        return rows.list(where, asOf, ask);
    }

    /** Writes the views' rows of the call under way, so that plain SQL of the same call sees them. */
    public void settle() {
        Panache.getEntityManager().flush();
    }

    /** Racks a plan takes from or puts into, as far as they stand now. */
    public List<Long> racksOf(LayoutView layout) {
        TreeSet<Long> ids = new TreeSet<>();
        for (LayoutView.Step step : layout.steps) {
            Long target = step.rackId();
            if (target != null) {
                ids.add(target);
            }
            Long device = step.deviceId();
            if (device != null) {
                devices.find(new DeviceId(device)).map(view -> view.rackId).ifPresent(ids::add);
            }
        }
        return List.copyOf(ids);
    }

    /** How everything is now that the plan builds upon: its devices, and the racks they leave and come to. */
    public List<Ground> ground(LayoutView layout) {
        List<Ground> ground = new ArrayList<>();
        TreeSet<Long> named = new TreeSet<>();
        for (LayoutView.Step step : layout.steps) {
            Long device = step.deviceId();
            if (device != null) {
                named.add(device);
            }
        }
        for (Long device : named) {
            DeviceId id = new DeviceId(device);
            ground.add(new Ground(id.text(), devices.find(id).map(Layouts::mark).orElse("unknown")));
        }
        for (Long rack : racksOf(layout)) {
            RackId id = new RackId(rack);
            ground.add(new Ground(id.text(), racks.find(id).map(this::mark).orElse("unknown")));
        }
        return ground;
    }

    private static String mark(DeviceView device) {
        return device.state + " " + device.rackId + " " + device.face + " " + device.positionU + " " + device.chassisId
                + " " + device.bay;
    }

    private String mark(RackView rack) {
        StringBuilder all = new StringBuilder();
        all.append(rack.heightU)
                .append(' ')
                .append(rack.weightKgMax)
                .append(' ')
                .append(rack.powerWMax);
        List<DeviceView> standing = devices.inRack(new RackId(rack.id), null);
        for (DeviceView device : standing) {
            all.append('\n').append(device.id).append(' ').append(mark(device));
        }
        List<ReservationView> kept = reservations.held(rack.id, null);
        for (ReservationView each : kept) {
            all.append('\n').append(each.id).append(' ').append(each.version);
        }
        return rack.heightU + " U, " + standing.size() + " devices, " + kept.size() + " kept, "
                + digest(all.toString());
    }

    private static String digest(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum, 0, MARK_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
