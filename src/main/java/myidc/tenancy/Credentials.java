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
import myidc.platform.security.CallWindows;
import myidc.platform.security.CallWindows.Counted;
import myidc.platform.security.CallWindows.Window;
import myidc.platform.security.CallerSource;
import myidc.shared.Caller;
import myidc.shared.Role;
import myidc.shared.id.PersonId;
import myidc.shared.id.TenantId;
import myidc.shared.id.TokenId;
import myidc.tenancy.TokenCommand.NoteFirstUse;
import org.jspecify.annotations.Nullable;

/**
 * From credentials to callers, by one query a request, so that what is revoked anywhere ends everywhere at once; the same
 * query counts the call.
 */
@Singleton
final class Credentials implements CallerSource {
    private static final int CREDENTIAL_CHARS_MAX = 512;
    private static final String PERSON = "p.id, p.role, p.tenant_id, p.restricted";
    private static final String BY_TOKEN = "select " + PERSON + ", t.id as token_id, t.scopes, t.first_used_at"
            + " from token_view t join person_view p on p.id = t.person_id where t.hash = ? and " + Sessions.LET_IN
            + " and (t.expiry is null or t.expiry > ?)";

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
    public Optional<Known> byToken(String token, String source, @Nullable Window window) {
        if (token.length() > CREDENTIAL_CHARS_MAX) {
            return Optional.empty();
        }
        String hash = Secrets.hash(token);
        Instant now = clock.instant();
        Optional<Held> held = window == null
                ? sql.row(BY_TOKEN, row -> held(row, source, null), hash, now)
                : sql.row(
                        "with known as (" + BY_TOKEN + "), counted as ("
                                + CallWindows.counting(window.seconds(), "select ?, ?, now(), 1 from known")
                                + ") select known.*, counted.* from known, counted",
                        row -> held(row, source, Counted.of(row)),
                        hash,
                        now,
                        window.who(),
                        window.what());
        held.filter(known -> !known.used())
                .ifPresent(known -> commands.sendAs(known.caller(), new NoteFirstUse(known.token())));
        return held.map(known -> new Known(known.caller(), known.counted()));
    }

    @Override
    public Optional<Caller> bySession(String session, String source) {
        if (session.length() > CREDENTIAL_CHARS_MAX) {
            return Optional.empty();
        }
        return sessions.find(
                session, PERSON, row -> caller(row, Scopes.ALL.names().toArray(String[]::new), source));
    }

    private static Held held(ResultSet row, String source, @Nullable Counted counted) throws SQLException {
        String scopes = row.getString("scopes");
        return new Held(
                new TokenId(row.getLong("token_id")),
                caller(row, scopes.isEmpty() ? new String[0] : scopes.split(" "), source),
                Sql.instantOrNull(row, "first_used_at") != null,
                counted);
    }

    private static Caller caller(ResultSet row, String[] scopes, String source) throws SQLException {
        PersonId person = new PersonId(row.getLong("id"));
        long tenant = row.getLong("tenant_id");
        TenantId own = row.wasNull() ? null : new TenantId(tenant);
        Role role = Role.valueOf(row.getString("role"));
        return new Caller(role, person, own, person.text(), Set.of(scopes), row.getBoolean("restricted"), source);
    }

    private record Held(
            TokenId token,
            Caller caller,
            boolean used,
            @Nullable Counted counted) {}
}
