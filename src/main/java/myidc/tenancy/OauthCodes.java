package myidc.tenancy;

import jakarta.inject.Singleton;
import java.util.Optional;
import myidc.platform.db.Sql;
import myidc.shared.id.OauthClientId;
import myidc.shared.id.PersonId;
import org.jspecify.annotations.Nullable;

/** Authorization codes: good once, for five minutes, kept by their hash. RFC 6749, section 4.1.2. */
@Singleton
public final class OauthCodes {
    private final Sql sql;

    OauthCodes(Sql sql) {
        this.sql = sql;
    }

    /** A new code for what a person consented to. */
    public String make(Consent consent) {
        String code = Secrets.token();
        sql.change(
                "insert into oauth_code (hash, client_id, person_id, scopes, redirect_uri, challenge, expires_at)"
                        + " values (?, ?, ?, ?, ?, ?, now() + interval '5 minutes')",
                Secrets.hash(code),
                consent.client().value(),
                consent.person().value(),
                consent.scopes().text(),
                consent.redirectUri(),
                consent.challenge());
        return code;
    }

    /** What the code stands for; from now on it stands for nothing. */
    Optional<Consent> take(String code) {
        return sql.row(
                "delete from oauth_code where hash = ? and expires_at > now()"
                        + " returning client_id, person_id, scopes, redirect_uri, challenge",
                row -> new Consent(
                        new OauthClientId(row.getLong("client_id")),
                        new PersonId(row.getLong("person_id")),
                        Scopes.read(row.getString("scopes")),
                        row.getString("redirect_uri"),
                        row.getString("challenge")),
                Secrets.hash(code));
    }

    /**
     * What a person consented to.
     *
     * @param redirectUri where the code is sent
     * @param challenge PKCE's S256 challenge, null where the client sent none
     */
    public record Consent(
            OauthClientId client,
            PersonId person,
            Scopes scopes,
            String redirectUri,
            @Nullable String challenge) {}
}
