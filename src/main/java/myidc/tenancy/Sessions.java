package myidc.tenancy;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.Optional;
import myidc.platform.db.Sql;
import myidc.shared.id.PersonId;

/**
 * Sessions of browsers, known by the hash of their secret. One ends 12 hours after its last use, and 7 days after it was
 * opened at the latest. Time is PostgreSQL's own: an operator who moves the book's clock a month ahead stays signed in.
 */
@Singleton
public final class Sessions {
    private static final String IDLE = "interval '12 hours'";
    private static final String AT_MOST = "interval '7 days'";
    /** That the person {@code p} is let in: neither gone nor of an account that is closed. */
    static final String LET_IN = "p.state = 'ACTIVE' and not exists (select 1 from tenant_view own where own.id ="
            + " p.tenant_id and own.closed_at is not null)";

    private final Sql sql;

    Sessions(Sql sql) {
        this.sql = sql;
    }

    /** Opens a session; answers the secret that the browser keeps. */
    public String open(PersonId person) {
        String secret = Secrets.token();
        sql.change(
                "insert into web_session (hash, person_id, expires_at) values (?, ?, now() + " + IDLE + ")",
                Secrets.hash(secret),
                person.value());
        return secret;
    }

    /** Ends a session; one that is unknown is ended already. */
    public void end(String secret) {
        sql.change("delete from web_session where hash = ?", Secrets.hash(secret));
    }

    /** What {@code row} reads of the person {@code p} behind a live session, whose life it prolongs. */
    <R> Optional<R> find(String secret, String columns, Sql.Row<R> row) {
        String hash = Secrets.hash(secret);
        Optional<R> found = sql.row(
                "select " + columns + " from web_session s join person_view p on p.id = s.person_id"
                        + " where s.hash = ? and s.expires_at > now() and " + LET_IN,
                row,
                hash);
        if (found.isPresent()) {
            prolong(hash);
        }
        return found;
    }

    /** At most every five minutes, so that a page with many requests does not write as many times. */
    private void prolong(String hash) {
        sql.change(
                "update web_session set expires_at = least(now() + " + IDLE + ", opened_at + " + AT_MOST + ")"
                        + " where hash = ? and expires_at < now() + " + IDLE + " - interval '5 minutes'"
                        + " and expires_at < opened_at + " + AT_MOST,
                hash);
    }

    @Scheduled(every = "1h", delayed = "10m")
    void forget() {
        sql.change("delete from web_session where expires_at < now()");
        sql.change("delete from oauth_code where expires_at < now()");
    }
}
