package myidc.tenancy;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.Locale;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Slows down guessing: after so many refused sign-ins within 15 minutes, for one username or from one address, further
 * ones are refused unread. Counted in PostgreSQL for all portals together, under digests of what is counted.
 */
@Singleton
final class SignInThrottle {
    private static final int WINDOW_SECONDS = 900;
    private static final String WINDOW = "interval '" + WINDOW_SECONDS + " seconds'";
    private final Sql sql;
    private final int perUsername;
    private final int perAddress;

    SignInThrottle(
            Sql sql,
            @ConfigProperty(name = "myidc.sign-in.failures-per-username", defaultValue = "10") int perUsername,
            @ConfigProperty(name = "myidc.sign-in.failures-per-address", defaultValue = "100") int perAddress) {
        this.sql = sql;
        this.perUsername = perUsername;
        this.perAddress = perAddress;
    }

    /** Refuses when there were too many failures lately. */
    void check(String username, String address) {
        if (failures(ofUsername(username)) >= perUsername || failures(ofAddress(address)) >= perAddress) {
            throw Refused.later(
                    TenancyRefusal.TOO_MANY_ATTEMPTS,
                    "Too many failed sign-ins; try again in a quarter of an hour",
                    WINDOW_SECONDS);
        }
    }

    void failed(String username, String address) {
        count(ofUsername(username));
        count(ofAddress(address));
    }

    void succeeded(String username) {
        sql.change("delete from sign_in_attempt where subject = ?", ofUsername(username));
    }

    private long failures(String subject) {
        return sql.count(
                "select failures from sign_in_attempt where subject = ? and window_began > now() - " + WINDOW, subject);
    }

    private void count(String subject) {
        sql.change(
                "insert into sign_in_attempt (subject, failures, window_began) values (?, 1, now())"
                        + " on conflict (subject) do update set"
                        + " failures = case when sign_in_attempt.window_began > now() - " + WINDOW
                        + " then sign_in_attempt.failures + 1 else 1 end,"
                        + " window_began = case when sign_in_attempt.window_began > now() - " + WINDOW
                        + " then sign_in_attempt.window_began else now() end",
                subject);
    }

    private static String ofUsername(String username) {
        return Secrets.hash("username " + username.toLowerCase(Locale.ROOT));
    }

    private static String ofAddress(String address) {
        return Secrets.hash("address " + address);
    }

    @Scheduled(every = "1h", delayed = "10m")
    void forget() {
        sql.change("delete from sign_in_attempt where window_began < now() - " + WINDOW);
    }
}
