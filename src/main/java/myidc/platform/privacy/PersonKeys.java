package myidc.platform.privacy;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import myidc.platform.db.Sql;

/** One AES-256 key per person, beside the facts and never in them; without it what it sealed is gone for good. */
@Singleton
public final class PersonKeys {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Sql sql;
    private final SecureRandom random = new SecureRandom();

    PersonKeys(Sql sql) {
        this.sql = sql;
    }

    /** Seals text under the person's key, which is made on first use. */
    public Personal seal(String person, String text) {
        return sealed(person, keyOrNew(person), text);
    }

    private Personal sealed(String person, byte[] key, String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] secret = run(Cipher.ENCRYPT_MODE, key, nonce, text.getBytes(StandardCharsets.UTF_8));
        byte[] both = Arrays.copyOf(nonce, NONCE_BYTES + secret.length);
        System.arraycopy(secret, 0, both, NONCE_BYTES, secret.length);
        return new Personal(person, Base64.getEncoder().encodeToString(both));
    }

    /** Like {@link #seal}, for someone who may just have been erased: empty without a key, and none is made. */
    public Optional<Personal> sealIfKnown(String person, String text) {
        return key(person).map(key -> sealed(person, key, text));
    }

    /** The text, or empty once the key is destroyed. */
    public Optional<String> open(Personal personal) {
        return key(personal.person()).map(key -> {
            byte[] both = personal.bytes();
            byte[] text = run(
                    Cipher.DECRYPT_MODE,
                    key,
                    Arrays.copyOf(both, NONCE_BYTES),
                    Arrays.copyOfRange(both, NONCE_BYTES, both.length));
            return new String(text, StandardCharsets.UTF_8);
        });
    }

    /** Destroys the key; a destroyed key is never made again. */
    public void destroy(String person) {
        sql.change("update person_key set secret = null where person = ?", person);
    }

    private byte[] keyOrNew(String person) {
        byte[] fresh = new byte[32];
        random.nextBytes(fresh);
        sql.change("insert into person_key (person, secret) values (?, ?) on conflict do nothing", person, fresh);
        return key(person).orElseThrow(() -> new IllegalStateException("The key of " + person + " was destroyed"));
    }

    private Optional<byte[]> key(String person) {
        return sql.row(
                        "select secret from person_key where person = ?",
                        row -> Optional.ofNullable(row.getBytes(1)),
                        person)
                .flatMap(secret -> secret);
    }

    private static byte[] run(int mode, byte[] key, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Personal data could not be sealed or opened", e);
        }
    }
}
