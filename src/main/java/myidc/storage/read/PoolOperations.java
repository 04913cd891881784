package myidc.storage.read;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import myidc.platform.db.Sql;
import myidc.shared.id.PoolId;
import org.jspecify.annotations.Nullable;

/** Reads how many operations a second guests use, by what their hosts counted last. */
@Singleton
public final class PoolOperations {
    /** What a host told longer ago says nothing of now. */
    private static final Duration FRESH = Duration.ofDays(1);

    private static final String LAST = """
            select pool_id, count(*) as hosts, min(since) as since, max(taken_at) as taken_at,
                sum(reads / extract(epoch from taken_at - since)) as reads,
                sum(writes / extract(epoch from taken_at - since)) as writes
            from (select distinct on (host) * from pool_operations_view
                where pool_id = ? and taken_at <= ? and taken_at > ? order by host, taken_at desc) last
            where since is not null group by pool_id""";

    /** How far the clock of a host may be ahead of ours. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final Sql sql;
    private final Clock clock;

    PoolOperations(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The sum over hosts, each by its last two counts; empty where no host counted twice by then. */
    public Optional<Used> used(PoolId pool, @Nullable Instant asOf) {
        Instant at = asOf == null ? clock.instant().plus(AHEAD) : asOf;
        return sql.row(
                LAST,
                row -> new Used(
                        Math.round(row.getDouble("reads")),
                        Math.round(row.getDouble("writes")),
                        row.getLong("hosts"),
                        Sql.instant(row, "since"),
                        Sql.instant(row, "taken_at")),
                pool.value(),
                at,
                at.minus(FRESH));
    }

    /**
     * Operations a second, on average.
     *
     * @param from when the earliest of the hosts' counts before was taken
     * @param until when the latest of their last counts was taken
     */
    public record Used(long reads, long writes, long hosts, Instant from, Instant until) {
        public long all() {
            return reads + writes;
        }
    }
}
