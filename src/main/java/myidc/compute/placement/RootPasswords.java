package myidc.compute.placement;

import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import org.wildfly.security.password.PasswordFactory;
import org.wildfly.security.password.WildFlyElytronPasswordProvider;
import org.wildfly.security.password.interfaces.UnixSHACryptPassword;
import org.wildfly.security.password.spec.EncryptablePasswordSpec;
import org.wildfly.security.password.spec.IteratedSaltedPasswordAlgorithmSpec;
import org.wildfly.security.password.util.ModularCrypt;

/** Root passwords of guests as SHA-512 crypt, which is all that a guest's {@code /etc/shadow} needs; see crypt(5). */
@Singleton
public final class RootPasswords {
    private static final String SALT_CHARS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** Some readers take a salt that begins with r for the word rounds. */
    private static final int FIRST_CHARS = SALT_CHARS.indexOf('r');

    private static final int SALT_LENGTH = 16;
    private static final int ROUNDS = 5_000;

    private final SecureRandom random = new SecureRandom();

    /** The salted hash, such as {@code $6$salt$hash}. */
    public String hash(String password) {
        byte[] salt = new byte[SALT_LENGTH];
        for (int i = 0; i < salt.length; i++) {
            salt[i] = (byte) SALT_CHARS.charAt(random.nextInt(i == 0 ? FIRST_CHARS : SALT_CHARS.length()));
        }
        try {
            PasswordFactory factory = PasswordFactory.getInstance(
                    UnixSHACryptPassword.ALGORITHM_CRYPT_SHA_512, WildFlyElytronPasswordProvider.getInstance());
            return ModularCrypt.encodeAsString(factory.generatePassword(new EncryptablePasswordSpec(
                    password.toCharArray(), new IteratedSaltedPasswordAlgorithmSpec(ROUNDS, salt))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-512 crypt cannot be computed", e);
        }
    }
}
