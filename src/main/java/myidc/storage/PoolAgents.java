package myidc.storage;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import myidc.platform.db.Sql;
import myidc.platform.security.AgentSource;
import myidc.shared.Caller;
import myidc.shared.Role;
import myidc.shared.id.PoolId;

/** Knows agents again by their tokens: each may post outputs of one pool. */
@Singleton
public final class PoolAgents implements AgentSource {
    /** What every agent of a pool may do; which pool it is for stands in a second scope. */
    public static final String SCOPE = "pools:report";

    private static final int TOKEN_CHARS_MAX = 200;
    private static final int RANDOM_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Sql sql;
    private final Clock clock;

    PoolAgents(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** A new token, to be shown once. */
    public static String token() {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return PREFIX + HexFormat.of().formatHex(random);
    }

    public static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Whether staff or an agent of another pool; an agent may report its own pool only. */
    public static boolean mayReport(Caller caller, PoolId pool) {
        return caller.role() != Role.PROGRAM || caller.scopes().contains(scope(pool.value()));
    }

    @Override
    public Optional<Caller> byAgentToken(String token, String source) {
        if (token.length() > TOKEN_CHARS_MAX) {
            return Optional.empty();
        }
        return sql.row(
                "select id, pool_id from pool_agent_view where token_hash = ? and revoked_at is null"
                        + " and (expiry is null or expiry > ?)",
                row -> new Caller(
                        Role.PROGRAM,
                        null,
                        null,
                        "pool-agent-" + row.getLong("id"),
                        Set.of(SCOPE, scope(row.getLong("pool_id"))),
                        true,
                        source),
                hash(token),
                clock.instant());
    }

    private static String scope(long pool) {
        return SCOPE + ":" + pool;
    }
}
