package myidc.compute.read;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.HostId;
import myidc.shared.id.WaveId;
import org.jspecify.annotations.Nullable;

/** Reads waves and the turns of their guests. */
@Singleton
public final class Waves {
    private static final String WAVES = "select w.*,"
            + " (select count(*) from wave_guest_view g where g.wave_id = w.id) as guests,"
            + " (select count(*) from wave_guest_view g where g.wave_id = w.id and g.state = 'BEGUN') as begun,"
            + " (select count(*) from wave_guest_view g where g.wave_id = w.id and g.state = 'DONE') as done,"
            + " (select count(*) from wave_guest_view g where g.wave_id = w.id and g.state = 'FAILED') as failed,"
            + " (select count(*) from wave_guest_view g where g.wave_id = w.id and g.state = 'LEFT_OUT') as left_out"
            + " from wave_view w";
    private static final int RUNNING_MAX = 100;

    private final Sql sql;

    Waves(Sql sql) {
        this.sql = sql;
    }

    /** All waves, the latest first. */
    public Page<Wave> list(Page.Ask ask) {
        long all = sql.count("select count(*) from wave_view");
        List<Wave> some = sql.rows(
                WAVES + " order by w.id desc limit ? offset ?",
                Waves::wave,
                ask.size(),
                (ask.page() - 1L) * ask.size());
        return Page.of(some, ask, all);
    }

    public Optional<Wave> find(WaveId id) {
        return sql.row(WAVES + " where w.id = ?", Waves::wave, id.value());
    }

    /** Waves under way; paused ones too, for what is under way in them still ends. */
    public List<Wave> underWay() {
        return sql.rows(
                WAVES + " where w.state in ('RUNNING', 'PAUSED') or (w.state = 'CANCELLED' and exists (select from"
                        + " wave_guest_view g where g.wave_id = w.id and g.state = 'BEGUN')) order by w.id limit "
                        + RUNNING_MAX,
                Waves::wave);
    }

    /** The wave that empties or starts a host now. */
    public Optional<Wave> of(HostId host) {
        return sql.row(
                WAVES
                        + " where w.host_id = ? and w.state in ('PROPOSED', 'RUNNING', 'PAUSED') order by w.id desc limit 1",
                Waves::wave,
                host.value());
    }

    /** The last wave that emptied a host since its guests are to leave it. */
    public Optional<Wave> emptying(HostView host) {
        Instant since = host.drainingSince;
        return since == null
                ? Optional.empty()
                : sql.row(
                        WAVES + " where w.host_id = ? and w.kind = 'DRAIN' and w.proposed_at >= ?"
                                + " order by w.id desc limit 1",
                        Waves::wave,
                        host.id,
                        since);
    }

    /** Guests that other waves start at this instant, by their pools and plans. */
    public List<Starting> startingBeside(WaveId wave) {
        return sql.rows(
                "select i.pool_id, i.plan, count(*) as guests from wave_guest_view g"
                        + " join wave_view w on w.id = g.wave_id join instance_view i on i.id = g.instance_id"
                        + " where g.state = 'BEGUN' and w.deed = 'BOOT' and w.id <> ? and i.pool_id is not null"
                        + " group by i.pool_id, i.plan",
                row -> new Starting(row.getLong("pool_id"), row.getString("plan"), row.getLong("guests")),
                wave.value());
    }

    /** A wave's guests in their order. */
    public Page<Turn> turns(WaveId wave, Page.Ask ask) {
        long all = sql.count("select count(*) from wave_guest_view where wave_id = ?", wave.value());
        return Page.of(
                sql.rows(
                        "select * from wave_guest_view where wave_id = ? order by place limit ? offset ?",
                        Waves::turn,
                        wave.value(),
                        ask.size(),
                        (ask.page() - 1L) * ask.size()),
                ask,
                all);
    }

    private static Wave wave(ResultSet row) throws SQLException {
        return new Wave(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("deed"),
                row.getLong("site_id"),
                row.getObject("host_id", Long.class),
                row.getInt("at_once"),
                row.getInt("per_minute"),
                row.getString("reason"),
                row.getString("state"),
                row.getString("cause"),
                new Told(
                        at(row, "proposed_at"),
                        row.getString("proposed_by"),
                        at(row, "started_at"),
                        row.getString("started_by"),
                        at(row, "ended_at")),
                new Counts(
                        row.getInt("guests"),
                        row.getInt("begun"),
                        row.getInt("done"),
                        row.getInt("failed"),
                        row.getInt("left_out")));
    }

    private static Turn turn(ResultSet row) throws SQLException {
        return new Turn(
                row.getLong("instance_id"),
                row.getString("label"),
                row.getInt("place"),
                row.getInt("priority"),
                row.getLong("host_id"),
                row.getObject("goal_id", Long.class),
                row.getString("state"),
                row.getString("cause"),
                at(row, "begun_at"),
                at(row, "ended_at"));
    }

    private static @Nullable Instant at(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /**
     * A wave.
     *
     * @param state PROPOSED, RUNNING, PAUSED, DONE, CANCELLED or REFUSED
     * @param cause why it is paused, cancelled or refused
     */
    public record Wave(
            long id,
            String kind,
            String deed,
            long siteId,
            @Nullable Long hostId,
            int atOnce,
            int perMinute,
            String reason,
            String state,
            @Nullable String cause,
            Told told,
            Counts counts) {}

    /** When and by whom. */
    public record Told(
            @Nullable Instant proposedAt,
            String proposedBy,
            @Nullable Instant startedAt,
            @Nullable String startedBy,
            @Nullable Instant endedAt) {}

    /** How many guests; those that wait are what is left. */
    public record Counts(int guests, int begun, int done, int failed, int leftOut) {}

    /**
     * A guest's turn.
     *
     * @param state WAITING, BEGUN, DONE, FAILED or LEFT_OUT
     */
    public record Turn(
            long instanceId,
            String label,
            int place,
            int priority,
            long hostId,
            @Nullable Long goalId,
            String state,
            @Nullable String cause,
            @Nullable Instant begunAt,
            @Nullable Instant endedAt) {}

    /** So many guests of a plan that are being started from one pool. */
    public record Starting(long poolId, String plan, long guests) {}
}
