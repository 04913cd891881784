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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.PoolId;
import myidc.shared.id.SketchId;
import myidc.storage.sketch.Counted;
import myidc.storage.sketch.PoolSecret;
import myidc.storage.sketch.Sharing;
import myidc.storage.sketch.Sketch;
import myidc.storage.sketch.SketchReader;
import myidc.storage.sketch.SketchRefused;

/** The fingerprints that were taken in of each pool, its secret, and what they say of its volumes. */
@Singleton
public final class SketchContents {
    /** As many volumes as a pool has, and references of which the answer takes some hundred megabytes. */
    private static final SketchReader.Limits LIMITS = new SketchReader.Limits(10_000, 20_000_000);

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

    /** Drops fingerprints that later ones took the place of. */
    public void dropReplaced(PoolId pool) {
        // Plain SQL sees no row that Hibernate has not written yet.
        MeasuredVolumeView.getEntityManager().flush();
        sql.change(
                "delete from sketch_content c where c.pool_id = ? and not exists"
                        + " (select 1 from measured_volume_view v where v.pool_id = c.pool_id"
                        + " and v.sketch_id = c.sketch_id)",
                pool.value());
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

    /** All the pool's volumes, as the latest sketch of each says; empty when nothing was measured. */
    public Optional<Sketch> sketch(PoolId pool) {
        Map<Long, List<String>> names = volumes(pool).stream()
                .collect(Collectors.groupingBy(
                        volume -> volume.sketchId,
                        TreeMap::new,
                        Collectors.mapping(volume -> volume.name, Collectors.toList())));
        List<Sketch> parts = new ArrayList<>();
        names.forEach((sketch, volumes) -> sql.row(
                        "select content from sketch_content where sketch_id = ?",
                        row -> row.getBytes("content"),
                        sketch)
                .ifPresent(content -> parts.add(only(content, volumes))));
        return parts.stream().reduce(SketchContents::merged);
    }

    /** What the pool's volumes share; made anew when a sketch came in. */
    public Optional<Sharing> sharing(PoolId pool) {
        long latest = sql.count(
                "select coalesce(max(sketch_id), 0) from measured_volume_view where pool_id = ?", pool.value());
        String key = pool.text() + ' ' + latest;
        Sharing known = cache.getIfPresent(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Sharing> made = sketch(pool).map(Sharing::of);
        made.ifPresent(sharing -> cache.put(key, sharing));
        return made;
    }

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
