package myidc.metering.intake;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import myidc.metering.MeteringRefusal;
import myidc.platform.db.Sequences;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/** Programs that may send samples, and nothing else; a token is shown once and kept as its hash. */
@Singleton
public final class Agents {
    private static final int LIST_MAX = 500;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Sql sql;
    private final Sequences sequences;
    private final Clock clock;

    Agents(Sql sql, Sequences sequences, Clock clock) {
        this.sql = sql;
        this.sequences = sequences;
        this.clock = clock;
    }

    /** Admits an agent; the answer holds its token, which nobody can read again. */
    public Admitted admit(String name, String by) {
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        int made = sql.change(
                "insert into meter_agent (id, name, token_hash, created_by, created_at) values (?, ?, ?, ?, ?)"
                        + " on conflict (name) do nothing",
                sequences.next("meteragent"),
                name,
                hash(token),
                by,
                clock.instant());
        if (made == 0) {
            throw Refused.field(MeteringRefusal.METER_POINT_TAKEN, "name", "There is an agent " + name + " already");
        }
        return new Admitted(
                list().stream()
                        .filter(agent -> agent.name().equals(name))
                        .findFirst()
                        .orElseThrow(),
                token);
    }

    /** The agent of a token that was not revoked. */
    public Optional<String> byToken(String token) {
        return sql.row(
                "select name from meter_agent where token_hash = ? and revoked_at is null",
                row -> row.getString("name"),
                hash(token));
    }

    public void revoke(long id) {
        int changed = sql.change(
                "update meter_agent set revoked_at = coalesce(revoked_at, ?::timestamptz) where id = ?",
                clock.instant(),
                id);
        if (changed == 0) {
            throw Refused.because(MeteringRefusal.METER_AGENT_NOT_FOUND, "There is no agent " + id);
        }
    }

    public List<Agent> list() {
        return sql.rows(
                "select * from meter_agent order by id limit ?",
                row -> new Agent(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getString("created_by"),
                        Sql.instant(row, "created_at"),
                        Sql.instantOrNull(row, "revoked_at")),
                LIST_MAX);
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** An agent. */
    public record Agent(
            long id,
            String name,
            String createdBy,
            Instant createdAt,
            @Nullable Instant revokedAt) {}

    /** An agent with its token, shown this once. */
    public record Admitted(Agent agent, String token) {}
}
