package myidc.platform.security;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import myidc.platform.db.Sql;

/**
 * Counts calls in windows that PostgreSQL keeps for all portals together, in a table that is not worth a write to its log.
 * Time is PostgreSQL's own, because a client's patience does not follow the book's clock.
 */
@Singleton
public final class CallWindows {
    private final Sql sql;

    CallWindows(Sql sql) {
        this.sql = sql;
    }

    public Counted count(Window window) {
        return sql.row(counting(window.seconds(), "values (?, ?, now(), 1)"), Counted::of, window.who(), window.what())
                .orElseThrow();
    }

    /** The statement that counts {@code rows} of who, what, now and one; it returns what {@link Counted#of} reads. */
    public static String counting(int seconds, String rows) {
        String live = "rate_window.began > now() - make_interval(secs => " + seconds + ")";
        return "insert into rate_window (who, what, began, used) " + rows
                + " on conflict (who, what) do update set used = case when " + live
                + " then rate_window.used + 1 else 1 end, began = case when " + live
                + " then rate_window.began else now() end returning used as window_used,"
                + " ceil(extract(epoch from began) + " + seconds + ")::bigint as window_reset,"
                + " greatest(1, ceil(extract(epoch from began - now()) + " + seconds
                + "))::int as window_seconds_left";
    }

    /** Forgets windows that ended long ago. */
    public void forget() {
        sql.change("delete from rate_window where began < now() - interval '10 minutes'");
    }

    /**
     * In which window a call counts.
     *
     * @param who whose calls count together
     * @param what kind of calls they are
     * @param seconds how long it is
     */
    public record Window(String who, String what, int seconds) {}

    /**
     * How a window stands.
     *
     * @param used calls in it, this one included
     * @param resetEpochSecond when it ends
     */
    public record Counted(int used, long resetEpochSecond, int secondsLeft) {
        public static Counted of(ResultSet row) throws SQLException {
            return new Counted(
                    row.getInt("window_used"), row.getLong("window_reset"), row.getInt("window_seconds_left"));
        }
    }
}
