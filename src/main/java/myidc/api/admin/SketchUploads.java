package myidc.api.admin;

import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.shared.Refused;
import myidc.shared.id.PoolId;
import myidc.shared.id.SketchId;
import myidc.shared.id.TenantId;
import myidc.storage.SketchCommand.TakeSketch;
import myidc.storage.StorageRefusal;
import myidc.storage.event.SketchEvent;
import myidc.storage.read.MeasuredVolumeView;
import myidc.storage.read.SketchContents;
import myidc.storage.sketch.Counted;
import myidc.storage.sketch.Estimate;
import myidc.storage.sketch.Figures;
import myidc.storage.sketch.PoolSecret;
import myidc.storage.sketch.Sharing;
import myidc.storage.sketch.Sketch;
import myidc.storage.sketch.SketchRefused;
import org.jspecify.annotations.Nullable;

/** Takes sketches in: one at a time for each pool, since each changes what the pool's volumes share. */
@Singleton
final class SketchUploads {
    private final Commands commands;
    private final Sequences sequences;
    private final SketchContents contents;
    private final StoredMeters meters;
    private final Clock clock;

    SketchUploads(Commands commands, Sequences sequences, SketchContents contents, StoredMeters meters, Clock clock) {
        this.commands = commands;
        this.sequences = sequences;
        this.contents = contents;
        this.meters = meters;
        this.clock = clock;
    }

    /** Whose volumes a sketch is of. */
    record Owner(@Nullable String host, @Nullable TenantId tenantId, List<String> tags) {}

    /** What was taken in. */
    record Taken(SketchId sketchId, Sketch sketch) {}

    Taken take(PoolId pool, byte[] content, Owner owner) {
        Sketch sketch = read(pool, content);
        SketchId id = new SketchId(sequences.next("sketch"));
        return commands.perform(
                () -> {
                    contents.lock(pool);
                    Sharing sharing = together(pool, sketch);
                    contents.keep(id, pool, content);
                    TakeSketch command = command(new Taken(id, sketch), pool, origin(sketch, content, owner), sharing);
                    commands.send(command);
                    meters.missing(command).forEach(commands::send);
                },
                () -> {
                    contents.dropReplaced(pool);
                    return new Taken(id, sketch);
                });
    }

    private Sketch read(PoolId pool, byte[] content) {
        Sketch sketch;
        try {
            sketch = SketchContents.read(new ByteArrayInputStream(content));
        } catch (IOException e) {
            throw refused(String.valueOf(e.getMessage()));
        } catch (SketchRefused e) {
            throw refused(e.reason() + ": " + e.getMessage());
        }
        Optional<PoolSecret> secret = contents.secret(pool);
        if (secret.isEmpty() || secret.get().id() != sketch.header().secretId()) {
            throw refused("OTHER_SECRET: the sketch was not made with this pool's secret; scan with --secret");
        }
        return sketch;
    }

    /** The pool's other volumes and these; these take the place of earlier ones of the same names. */
    private Sharing together(PoolId pool, Sketch sketch) {
        Optional<Sketch> before = contents.sketch(pool);
        if (before.isEmpty()) {
            return Sharing.of(sketch);
        }
        Map<String, Counted> others = new TreeMap<>(before.get().volumes());
        others.keySet().removeAll(sketch.volumes().keySet());
        try {
            return Sharing.of(
                    others.isEmpty()
                            ? sketch
                            : Sketch.of(before.get().header(), others).merge(sketch));
        } catch (SketchRefused e) {
            throw refused(e.reason() + ": " + e.getMessage());
        }
    }

    private TakeSketch command(Taken taken, PoolId pool, SketchEvent.Origin origin, Sharing sharing) {
        Sketch.Header header = taken.sketch().header();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<SketchEvent.Measured> measured = new ArrayList<>();
        taken.sketch()
                .volumes()
                .forEach((name, counted) -> measured.add(new SketchEvent.Measured(
                        name,
                        counted.bytes().logical(),
                        counted.bytes().zero(),
                        counted.bytes().holes(),
                        counted.chunks())));
        Map<String, TenantId> owners = owners(pool, origin, measured);
        return new TakeSketch(
                taken.sketchId(),
                pool,
                now,
                origin,
                new SketchEvent.Cut(
                        header.chunking().method().name(),
                        header.chunking().bytes(),
                        header.zeroBits(),
                        header.compression().name()),
                measured,
                shares(owners, sharing),
                tenants(owners, sharing));
    }

    private Map<String, TenantId> owners(PoolId pool, SketchEvent.Origin origin, List<SketchEvent.Measured> measured) {
        Map<String, TenantId> tenants = new HashMap<>();
        for (MeasuredVolumeView volume : contents.volumes(pool)) {
            if (volume.tenantId != null) {
                tenants.put(volume.name, new TenantId(volume.tenantId));
            }
        }
        for (SketchEvent.Measured each : measured) {
            tenants.remove(each.name());
            if (origin.tenantId() != null) {
                tenants.put(each.name(), origin.tenantId());
            }
        }
        return tenants;
    }

    /** Each tenant's volumes together, nobody's last; what they share among themselves counts once. */
    private static List<SketchEvent.TenantShare> tenants(Map<String, TenantId> owners, Sharing sharing) {
        Map<Long, byte[]> groups = new TreeMap<>();
        for (int volume = 0; volume < sharing.volumes(); volume++) {
            TenantId tenant = owners.get(sharing.names().get(volume));
            groups.computeIfAbsent(
                            tenant == null ? Long.MAX_VALUE : tenant.value(), any -> new byte[sharing.volumes()])[
                    volume] = 1;
        }
        List<SketchEvent.TenantShare> shares = new ArrayList<>();
        groups.forEach((tenant, in) -> {
            Figures figures = sharing.group(in);
            shares.add(new SketchEvent.TenantShare(
                    tenant == Long.MAX_VALUE ? null : new TenantId(tenant),
                    MeasuredGroups.count(in),
                    figures.bytes().logical(),
                    Math.round(figures.standalone().value()),
                    Math.round(figures.standalone().plusMinus()),
                    Math.round(figures.reclaimable().value()),
                    Math.round(figures.reclaimable().plusMinus()),
                    Math.round(figures.attributed().value()),
                    Math.round(figures.attributed().plusMinus())));
        });
        return shares;
    }

    private static List<SketchEvent.Share> shares(Map<String, TenantId> tenants, Sharing sharing) {
        Sharing.Shares shares = sharing.shares();
        List<SketchEvent.Share> all = new ArrayList<>();
        for (int volume = 0; volume < sharing.volumes(); volume++) {
            String name = sharing.names().get(volume);
            Estimate standalone = shares.standalone()[volume];
            Estimate reclaimable = shares.reclaimable()[volume];
            Estimate attributed = shares.attributed()[volume];
            all.add(new SketchEvent.Share(
                    name,
                    tenants.get(name),
                    sharing.counted(volume).bytes().logical(),
                    Math.round(standalone.value()),
                    Math.round(standalone.plusMinus()),
                    Math.round(reclaimable.value()),
                    Math.round(reclaimable.plusMinus()),
                    Math.round(attributed.value()),
                    Math.round(attributed.plusMinus())));
        }
        return all;
    }

    private static SketchEvent.Origin origin(Sketch sketch, byte[] content, Owner owner) {
        return new SketchEvent.Origin(
                HexFormat.of().toHexDigits(sketch.header().secretId()),
                sha256(content),
                content.length,
                owner.host(),
                owner.tenantId(),
                owner.tags());
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Refused refused(String why) {
        return Refused.field(StorageRefusal.SKETCH_REFUSED, "sketch", why);
    }
}
