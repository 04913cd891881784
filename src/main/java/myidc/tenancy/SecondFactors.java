package myidc.tenancy;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import myidc.platform.db.Sql;
import myidc.platform.privacy.PersonKeys;
import myidc.platform.privacy.Personal;
import myidc.shared.Refused;
import myidc.shared.id.PersonId;

/**
 * Secrets of second factors, beside the facts and never in them, sealed by their person's key. What a code is good for is
 * told by PostgreSQL's time, which a book's clock that was moved does not change: an authenticator knows the real one.
 */
@Singleton
public final class SecondFactors {
    private static final Duration OFFER = Duration.ofHours(24);
    private static final int CODE_CHARS_MAX = 64;
    private static final int SCRATCH_BYTES = 10;
    private final Sql sql;
    private final PersonKeys keys;
    private final Clock clock;

    SecondFactors(Sql sql, PersonKeys keys, Clock clock) {
        this.sql = sql;
        this.keys = keys;
        this.clock = clock;
    }

    /** A new secret, good for nothing until a code of it is confirmed; it takes the place of one offered before. */
    public Offer offer(PersonId person) {
        String secret = Secrets.hex(Totp.SECRET_BYTES);
        Instant until = clock.instant().plus(OFFER);
        sql.change(
                "insert into second_factor (person_id, offered, offered_until) values (?, ?, ?) on conflict (person_id)"
                        + " do update set offered = excluded.offered, offered_until = excluded.offered_until",
                person.value(),
                keys.seal(person.text(), secret).sealed(),
                until);
        return new Offer(Totp.base32(HexFormat.of().parseHex(secret)), until);
    }

    /** A scratch code: 80 random bits in groups that can be copied by hand. */
    public static String scratch() {
        return Secrets.hex(SCRATCH_BYTES).replaceAll("(.{5})(?!$)", "$1-");
    }

    /** Makes the offered secret the person's, if this is a code of it, with a new scratch code. */
    void confirm(PersonId person, SecondFactorProof proof) {
        byte[] offered = secret(person, "offered", "and offered_until > ?", clock.instant())
                .orElseThrow(() -> Refused.because(
                        TenancyRefusal.SECOND_FACTOR_NOT_OFFERED,
                        "No secret waits to be confirmed; one is kept for a day at most"));
        OptionalLong step = Totp.step(offered, plain(proof.code()), now(), 0);
        if (step.isEmpty()) {
            throw Refused.field(
                    TenancyRefusal.SECOND_FACTOR_WRONG,
                    proof.field(),
                    proof.field() + " is not the present code of this secret");
        }
        sql.change(
                "update second_factor set secret = offered, last_step = ?, scratch_hash = ?, offered = null,"
                        + " offered_until = null where person_id = ?",
                step.getAsLong(),
                Secrets.hash(plain(proof.scratch())),
                person.value());
    }

    /** Whether this is a present code of the person's secret; one that was, is not any more. */
    boolean passes(PersonId person, String code) {
        if (code.length() > CODE_CHARS_MAX) {
            return false;
        }
        Optional<byte[]> secret = secret(person, "secret", "");
        if (secret.isEmpty()) {
            return false;
        }
        long last = sql.count("select last_step from second_factor where person_id = ?", person.value());
        OptionalLong step = Totp.step(secret.get(), plain(code), now(), last);
        return step.isPresent()
                && sql.change(
                                "update second_factor set last_step = ? where person_id = ? and last_step < ?",
                                step.getAsLong(),
                                person.value(),
                                step.getAsLong())
                        == 1;
    }

    /** Whether this is the person's scratch code, not yet used. */
    boolean hasScratch(PersonId person, String code) {
        return code.length() <= CODE_CHARS_MAX
                && sql.count(
                                "select count(*) from second_factor where person_id = ? and scratch_hash = ?",
                                person.value(),
                                Secrets.hash(plain(code)))
                        == 1;
    }

    /** Uses the scratch code up. */
    void spendScratch(PersonId person) {
        int spent = sql.change(
                "update second_factor set scratch_hash = null where person_id = ? and scratch_hash is not null",
                person.value());
        if (spent == 0) {
            throw Refused.because(TenancyRefusal.SECOND_FACTOR_REFUSED, "The code is wrong or was used before");
        }
    }

    void forget(PersonId person) {
        sql.change("delete from second_factor where person_id = ?", person.value());
    }

    private Optional<byte[]> secret(PersonId person, String column, String condition, Object... values) {
        Object[] all = new Object[values.length + 1];
        all[0] = person.value();
        System.arraycopy(values, 0, all, 1, values.length);
        return sql.row(
                        "select " + column + " from second_factor where person_id = ? and " + column + " is not null "
                                + condition,
                        row -> row.getString(1),
                        all)
                .flatMap(kept -> keys.open(new Personal(person.text(), kept)))
                .map(HexFormat.of()::parseHex);
    }

    private long now() {
        return sql.count("select floor(extract(epoch from clock_timestamp()))::bigint") / Totp.STEP_SECONDS;
    }

    /** As people type codes: in groups, in any case. */
    private static String plain(String code) {
        return code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    }

    /** A secret on its way to an authenticator, in Base32; shown in no log. */
    public record Offer(String secret, Instant until) {
        @Override
        public String toString() {
            return "Offer";
        }
    }
}
