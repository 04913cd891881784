package myidc.storage.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.PoolId;
import myidc.shared.id.SketchId;
import myidc.storage.StorageRefusal;
import myidc.storage.sketch.Counted;
import myidc.storage.sketch.PoolSecret;
import myidc.storage.sketch.Sharing;
import myidc.storage.sketch.Sketch;
import myidc.storage.sketch.SketchReader;
import myidc.storage.sketch.SketchRefused;
import org.jspecify.annotations.Nullable;

/** The fingerprints that were taken in of each pool, its secret, and what they say of its volumes. */
@Singleton
public final class SketchContents {
    /** As many volumes as a pool has, and references of which the answer takes some hundred megabytes. */
    private static final SketchReader.Limits LIMITS = new SketchReader.Limits(10_000, 20_000_000);

    private static final int VOLUMES_MAX = 10_000;
    private static final int REPLACED_KEPT_MAX = 200;
    private static final long REPLACED_BYTES_MAX = 1L << 30;

    private static final int POOLS_CACHED = 4;

    private final Sql sql;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Cache<String, Sharing> cache =
            Caffeine.newBuilder().maximumSize(POOLS_CACHED).build();

    SketchContents(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The pool's secret, made when it is first asked for. */
    public PoolSecret secretOrNew(PoolId pool) {
        sql.change(
                "insert into pool_secret (pool_id, secret, made_at) values (?, ?, ?) on conflict do nothing",
                pool.value(),
                PoolSecret.random(random).bytes(),
                clock.instant());
        return secret(pool).orElseThrow();
    }

    public Optional<PoolSecret> secret(PoolId pool) {
        return sql.row(
                "select secret from pool_secret where pool_id = ?",
                row -> PoolSecret.of(row.getBytes("secret")),
                pool.value());
    }

    /** Lets one sketch of a pool be taken in at a time, until the end of the transaction. */
    public void lock(PoolId pool) {
        sql.rows("select pool_id from pool_secret where pool_id = ? for update", row -> row.getLong(1), pool.value());
    }

    public static Sketch read(InputStream content) throws IOException, SketchRefused {
        return SketchReader.read(content, LIMITS);
    }

    public void keep(SketchId sketch, PoolId pool, byte[] content) {
        sql.change(
                "insert into sketch_content (sketch_id, pool_id, content) values (?, ?, ?)",
                sketch.value(),
                pool.value(),
                content);
    }

    /** Drops fingerprints that later ones took the place of, but for the last of them, by which the past is answered. */
    public void dropReplaced(PoolId pool) {
        // Plain SQL sees no row that Hibernate has not written yet.
        MeasuredVolumeView.getEntityManager().flush();
        sql.change(
                "delete from sketch_content where sketch_id in (select sketch_id from (select c.sketch_id,"
                        + " row_number() over newest as place, sum(octet_length(c.content)) over newest as bytes"
                        + " from sketch_content c where c.pool_id = ? and not exists (select 1 from"
                        + " measured_volume_view v where v.pool_id = c.pool_id and v.sketch_id = c.sketch_id)"
                        + " window newest as (order by c.sketch_id desc)) replaced where place > ? or bytes > ?)",
                pool.value(),
                REPLACED_KEPT_MAX,
                REPLACED_BYTES_MAX);
    }

    public List<MeasuredVolumeView> volumes(PoolId pool) {
        return MeasuredVolumeView.list("poolId = ?1 order by name", pool.value());
    }

    /** The pool's volumes, those that take most first. */
    public Page<MeasuredVolumeView> page(PoolId pool, Page.Ask ask) {
        var query = MeasuredVolumeView.<MeasuredVolumeView>find(
                "poolId = ?1 order by attributedBytes desc, name", pool.value());
        return Page.of(query.page(ask.page() - 1, ask.size()).list(), ask, query.count());
    }

    /** Which volumes the pool had by then and by which sketch each counted, by their names; until now when null. */
    public List<Owned> owned(PoolId pool, @Nullable Instant asOf) {
        return sql.rows(
                "select distinct on (name) * from measured_volume_past where pool_id = ?"
                        + " and (?::timestamptz is null or measured_at <= ?::timestamptz)"
                        + " order by name, sketch_id desc limit ?",
                row -> new Owned(
                        row.getString("name"),
                        row.getLong("sketch_id"),
                        Sql.instant(row, "measured_at"),
                        row.getString("host"),
                        row.getObject("tenant_id", Long.class),
                        tags(row.getString("tags"))),
                pool.value(),
                asOf,
                asOf,
                VOLUMES_MAX);
    }

    private static List<String> tags(String lines) {
        return lines.isEmpty() ? List.of() : List.of(lines.split("\n"));
    }

    /** All the pool's volumes, as the latest sketch of each says; empty when nothing was measured. */
    public Optional<Sketch> sketch(PoolId pool) {
        return sketch(owned(pool, null));
    }

    private Optional<Sketch> sketch(List<Owned> owned) {
        Map<Long, List<String>> names = owned.stream()
                .collect(Collectors.groupingBy(
                        Owned::sketchId, TreeMap::new, Collectors.mapping(Owned::name, Collectors.toList())));
        List<Sketch> parts = new ArrayList<>();
        names.forEach((sketch, volumes) -> {
            byte[] content = sql.row(
                            "select content from sketch_content where sketch_id = ?",
                            row -> row.getBytes("content"),
                            sketch)
                    .orElseThrow(() -> Refused.because(
                            StorageRefusal.MEASUREMENT_GONE,
                            "The fingerprints of sketch " + sketch + " are kept no more; ask of a later instant"));
            parts.add(only(content, volumes));
        });
        return parts.stream().reduce(SketchContents::merged);
    }

    /** What the pool's volumes shared by then, or share now; made anew when a sketch came in. */
    public Optional<Sharing> sharing(PoolId pool, @Nullable Instant asOf) {
        long latest = sql.count(
                "select coalesce(max(sketch_id), 0) from measured_volume_past where pool_id = ?"
                        + " and (?::timestamptz is null or measured_at <= ?::timestamptz)",
                pool.value(),
                asOf,
                asOf);
        String key = pool.text() + ' ' + latest;
        Sharing known = cache.getIfPresent(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Sharing> made = sketch(owned(pool, asOf)).map(Sharing::of);
        made.ifPresent(sharing -> cache.put(key, sharing));
        return made;
    }

    /** Pools of which something was measured by then, by their numbers. */
    public List<MeasuredPool> pools(@Nullable Instant asOf) {
        return sql.rows(
                "select pool_id, count(distinct name) as volumes, max(measured_at) as at from measured_volume_past"
                        + " where ?::timestamptz is null or measured_at <= ?::timestamptz group by pool_id"
                        + " order by pool_id limit ?",
                row -> new MeasuredPool(
                        new PoolId(row.getLong("pool_id")), row.getLong("volumes"), Sql.instant(row, "at")),
                asOf,
                asOf,
                Page.SIZE_MAX);
    }

    /** A pool, how many of its volumes were measured, and when the last of them was. */
    public record MeasuredPool(PoolId pool, long volumes, Instant at) {}

    /** A volume and what it belongs to, by the sketch by which it counts. */
    public record Owned(
            String name,
            long sketchId,
            Instant measuredAt,
            @Nullable String host,
            @Nullable Long tenantId,
            List<String> tags) {}

    private static Sketch only(byte[] content, List<String> names) {
        try {
            Sketch sketch = read(new ByteArrayInputStream(content));
            Map<String, Counted> kept = new TreeMap<>(sketch.volumes());
            kept.keySet().retainAll(names);
            return Sketch.of(sketch.header(), kept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SketchRefused e) {
            throw new IllegalStateException("A sketch that was taken in is now refused", e);
        }
    }

    private static Sketch merged(Sketch one, Sketch other) {
        try {
            return one.merge(other);
        } catch (SketchRefused e) {
            throw new IllegalStateException("Sketches of one pool don't merge", e);
        }
    }
}
