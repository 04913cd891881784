package myidc.compute.joining;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import myidc.compute.ComputeRefusal;
import myidc.platform.db.Sql;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.HostId;
import org.jspecify.annotations.Nullable;

/**
 * Who may bring a host in: a token good for one hour and one machine, kept as its hash. A command that broke off may be
 * run again by the same machine; once the host is connected the token is spent. Time is PostgreSQL's own.
 */
@Singleton
public class HostInvitations {
    private static final int TOKEN_BYTES = 32;
    private static final int MINUTES = 60;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Sql sql;

    HostInvitations(Sql sql) {
        this.sql = sql;
    }

    /** A new invitation for the host, in place of an earlier one; nobody can read its token again. */
    @Transactional
    public Invitation invite(HostId host, String by) {
        byte[] random = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        sql.change(
                "insert into host_join (host_id, token_hash, expires_at, invited_by) values"
                        + " (?, ?, clock_timestamp() + make_interval(mins => ?), ?) on conflict (host_id) do update set"
                        + " token_hash = excluded.token_hash, expires_at = excluded.expires_at,"
                        + " invited_by = excluded.invited_by, key_hash = null",
                host.value(),
                hash(token.getBytes(StandardCharsets.UTF_8)),
                MINUTES,
                by);
        Instant expires = sql.row(
                        "select expires_at from host_join where host_id = ?",
                        row -> Sql.instant(row, "expires_at"),
                        host.value())
                .orElseThrow();
        return new Invitation(token, expires);
    }

    /** Binds the token to the machine that has the key; refused when it is another's or not good any more. */
    @Transactional
    public HostId bind(String token, byte[] key, String address) {
        Asked asked = asked(token);
        String known = asked.keyHash();
        if (known != null && !known.equals(hash(key))) {
            throw Refused.because(ComputeRefusal.JOIN_TOKEN_USED, "Another machine has used this token already");
        }
        String literal = address.contains(":") ? "[" + address + "]" : address;
        refuseOthers(asked.host(), literal);
        sql.change(
                "update host_join set key_hash = ?, uri = ? where host_id = ?",
                hash(key),
                "qemu+tls://" + literal + "/system",
                asked.host().value());
        return asked.host();
    }

    /** A certificate for the address of another host would let this one pretend to be that. */
    private void refuseOthers(HostId host, String address) {
        sql.row(
                        "select id from host_view where id <> ? and lower(substring(uri"
                                + " from '^[a-z+]+://(?:[^@/]*@)?(\\[[^]]*\\]|[^/:?]*)')) = lower(?) limit 1",
                        row -> new HostId(row.getLong("id")),
                        host.value(),
                        address)
                .ifPresent(other -> {
                    throw Refused.heldBy(
                            ComputeRefusal.HOST_URI_TAKEN, "address", other + " answers at " + address, other.text());
                });
    }

    /** Where the machine of the token answers, by the certificate that it was given. */
    @Transactional
    public Bound bound(String token) {
        Asked asked = asked(token);
        String uri = asked.uri();
        if (asked.keyHash() == null || uri == null) {
            throw Refused.because(ComputeRefusal.JOIN_NOT_BEGUN, "Ask for a certificate first");
        }
        return new Bound(asked.host(), uri);
    }

    /** The host is connected, so the token is good for nothing any more. */
    @Transactional
    public void end(HostId host) {
        sql.change(
                "update host_join set token_hash = null, joined_uri = uri, joined_at = clock_timestamp() where host_id = ?",
                host.value());
    }

    /** Whether the host that answers there, or is about to, has been given a certificate of ours. */
    @Transactional
    public boolean hasCertificate(String uri) {
        return sql.row("select 1 from host_join where ? in (uri, joined_uri) limit 1", row -> true, uri)
                .orElse(false);
    }

    private Asked asked(String token) {
        return sql.row(
                        "select host_id, key_hash, uri from host_join where token_hash = ?"
                                + " and expires_at > clock_timestamp()",
                        row -> new Asked(
                                new HostId(row.getLong("host_id")), row.getString("key_hash"), row.getString("uri")),
                        hash(token.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow(() -> Refused.because(
                        CommonRefusal.UNAUTHENTICATED, "The token is unknown, spent or older than an hour"));
    }

    private static String hash(byte[] what) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(what));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** What is told once. */
    public record Invitation(String token, Instant expiresAt) {
        /** Shown in no log. */
        @Override
        public String toString() {
            return "Invitation[" + expiresAt + "]";
        }
    }

    /** The machine that is about to be the host, and where it answers. */
    public record Bound(HostId host, String uri) {}

    private record Asked(
            HostId host, @Nullable String keyHash, @Nullable String uri) {}
}
