package myidc.api.portal;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import myidc.compute.event.ConsoleEvent.Kind;
import myidc.platform.db.Sql;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.tenancy.Secrets;

/** Who may open a console through a socket: whoever has the ticket, once, and soon. */
@Singleton
class ConsoleTickets {
    static final Duration GOOD_FOR = Duration.ofSeconds(60);

    private final Sql sql;
    private final Clock clock;

    ConsoleTickets(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** A ticket that is good until the instant; those that were not used in their time go. */
    String issue(Seat seat, Instant until) {
        String ticket = Secrets.token();
        sql.change("delete from console_ticket where expires_at < ?", Timestamp.from(clock.instant()));
        sql.change(
                "insert into console_ticket (hash, instance_id, host_id, kind, expires_at) values (?, ?, ?, ?, ?)",
                Secrets.hash(ticket),
                seat.guest().value(),
                seat.host().value(),
                seat.kind().name(),
                Timestamp.from(until));
        return ticket;
    }

    /** What the ticket opens; it opens nothing more. */
    @Transactional
    Optional<Seat> use(String ticket) {
        return sql.row(
                "delete from console_ticket ticket where hash = ? and expires_at >= ? and not exists (select from"
                        + " instance_view guest where guest.id = ticket.instance_id and guest.owned_since >"
                        + " ticket.expires_at - make_interval(secs => ?)) returning instance_id, host_id, kind",
                row -> new Seat(
                        new InstanceId(row.getLong(1)), new HostId(row.getLong(2)), Kind.valueOf(row.getString(3))),
                Secrets.hash(ticket),
                Timestamp.from(clock.instant()),
                GOOD_FOR.toSeconds());
    }

    /** Whether the guest became another tenant's after an instant. */
    boolean isHandedOver(InstanceId guest, Instant since) {
        return sql.count("select count(*) from instance_view where id = ? and owned_since > ?", guest.value(), since)
                > 0;
    }

    /** Which console of which guest. */
    record Seat(InstanceId guest, HostId host, Kind kind) {}
}
