package myidc.compute.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;
import org.wildfly.security.password.Password;
import org.wildfly.security.password.PasswordFactory;
import org.wildfly.security.password.WildFlyElytronPasswordProvider;
import org.wildfly.security.password.util.ModularCrypt;

/** Root passwords leave as hashes that a guest's shadow file takes. */
class RootPasswordsTest {
    private static final String PASSWORD = "Correct-Horse-7-Bättery 马";

    private final RootPasswords passwords = new RootPasswords();

    @Test
    void thePasswordOpensItsHashAndNoOtherDoes() throws GeneralSecurityException {
        String hash = passwords.hash(PASSWORD);

        assertThat(hash).matches("\\$6\\$[./0-9A-Za-z]{16}\\$[./0-9A-Za-z]{86}");
        assertThat(opens(hash, PASSWORD)).isTrue();
        assertThat(opens(hash, PASSWORD + "!")).isFalse();
    }

    @Test
    void noSaltCanBeTakenForANumberOfRounds() {
        for (int attempt = 0; attempt < 200; attempt++) {
            assertThat(passwords.hash(PASSWORD)).doesNotStartWith("$6$r");
        }
    }

    @Test
    void theSameTextNeverGivesTheSameHash() {
        assertThat(passwords.hash(PASSWORD)).isNotEqualTo(passwords.hash(PASSWORD));
    }

    static boolean opens(String hash, String password) throws GeneralSecurityException {
        Password read = ModularCrypt.decode(hash);
        PasswordFactory factory =
                PasswordFactory.getInstance(read.getAlgorithm(), WildFlyElytronPasswordProvider.getInstance());
        return factory.verify(factory.translate(read), password.toCharArray());
    }
}
