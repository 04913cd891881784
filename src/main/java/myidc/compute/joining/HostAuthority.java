package myidc.compute.joining;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import myidc.compute.joining.Certificates.Issuer;
import myidc.compute.joining.Certificates.Span;
import myidc.platform.db.Sql;

/**
 * Signs the certificates of hosts that join, and has one of its own to show them. What it knows lies in one row beside the
 * facts, made at first use, and counts by PostgreSQL's time: a book whose clock was moved has no other certificates.
 */
@Singleton
public class HostAuthority {
    /** How hosts know the portal; they let nobody else in. */
    public static final String CLIENT = "myidc-portal";

    private static final String NAME = "MyIDC hosts";
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(20 * 365);
    private static final Duration HOST_LIFE = Duration.ofDays(5 * 365);

    private final Sql sql;

    HostAuthority(Sql sql) {
        this.sql = sql;
    }

    /** A certificate for the host's key and address, and that of the authority, in this order. */
    @Transactional
    public String certificates(String address, PublicKey key) {
        Kept kept = kept();
        try {
            Issuer issuer = new Issuer(NAME, Certificates.privateKey(kept.key()));
            return Certificates.host(issuer, address, key, new Span(now(), HOST_LIFE)) + kept.certificate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What libvirt wants to find in a folder for connections to hosts that joined. */
    @Transactional
    public ClientFiles clientFiles() {
        Kept kept = kept();
        return new ClientFiles(kept.certificate(), kept.clientCertificate(), kept.clientKey());
    }

    private Kept kept() {
        return sql.row("select * from host_authority", HostAuthority::read).orElseGet(this::make);
    }

    private static Kept read(ResultSet row) throws SQLException {
        return new Kept(
                row.getString("certificate"),
                row.getString("private_key"),
                row.getString("client_certificate"),
                row.getString("client_key"));
    }

    /** Of two portals that make one at once the first is heard. */
    private Kept make() {
        Instant now = now();
        try {
            KeyPair keys = Certificates.newKeys();
            KeyPair client = Certificates.newKeys();
            Issuer issuer = new Issuer(NAME, keys.getPrivate());
            Span span = new Span(now, AUTHORITY_LIFE);
            sql.change(
                    "insert into host_authority (id, certificate, private_key, client_certificate, client_key, made_at)"
                            + " values (1, ?, ?, ?, ?, ?) on conflict (id) do nothing",
                    Certificates.authority(NAME, keys, now, AUTHORITY_LIFE),
                    Certificates.pem(keys.getPrivate()),
                    Certificates.client(issuer, CLIENT, client.getPublic(), span),
                    Certificates.pemWithPublic(client),
                    now);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has P-256", e);
        }
        return sql.row("select * from host_authority", HostAuthority::read).orElseThrow();
    }

    private Instant now() {
        return sql.row("select clock_timestamp() as now", row -> Sql.instant(row, "now"))
                .orElseThrow();
    }

    private record Kept(String certificate, String key, String clientCertificate, String clientKey) {
        /** Shown in no log. */
        @Override
        public String toString() {
            return "Kept[]";
        }
    }

    /** PEM files, the last one a secret. */
    public record ClientFiles(String authority, String certificate, String key) {
        /** Shown in no log. */
        @Override
        public String toString() {
            return "ClientFiles[]";
        }
    }
}
