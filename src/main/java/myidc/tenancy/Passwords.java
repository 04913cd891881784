package myidc.tenancy;

import io.quarkus.elytron.security.common.BcryptUtil;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import myidc.platform.db.Sql;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.PersonId;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Passwords as bcrypt hashes, beside the facts and never in them. bcrypt reads 72 bytes at most, so it is given the
 * password's SHA-256 in Base64, which every password fits.
 */
@Singleton
public final class Passwords {
    static final int LENGTH_LEAST = 8;
    static final int LENGTH_MAX = 128;
    private static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    private final Sql sql;
    private final int cost;
    /** Hashing is slow on purpose: a flood of attempts must leave processors for everybody else. */
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    private final String nobodys;

    Passwords(Sql sql, @ConfigProperty(name = "myidc.password.cost", defaultValue = "11") int cost) {
        this.sql = sql;
        this.cost = cost;
        // The hash of an unguessable text: checking a password against it takes as long as against a real one.
        this.nobodys = "$2a$%02d$".formatted(cost) + "CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
    }

    /** The password if it may be one; a refusal names the rule. */
    static String checked(String password, String username) {
        int length = password.codePointCount(0, password.length());
        if (length < LENGTH_LEAST || length > LENGTH_MAX) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD,
                    "password",
                    "password must have " + LENGTH_LEAST + " to " + LENGTH_MAX + " characters");
        }
        if (password.toLowerCase(Locale.ROOT).equals(username.toLowerCase(Locale.ROOT))) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "password", "password must not be the username");
        }
        return password;
    }

    /**
     * The hash of a password that may be one; a refusal names the rule. Hashing is slow on purpose, so it is done before a
     * call and never in one: a transaction would keep its connection all the while.
     */
    public HashedPassword hashed(String password, String username) {
        if (CurrentUnitOfWork.isStarted()) {
            throw new IllegalStateException("A password is hashed before the call that keeps it");
        }
        String digest = digest(checked(password, username));
        return new HashedPassword(inTurn(() -> BcryptUtil.bcryptHash(digest, cost)));
    }

    /** Keeps the hash of a new password and ends the person's sessions. */
    void keep(PersonId person, HashedPassword password) {
        sql.change(
                "insert into person_password (person_id, hash) values (?, ?)"
                        + " on conflict (person_id) do update set hash = excluded.hash",
                person.value(),
                password.hash());
        endSessions(person);
    }

    /** Forgets the password, the second factor and how the person arranged their screens, and ends their sessions. */
    void forget(PersonId person) {
        sql.change("delete from person_preferences where person_id = ?", person.value());
        sql.change("delete from second_factor where person_id = ?", person.value());
        sql.change("delete from person_password where person_id = ?", person.value());
        endSessions(person);
    }

    private void endSessions(PersonId person) {
        sql.change("delete from web_session where person_id = ?", person.value());
    }

    /** Whether this is the person's password; takes as long when there is no such person or no password. */
    public boolean matches(Optional<PersonId> person, String password) {
        Optional<String> hash = person.flatMap(known -> sql.row(
                "select hash from person_password where person_id = ?", row -> row.getString(1), known.value()));
        boolean same = inTurn(() -> BcryptUtil.matches(digest(password), hash.orElse(nobodys)));
        return same && hash.isPresent();
    }

    private <R> R inTurn(java.util.function.Supplier<R> work) {
        turns.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private static String digest(String password) {
        return Base64.getEncoder().encodeToString(Secrets.sha256(password.getBytes(StandardCharsets.UTF_8)));
    }
}
