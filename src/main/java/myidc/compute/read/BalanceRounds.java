package myidc.compute.read;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import myidc.platform.db.Sql;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** Reads the rounds in which the hosts of a site were judged, up to now or up to an instant. */
@Singleton
public final class BalanceRounds {
    /** A week of rounds a quarter of an hour apart. */
    private static final int ROUNDS_MAX = 672;

    private final Sql sql;
    private final Clock clock;

    BalanceRounds(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The latest first. */
    public List<Round> of(SiteId site, @Nullable Instant asOf, int most) {
        return sql.rows(
                "select * from balance_round where site_id = ? and held_at <= ?::timestamptz order by held_at desc"
                        + " limit ?",
                row -> round(row, site),
                site.value(),
                asOf == null ? clock.instant() : asOf,
                Math.min(most, ROUNDS_MAX));
    }

    private Round round(ResultSet row, SiteId site) throws SQLException {
        Instant at = Sql.instant(row, "held_at");
        String stop = row.getString("stop");
        return new Round(
                at,
                row.getLong("rule_id"),
                row.getInt("threshold"),
                row.getInt("rounds"),
                row.getInt("standing"),
                row.getInt("hosts"),
                row.getInt("guests"),
                row.getInt("measured"),
                row.getBigDecimal("imbalance"),
                row.getBigDecimal("lowest"),
                row.getBigDecimal("highest"),
                stop,
                row.getBigDecimal("imbalance_after"),
                row.getObject("wave_id", Long.class),
                stop == null ? List.of() : moves(site, at));
    }

    private List<Move> moves(SiteId site, Instant at) {
        return sql.rows(
                "select * from balance_move where site_id = ? and held_at = ?::timestamptz order by place",
                row -> new Move(
                        row.getLong("instance_id"),
                        row.getString("label"),
                        row.getLong("from_host"),
                        row.getLong("to_host"),
                        row.getLong("copy_mb"),
                        row.getBigDecimal("minutes"),
                        row.getBigDecimal("gain"),
                        row.getBigDecimal("cost"),
                        row.getBigDecimal("imbalance_after")),
                site.value(),
                at);
    }

    /**
     * A round.
     *
     * @param rounds how many in a row above the threshold there have to be
     * @param standing how many there are with this one
     * @param measured guests whose load was measured, or is their part of what their host measured
     * @param imbalance standard deviation of the hosts' loads, in points; null when nothing was measured
     * @param lowest load of the emptiest host
     * @param stop why there is no further move; null when no moves were looked for
     * @param waveId the wave that was proposed; null for none
     */
    public record Round(
            Instant at,
            long ruleId,
            int threshold,
            int rounds,
            int standing,
            int hosts,
            int guests,
            int measured,
            @Nullable BigDecimal imbalance,
            @Nullable BigDecimal lowest,
            @Nullable BigDecimal highest,
            @Nullable String stop,
            @Nullable BigDecimal imbalanceAfter,
            @Nullable Long waveId,
            List<Move> moves) {}

    /**
     * An advised move, in its turn.
     *
     * @param minutes that copying takes at the link's rate
     * @param gain points by which the fuller of the two hosts gets less full
     * @param cost points that so many minutes must gain
     */
    public record Move(
            long instanceId,
            String label,
            long fromHostId,
            long toHostId,
            long copyMb,
            BigDecimal minutes,
            BigDecimal gain,
            BigDecimal cost,
            BigDecimal imbalanceAfter) {}
}
