package myidc.tenancy;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import myidc.platform.security.CallerSource;
import myidc.shared.Caller;
import myidc.shared.Role;
import myidc.shared.id.PersonId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** From credentials to callers. */
@Singleton
final class Credentials implements CallerSource {
    private final Optional<String> operatorToken;

    Credentials(@ConfigProperty(name = "myidc.operator.token") Optional<String> operatorToken) {
        this.operatorToken = operatorToken;
    }

    @Override
    public Optional<Caller> byToken(String token, String source) {
        return operatorToken
                .filter(known -> MessageDigest.isEqual(
                        known.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8)))
                .map(known -> new Caller(Role.OPERATOR, new PersonId(1), null, "operator", Set.of("*"), false, source));
    }

    @Override
    public Optional<Caller> bySession(String session, String source) {
        return Optional.empty();
    }
}
