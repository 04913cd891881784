package myidc.compute.reconcile;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import myidc.compute.read.BalanceRounds.Move;
import myidc.compute.read.BalanceRounds.Round;
import myidc.platform.db.Sql;
import myidc.shared.id.SiteId;

/** Keeps which rounds were held and what they found. Measurements: a rebuild of the views leaves them as they are. */
@Singleton
class BalanceTable {
    private static final Duration KEPT = Duration.ofDays(35);

    private final Sql sql;

    BalanceTable(Sql sql) {
        this.sql = sql;
    }

    /** Sites that have hosts. */
    List<SiteId> sites() {
        return sql.rows(
                "select distinct site_id from host_view order by 1 limit 1000", row -> new SiteId(row.getLong(1)));
    }

    /** Whether a round is due, which then is this portal's to hold. */
    boolean take(SiteId site, Instant now, Duration every) {
        return sql.change(
                        "insert into balance_due (site_id, held_at) values (?, ?) on conflict (site_id) do update"
                                + " set held_at = excluded.held_at where balance_due.held_at <= ?::timestamptz",
                        site.value(),
                        now,
                        now.minus(every))
                == 1;
    }

    /** The round, with what it advises; those of long ago go. */
    void keep(SiteId site, Round round) {
        sql.change(
                "insert into balance_round (site_id, held_at, rule_id, threshold, rounds, standing, hosts, guests,"
                        + " measured, imbalance, lowest, highest, stop, imbalance_after, wave_id) values (?, ?, ?, ?, ?,"
                        + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::bigint) on conflict do nothing",
                site.value(),
                round.at(),
                round.ruleId(),
                round.threshold(),
                round.rounds(),
                round.standing(),
                round.hosts(),
                round.guests(),
                round.measured(),
                round.imbalance(),
                round.lowest(),
                round.highest(),
                round.stop(),
                round.imbalanceAfter(),
                round.waveId());
        int place = 0;
        for (Move move : round.moves()) {
            sql.change(
                    "insert into balance_move (site_id, held_at, place, instance_id, label, from_host, to_host,"
                            + " copy_mb, minutes, gain, cost, imbalance_after) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                            + " on conflict do nothing",
                    site.value(),
                    round.at(),
                    ++place,
                    move.instanceId(),
                    move.label(),
                    move.fromHostId(),
                    move.toHostId(),
                    move.copyMb(),
                    move.minutes(),
                    move.gain(),
                    move.cost(),
                    move.imbalanceAfter());
        }
        Instant before = round.at().minus(KEPT);
        sql.change("delete from balance_move where site_id = ? and held_at < ?", site.value(), before);
        sql.change("delete from balance_round where site_id = ? and held_at < ?", site.value(), before);
    }

    /** Whether moves of the site wait for somebody, or are under way. */
    boolean isRebalanced(SiteId site) {
        return sql.count(
                        "select count(*) from wave_view where site_id = ? and kind = 'REBALANCE'"
                                + " and state in ('PROPOSED', 'RUNNING', 'PAUSED')",
                        site.value())
                > 0;
    }
}
