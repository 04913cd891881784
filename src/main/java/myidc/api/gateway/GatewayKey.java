package myidc.api.gateway;

import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import myidc.platform.db.Sql;
import org.apache.sshd.common.util.security.SecurityUtils;

/** The Ed25519 key by which the gateway proves who it is. It lies in one row beside the facts, made at first use, so that all portals show one. */
@Singleton
final class GatewayKey {
    private final Sql sql;

    GatewayKey(Sql sql) {
        this.sql = sql;
    }

    KeyPair pair() throws GeneralSecurityException {
        Kept kept = kept().orElse(null);
        if (kept == null) {
            KeyPairGenerator generator = SecurityUtils.getKeyPairGenerator(SecurityUtils.ED25519);
            KeyPair made = generator.generateKeyPair();
            sql.change(
                    "insert into console_gateway_key (id, public_key, private_key) values (1, ?, ?)"
                            + " on conflict (id) do nothing",
                    made.getPublic().getEncoded(),
                    made.getPrivate().getEncoded());
            kept = kept().orElseThrow();
        }
        KeyFactory keys = SecurityUtils.getKeyFactory(SecurityUtils.ED25519);
        return new KeyPair(
                keys.generatePublic(new X509EncodedKeySpec(kept.publicKey())),
                keys.generatePrivate(new PKCS8EncodedKeySpec(kept.privateKey())));
    }

    private Optional<Kept> kept() {
        return sql.row(
                "select public_key, private_key from console_gateway_key",
                row -> new Kept(row.getBytes(1), row.getBytes(2)));
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Kept(byte[] publicKey, byte[] privateKey) {
        /** Shown in no log. */
        @Override
        public String toString() {
            return "Kept[]";
        }
    }
}
