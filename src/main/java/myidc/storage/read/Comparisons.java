package myidc.storage.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Objects;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.PoolId;
import myidc.storage.event.PoolEvent.ChunkingsCompared;
import org.jspecify.annotations.Nullable;

/** Reads what scans made of ways of cutting. */
@Singleton
public final class Comparisons {
    private final Sql sql;

    Comparisons(Sql sql) {
        this.sql = sql;
    }

    /** A pool's comparisons by then, the latest first. */
    public Page<ChunkingsCompared> of(PoolId pool, @Nullable Instant asOf, Page.Ask ask) {
        return Page.of(
                sql.rows(
                        "select compared from chunk_comparison_view where pool_id = ?"
                                + " and (?::timestamptz is null or at <= ?::timestamptz)"
                                + " order by version desc limit ? offset ?",
                        row -> Objects.requireNonNull(StoredJson.read(row.getString(1), ChunkingsCompared.class)),
                        pool.value(),
                        asOf,
                        asOf,
                        ask.size(),
                        ask.offset()),
                ask,
                sql.count(
                        "select count(*) from chunk_comparison_view where pool_id = ?"
                                + " and (?::timestamptz is null or at <= ?::timestamptz)",
                        pool.value(),
                        asOf,
                        asOf));
    }
}
