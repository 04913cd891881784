package myidc.platform.ops;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import myidc.platform.axon.Projection;
import myidc.platform.axon.ProjectionRebuild;
import myidc.platform.db.Sql;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Rebuilds that operators started: one at a time per projection, with progress that every process can read. */
@Singleton
public final class RebuildRuns {
    private static final Logger LOG = Logger.getLogger(RebuildRuns.class);

    private final ProjectionRebuild rebuilds;
    private final Sql sql;
    private final Clock clock;

    RebuildRuns(ProjectionRebuild rebuilds, Sql sql, Clock clock) {
        this.rebuilds = rebuilds;
        this.sql = sql;
        this.clock = clock;
    }

    /** Starts a rebuild in the background; false when one of this projection is under way. */
    public boolean start(Projection projection) {
        int started = sql.change(
                "insert into rebuild_run (projection, state, facts, started_at) values (?, 'RUNNING', 0, ?)"
                        + " on conflict (projection) do update set state = 'RUNNING', facts = 0, failure = null,"
                        + " started_at = excluded.started_at, finished_at = null"
                        + " where rebuild_run.state <> 'RUNNING'"
                        + " or rebuild_run.started_at < excluded.started_at - interval '1 hour'",
                projection.name(),
                clock.instant());
        if (started == 1) {
            Thread.ofVirtual().name("rebuild-" + projection.name()).start(() -> run(projection));
        }
        return started == 1;
    }

    private void run(Projection projection) {
        try {
            long facts = rebuilds.rebuild(projection, handled -> {});
            end(projection, "DONE", facts, null);
        } catch (RuntimeException e) {
            LOG.errorf(e, "Rebuild of %s failed", projection.name());
            end(projection, "FAILED", 0, String.valueOf(e.getMessage()));
        }
    }

    private void end(Projection projection, String state, long facts, @Nullable String failure) {
        sql.change(
                "update rebuild_run set state = ?, facts = ?, failure = ?, finished_at = ? where projection = ?",
                state,
                facts,
                failure,
                clock.instant(),
                projection.name());
    }

    public List<Run> list() {
        return sql.rows("select * from rebuild_run order by projection", RebuildRuns::run);
    }

    public Optional<Run> find(String projection) {
        return sql.row("select * from rebuild_run where projection = ?", RebuildRuns::run, projection);
    }

    private static Run run(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Run(
                row.getString("projection"),
                row.getString("state"),
                row.getLong("facts"),
                row.getString("failure"),
                Sql.instant(row, "started_at"),
                Sql.instantOrNull(row, "finished_at"));
    }

    /** A rebuild and what became of it. */
    public record Run(
            String projection,
            String state,
            long facts,
            @Nullable String failure,
            Instant startedAt,
            @Nullable Instant finishedAt) {}
}
