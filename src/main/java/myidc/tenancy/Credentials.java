package myidc.tenancy;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sql;
import myidc.platform.security.CallerSource;
import myidc.shared.Caller;
import myidc.shared.Role;
import myidc.shared.id.PersonId;
import myidc.shared.id.TenantId;
import myidc.shared.id.TokenId;
import myidc.tenancy.TokenCommand.NoteFirstUse;
import org.jspecify.annotations.Nullable;

/** From credentials to callers, by one query a request, so that what is revoked anywhere ends everywhere at once. */
@Singleton
final class Credentials implements CallerSource {
    private static final int CREDENTIAL_CHARS_MAX = 512;
    private static final String PERSON = "p.id, p.role, p.tenant_id, p.restricted";
    private final Sql sql;
    private final Clock clock;
    private final Commands commands;
    private final Sessions sessions;

    Credentials(Sql sql, Clock clock, Commands commands, Sessions sessions) {
        this.sql = sql;
        this.clock = clock;
        this.commands = commands;
        this.sessions = sessions;
    }

    @Override
    public Optional<Caller> byToken(String token, String source) {
        if (token.length() > CREDENTIAL_CHARS_MAX) {
            return Optional.empty();
        }
        Optional<Held> held = sql.row(
                "select " + PERSON + ", t.id as token_id, t.scopes, t.expiry, t.first_used_at from token_view t"
                        + " join person_view p on p.id = t.person_id where t.hash = ? and "
                        + Sessions.LET_IN,
                row -> held(row, source),
                Secrets.hash(token));
        Optional<Held> valid = held.filter(known -> known.validAt(clock.instant()));
        valid.filter(known -> !known.used())
                .ifPresent(known -> commands.sendAs(known.caller(), new NoteFirstUse(known.token())));
        return valid.map(Held::caller);
    }

    @Override
    public Optional<Caller> bySession(String session, String source) {
        if (session.length() > CREDENTIAL_CHARS_MAX) {
            return Optional.empty();
        }
        return sessions.find(
                session, PERSON, row -> caller(row, Scopes.ALL.names().toArray(String[]::new), source));
    }

    private static Held held(ResultSet row, String source) throws SQLException {
        String scopes = row.getString("scopes");
        return new Held(
                new TokenId(row.getLong("token_id")),
                caller(row, scopes.isEmpty() ? new String[0] : scopes.split(" "), source),
                Sql.instantOrNull(row, "expiry"),
                Sql.instantOrNull(row, "first_used_at") != null);
    }

    private static Caller caller(ResultSet row, String[] scopes, String source) throws SQLException {
        PersonId person = new PersonId(row.getLong("id"));
        long tenant = row.getLong("tenant_id");
        TenantId own = row.wasNull() ? null : new TenantId(tenant);
        Role role = Role.valueOf(row.getString("role"));
        return new Caller(role, person, own, person.text(), Set.of(scopes), row.getBoolean("restricted"), source);
    }

    private record Held(
            TokenId token, Caller caller, @Nullable Instant expiry, boolean used) {
        boolean validAt(Instant now) {
            return expiry == null || expiry.isAfter(now);
        }
    }
}
