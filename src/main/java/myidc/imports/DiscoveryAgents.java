package myidc.imports;

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
import java.util.Set;
import myidc.inventory.InventoryRefusal;
import myidc.platform.db.Sequences;
import myidc.platform.db.Sql;
import myidc.platform.security.AgentSource;
import myidc.shared.Caller;
import myidc.shared.Refused;
import myidc.shared.Role;
import org.jspecify.annotations.Nullable;

/** Programs that may post one kind of thing that they see, and nothing else; a token is shown once and kept as its hash. */
@Singleton
public final class DiscoveryAgents implements AgentSource {
    /** Of those that post what they discover. */
    public static final String SCOPE = "discoveries:post";

    /** Of those that post what they measured of hosts. */
    public static final String USAGE_SCOPE = "host-usage:post";

    private static final int TOKEN_CHARS_MAX = 200;
    private static final int RANDOM_BYTES = 32;
    private static final int AGENTS_MAX = 500;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Sql sql;
    private final Sequences sequences;
    private final Clock clock;

    DiscoveryAgents(Sql sql, Sequences sequences, Clock clock) {
        this.sql = sql;
        this.sequences = sequences;
        this.clock = clock;
    }

    /** Admits an agent; the answer holds its token, which nobody can read again. To be called within a transaction. */
    public Admitted admit(String name, String scope, String by) {
        sql.rows("select pg_advisory_xact_lock(hashtext('discovery agents'))", row -> true);
        if (sql.count("select count(*) from discovery_agent") >= AGENTS_MAX) {
            throw Refused.because(
                    InventoryRefusal.DISCOVERY_AGENTS_TOO_MANY, "There are " + AGENTS_MAX + " agents already");
        }
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        String token = PREFIX + HexFormat.of().formatHex(random);
        Agent agent = new Agent(sequences.next("discoveryagent"), name, scope, by, clock.instant(), null);
        int made = sql.change(
                "insert into discovery_agent (id, name, scope, token_hash, created_by, created_at) values (?, ?, ?, ?, ?, ?)"
                        + " on conflict (name) do nothing",
                agent.id(),
                name,
                scope,
                hash(token),
                by,
                agent.createdAt());
        if (made == 0) {
            throw Refused.field(
                    InventoryRefusal.DISCOVERY_AGENT_TAKEN, "name", "There is an agent " + name + " already");
        }
        return new Admitted(agent, token);
    }

    public void revoke(long id) {
        int changed = sql.change(
                "update discovery_agent set revoked_at = coalesce(revoked_at, ?::timestamptz) where id = ?",
                clock.instant(),
                id);
        if (changed == 0) {
            throw Refused.because(InventoryRefusal.DISCOVERY_AGENT_NOT_FOUND, "There is no discovery agent " + id);
        }
    }

    /** All, or those that had been admitted by an instant as they stood then. */
    public List<Agent> list(@Nullable Instant asOf) {
        Instant at = asOf == null ? clock.instant() : asOf;
        return sql.rows(
                "select id, name, scope, created_by, created_at, case when revoked_at <= ? then revoked_at end as revoked_at"
                        + " from discovery_agent where created_at <= ? order by id limit ?",
                row -> new Agent(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getString("scope"),
                        row.getString("created_by"),
                        Sql.instant(row, "created_at"),
                        Sql.instantOrNull(row, "revoked_at")),
                at,
                at,
                AGENTS_MAX);
    }

    @Override
    public Optional<Caller> byAgentToken(String token, String source) {
        if (token.length() > TOKEN_CHARS_MAX) {
            return Optional.empty();
        }
        return sql.row(
                "select id, scope from discovery_agent where token_hash = ? and revoked_at is null",
                row -> new Caller(
                        Role.PROGRAM,
                        null,
                        null,
                        "discovery-agent-" + row.getLong("id"),
                        Set.of(row.getString("scope")),
                        true,
                        source),
                hash(token));
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** An agent. */
    public record Agent(
            long id,
            String name,
            String scope,
            String createdBy,
            Instant createdAt,
            @Nullable Instant revokedAt) {}

    /** An agent with its token, shown this once. */
    public record Admitted(Agent agent, String token) {}
}
