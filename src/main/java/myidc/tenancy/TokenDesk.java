package myidc.tenancy;

import jakarta.inject.Singleton;
import java.time.Instant;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.shared.Caller;
import myidc.shared.Refused;
import myidc.shared.id.PersonId;
import myidc.shared.id.TokenId;
import myidc.tenancy.TokenCommand.IssueToken;
import myidc.tenancy.TokenCommand.TokenOwner;
import myidc.tenancy.TokenCommand.TokenTerms;
import myidc.tenancy.event.TokenSecret;
import myidc.tenancy.read.TokenView;
import myidc.tenancy.read.Tokens;
import org.jspecify.annotations.Nullable;

/** Where tokens are made: their secret is handed over once and never kept, not even in a stored answer. */
@Singleton
public final class TokenDesk {
    private static final int TOKENS_MAX = 1_000;
    private static final int START_CHARS = 16;
    private final Commands commands;
    private final Sequences sequences;
    private final Tokens tokens;

    TokenDesk(Commands commands, Sequences sequences, Tokens tokens) {
        this.commands = commands;
        this.sequences = sequences;
        this.tokens = tokens;
    }

    /** Issues a token that a person asked for themselves, or staff for them, within what the one who asks may do. */
    public Issued issue(PersonId person, Wish wish, Caller asker) {
        return issue(TokenOwner.personal(person), wish, Scopes.of(asker), Secrets.token(), null);
    }

    /** Issues a token to an OAuth client, with one to refresh it by. */
    public Issued issue(TokenOwner owner, Wish wish, String refreshToken) {
        return issue(owner, wish, wish.scopes(), Secrets.token(), refreshToken);
    }

    private Issued issue(TokenOwner owner, Wish wish, Scopes granted, String token, @Nullable String refreshToken) {
        if (tokens.count(owner.personId()) >= TOKENS_MAX) {
            throw Refused.because(
                    TenancyRefusal.TOKENS_EXHAUSTED, "A person may have at most " + TOKENS_MAX + " tokens");
        }
        TokenId id = new TokenId(sequences.next("token"));
        TokenTerms terms = new TokenTerms(wish.label(), wish.scopes(), secret(token, refreshToken), wish.expiry());
        TokenView view = commands.perform(
                () -> commands.send(new IssueToken(id, owner, terms, granted)),
                () -> TokenView.<TokenView>findByIdOptional(id.value()).orElseThrow());
        return new Issued(view, token);
    }

    /** How tokens are known again. */
    public static TokenSecret secret(String token, @Nullable String refreshToken) {
        return new TokenSecret(
                Secrets.hash(token),
                token.substring(0, START_CHARS),
                refreshToken == null ? null : Secrets.hash(refreshToken));
    }

    /** What the token is to be. */
    public record Wish(
            String label, Scopes scopes, @Nullable Instant expiry) {}

    /** A token just made, and itself: to be shown now or never. */
    public record Issued(TokenView view, String token) {
        @Override
        public String toString() {
            return "Issued[" + view.id + "]";
        }
    }
}
