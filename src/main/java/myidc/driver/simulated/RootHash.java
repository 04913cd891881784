package myidc.driver.simulated;

import java.security.GeneralSecurityException;
import org.wildfly.security.password.PasswordFactory;
import org.wildfly.security.password.WildFlyElytronPasswordProvider;
import org.wildfly.security.password.util.ModularCrypt;

/** Whether a password is the one that a guest's {@code /etc/shadow} holds. */
final class RootHash {
    private RootHash() {}

    static boolean matches(String password, String hash) {
        try {
            PasswordFactory factory = PasswordFactory.getInstance(
                    ModularCrypt.identifyAlgorithm(hash.toCharArray()), WildFlyElytronPasswordProvider.getInstance());
            return factory.verify(factory.translate(ModularCrypt.decode(hash)), password.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A root password's hash cannot be read", e);
        }
    }
}
