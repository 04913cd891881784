package myidc.platform.ops;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
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

    private static final Duration BEAT = Duration.ofMillis(500);
    private static final String LOST =
            "(rebuild_run.state = 'RUNNING' and rebuild_run.beaten_at < now() - interval '30 seconds')";
    private static final String ALL = "select *, " + LOST + " as lost from rebuild_run";

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
        Instant startedAt = clock.instant();
        int started = sql.change(
                "insert into rebuild_run (projection, state, facts, started_at) values (?, 'RUNNING', 0, ?)"
                        + " on conflict (projection) do update set state = 'RUNNING', facts = 0, facts_total = 0,"
                        + " facts_per_second = 0, failure = null, started_at = excluded.started_at,"
                        + " finished_at = null, beaten_at = now()"
                        + " where rebuild_run.state <> 'RUNNING' or " + LOST,
                projection.name(),
                startedAt);
        if (started == 1) {
            Thread.ofVirtual()
                    .name("rebuild-" + projection.name())
                    .start(() -> run(projection, new Progress(projection.name(), startedAt)));
        }
        return started == 1;
    }

    private void run(Projection projection, Progress progress) {
        Thread beats = Thread.ofVirtual().start(() -> tellWhileRunning(progress));
        try {
            progress.total = rebuilds.facts(projection);
            rebuilds.rebuild(projection, read -> progress.read = read);
            end(progress, "DONE", null);
        } catch (RuntimeException e) {
            LOG.errorf(e, "Rebuild of %s failed", projection.name());
            end(progress, "FAILED", String.valueOf(e.getMessage()));
        } finally {
            beats.interrupt();
        }
    }

    /** In transactions of its own: the rebuild's shows nothing to others before it ends. */
    private void tellWhileRunning(Progress progress) {
        try {
            while (true) {
                Thread.sleep(BEAT);
                tell(progress, "RUNNING", null, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(Progress progress, String state, @Nullable String failure) {
        tell(progress, state, failure, clock.instant());
    }

    /** A run that was taken for lost and begun again elsewhere keeps what the new one says. */
    private void tell(Progress progress, String state, @Nullable String failure, @Nullable Instant finishedAt) {
        sql.change(
                "update rebuild_run set state = ?, facts = ?, facts_total = ?, facts_per_second = ?, failure = ?,"
                        + " finished_at = ?::timestamptz, beaten_at = now()"
                        + " where projection = ? and started_at = ? and state = 'RUNNING'",
                state,
                progress.read,
                Math.max(progress.total, progress.read),
                progress.perSecond(),
                failure,
                finishedAt,
                progress.projection,
                progress.startedAt);
    }

    public List<Run> list() {
        return sql.rows(ALL + " order by projection", RebuildRuns::run);
    }

    public Optional<Run> find(String projection) {
        return sql.row(ALL + " where projection = ?", RebuildRuns::run, projection);
    }

    private static Run run(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Run(
                row.getString("projection"),
                row.getBoolean("lost") ? "LOST" : row.getString("state"),
                row.getLong("facts"),
                row.getLong("facts_total"),
                row.getDouble("facts_per_second"),
                row.getString("failure"),
                Sql.instant(row, "started_at"),
                Sql.instantOrNull(row, "finished_at"));
    }

    /** How far a rebuild of this process is; read by the thread that tells. */
    private static final class Progress {
        private final String projection;
        private final Instant startedAt;
        private final long begunNanos = System.nanoTime();
        private volatile long read;
        private volatile long total;

        Progress(String projection, Instant startedAt) {
            this.projection = projection;
            this.startedAt = startedAt;
        }

        double perSecond() {
            return read / Math.max(1e-3, (System.nanoTime() - begunNanos) / 1e9);
        }
    }

    /**
     * A rebuild and what became of it.
     *
     * @param state RUNNING, DONE, FAILED, or LOST when its process has not been heard of for half a minute
     * @param facts facts replayed so far
     * @param factsTotal facts there are to replay, 0 until they are counted
     * @param factsPerSecond facts replayed a second since the start
     */
    public record Run(
            String projection,
            String state,
            long facts,
            long factsTotal,
            double factsPerSecond,
            @Nullable String failure,
            Instant startedAt,
            @Nullable Instant finishedAt) {}
}
