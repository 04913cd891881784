package myidc.tenancy;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import myidc.platform.axon.Commands;
import myidc.shared.Refused;
import myidc.shared.id.PersonId;
import myidc.shared.id.TokenId;
import myidc.tenancy.OauthCodes.Consent;
import myidc.tenancy.TokenCommand.RefreshToken;
import myidc.tenancy.TokenCommand.RevokeToken;
import myidc.tenancy.TokenCommand.TokenOwner;
import myidc.tenancy.event.TokenUse;
import myidc.tenancy.read.OauthClientView;
import myidc.tenancy.read.OauthClients;
import myidc.tenancy.read.People;
import myidc.tenancy.read.PersonView;
import myidc.tenancy.read.TokenView;
import myidc.tenancy.read.Tokens;
import org.jspecify.annotations.Nullable;

/** Gives tokens to OAuth clients: for a code, or for a refresh token, which is good once. RFC 6749 and 7636. */
@Singleton
public final class OauthDesk {
    private static final Duration ACCESS = Duration.ofHours(2);
    private final OauthCodes codes;
    private final OauthClients clients;
    private final People people;
    private final Tokens tokens;
    private final TokenDesk desk;
    private final Commands commands;
    private final Clock clock;

    OauthDesk(
            OauthCodes codes,
            OauthClients clients,
            People people,
            Tokens tokens,
            TokenDesk desk,
            Commands commands,
            Clock clock) {
        this.codes = codes;
        this.clients = clients;
        this.people = people;
        this.tokens = tokens;
        this.desk = desk;
        this.commands = commands;
        this.clock = clock;
    }

    /** The client that names itself so and, unless it can keep no secret, proves it. */
    public Optional<OauthClientView> client(@Nullable String key, @Nullable String secret) {
        return clients.byKey(key == null ? "" : key).filter(client -> proven(client, secret));
    }

    private static boolean proven(OauthClientView client, @Nullable String secret) {
        String known = client.secretHash;
        return known == null || (secret != null && same(known, Secrets.hash(secret)));
    }

    /** Tokens for a code; empty when the code, the address or the verifier is not what was agreed. */
    public Optional<Granted> exchange(
            OauthClientView client, String code, @Nullable String redirectUri, @Nullable String verifier) {
        return codes.take(code)
                .filter(consent -> consent.client().value() == client.id)
                .filter(consent -> redirectUri == null || consent.redirectUri().equals(redirectUri))
                .filter(consent -> meets(consent.challenge(), verifier))
                .filter(consent -> active(consent.person()))
                .map(consent -> give(client, consent));
    }

    private Granted give(OauthClientView client, Consent consent) {
        Granted granted = granted(consent.scopes());
        TokenOwner owner = new TokenOwner(consent.person(), TokenUse.OAUTH, client.clientId());
        Instant expiry = clock.instant().plus(ACCESS);
        String label = client.label.length() > Token.LABEL_CHARS_MAX
                ? client.label.substring(0, Token.LABEL_CHARS_MAX)
                : client.label;
        TokenDesk.Wish wish = new TokenDesk.Wish(label, consent.scopes(), expiry);
        desk.issue(owner, wish, TokenDesk.secret(granted.accessToken(), granted.refreshToken()));
        return granted;
    }

    /** New tokens for a refresh token, which is worth nothing afterwards; empty when it is worth nothing already. */
    public Optional<Granted> refresh(OauthClientView client, String refreshToken) {
        String hash = Secrets.hash(refreshToken);
        Optional<TokenView> held = tokens.byRefreshHash(hash)
                .filter(token -> token.clientId != null && token.clientId == client.id)
                .filter(token -> active(new PersonId(token.personId)));
        if (held.isEmpty()) {
            return Optional.empty();
        }
        Granted granted = granted(Scopes.read(held.get().scopes));
        try {
            commands.send(new RefreshToken(
                    new TokenId(held.get().id),
                    hash,
                    TokenDesk.secret(granted.accessToken(), granted.refreshToken()),
                    clock.instant().plus(ACCESS)));
            return Optional.of(granted);
        } catch (Refused refused) {
            if (refused.refusal() == TenancyRefusal.TOKEN_REVOKED) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** Revokes a token of the client's, access or refresh; one that is unknown is revoked already. RFC 7009. */
    public void revoke(OauthClientView client, String token) {
        String hash = Secrets.hash(token);
        tokens.byHash(hash)
                .or(() -> tokens.byRefreshHash(hash))
                .filter(held -> held.clientId != null && held.clientId == client.id)
                .ifPresent(held -> commands.send(new RevokeToken(new TokenId(held.id))));
    }

    private boolean active(PersonId person) {
        return people.find(person)
                .filter(known -> known.state == PersonView.State.ACTIVE)
                .isPresent();
    }

    private static Granted granted(Scopes scopes) {
        return new Granted(Secrets.token(), Secrets.token(), scopes, ACCESS);
    }

    /** Whether the verifier is the one whose S256 digest was announced. RFC 7636, section 4.6. */
    private static boolean meets(@Nullable String challenge, @Nullable String verifier) {
        if (challenge == null) {
            return true;
        }
        if (verifier == null) {
            return false;
        }
        byte[] digest = Secrets.sha256(verifier.getBytes(StandardCharsets.US_ASCII));
        return same(challenge, Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** Tokens given, shown once. */
    public record Granted(String accessToken, String refreshToken, Scopes scopes, Duration lasts) {
        @Override
        public String toString() {
            return "Granted[" + scopes.text() + "]";
        }
    }
}
