package myidc.tenancy;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import myidc.platform.axon.Commands;
import myidc.platform.db.Claims;
import myidc.platform.db.Sequences;
import myidc.platform.db.Sql;
import myidc.platform.ops.Console;
import myidc.shared.Caller;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.PersonId;
import myidc.shared.id.TokenId;
import myidc.tenancy.PersonCommand.InvitePerson;
import myidc.tenancy.PersonCommand.SetPassword;
import myidc.tenancy.TokenCommand.IssueToken;
import myidc.tenancy.TokenCommand.RevokeToken;
import myidc.tenancy.TokenCommand.TokenOwner;
import myidc.tenancy.TokenCommand.TokenTerms;
import myidc.tenancy.event.PersonProfile;
import myidc.tenancy.event.TokenSecret;
import myidc.tenancy.event.TokenUse;
import myidc.tenancy.read.TokenView;
import myidc.tenancy.read.Tokens;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Makes the first operator when the book is empty. Portals that start at once on one database make one, by a claim that
 * is never given back; the one that made it tells the password, once.
 */
@Singleton
final class Founding {
    private static final Logger LOG = Logger.getLogger(Founding.class);
    private static final int AFTER_AXON = 3_000;
    private static final int TOKEN_CHARS_LEAST = 16;
    private static final PersonId FOUNDER = new PersonId(1);
    private static final String USERNAME = "operator";
    private static final Caller PROGRAM = Caller.program("founding");
    private final Commands commands;
    private final Claims claims;
    private final Sequences sequences;
    private final Sql sql;
    private final Tokens tokens;
    private final Passwords passwords;
    private final Console console;
    private final Optional<String> password;
    private final Optional<String> token;

    Founding(
            Commands commands,
            Claims claims,
            Sequences sequences,
            Sql sql,
            Tokens tokens,
            Passwords passwords,
            Console console,
            @ConfigProperty(name = "myidc.operator.password") Optional<String> password,
            @ConfigProperty(name = "myidc.operator.token") Optional<String> token) {
        this.commands = commands;
        this.claims = claims;
        this.sequences = sequences;
        this.sql = sql;
        this.tokens = tokens;
        this.passwords = passwords;
        this.console = console;
        this.password = password;
        this.token = token;
    }

    void start(@Observes @Priority(AFTER_AXON) StartupEvent event) {
        if (sql.count("select count(*) from claim where kind = 'tenancy.founder'") == 0) {
            found();
        }
        token.ifPresent(this::keepToken);
    }

    private void found() {
        String chosen = password.orElseGet(Secrets::password);
        try {
            HashedPassword hashed = passwords.hashed(chosen, USERNAME);
            commands.perform(
                    () -> {
                        claims.take(
                                new Claims.Claim("tenancy.founder", USERNAME, "username"),
                                Secrets.hex(8),
                                TenancyRefusal.FOUNDER_EXISTS);
                        commands.sendAs(
                                PROGRAM,
                                new InvitePerson(
                                        FOUNDER,
                                        Role.OPERATOR,
                                        null,
                                        false,
                                        USERNAME,
                                        PersonProfile.of(null, "First operator")));
                        commands.sendAs(PROGRAM, new SetPassword(FOUNDER, hashed));
                    },
                    () -> Boolean.TRUE);
        } catch (Refused refused) {
            if (refused.refusal() == TenancyRefusal.FOUNDER_EXISTS) {
                return;
            }
            throw new IllegalStateException(
                    "MYIDC_OPERATOR_PASSWORD cannot be the first operator's password: " + refused.detail(), refused);
        }
        if (password.isEmpty()) {
            console.say("First operator: username " + USERNAME + ", password " + chosen + " (shown this once)");
        }
    }

    /** The configured token is the first operator's; one that was configured before is worth nothing any more. */
    private void keepToken(String configured) {
        if (configured.length() < TOKEN_CHARS_LEAST) {
            throw new IllegalStateException(
                    "MYIDC_OPERATOR_TOKEN must have at least " + TOKEN_CHARS_LEAST + " characters");
        }
        String hash = Secrets.hash(configured);
        if (tokens.byHash(hash).isPresent()) {
            return;
        }
        TokenSecret secret =
                new TokenSecret(hash, configured.substring(0, Math.min(16, configured.length() / 4)), null);
        TokenTerms terms = new TokenTerms("Configured at start", Scopes.ALL, secret, null);
        TokenOwner owner = new TokenOwner(FOUNDER, TokenUse.CONFIGURED, null);
        IssueToken issue = new IssueToken(new TokenId(sequences.next("token")), owner, terms, Scopes.ALL);
        try {
            commands.perform(
                    () -> {
                        List<TokenView> formers = tokens.of(FOUNDER, TokenUse.CONFIGURED);
                        // Another portal may have issued it since.
                        if (formers.stream().noneMatch(former -> former.hash.equals(hash))) {
                            formers.forEach(
                                    former -> commands.sendAs(PROGRAM, new RevokeToken(new TokenId(former.id))));
                            commands.sendAs(PROGRAM, issue);
                        }
                    },
                    () -> Boolean.TRUE);
        } catch (Refused refused) {
            if (refused.refusal() != TenancyRefusal.TOKEN_ALREADY_KNOWN) {
                throw refused;
            }
            LOG.debug("Another portal issued the configured token first");
        }
    }
}
