package myidc.tenancy;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.function.Function;
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

    /**
     * Issues a token that a person asked for themselves, or staff for them, within what the one who asks may do.
     *
     * @param shown how the token is told of without itself, which is what a repeated request is answered
     */
    public <R> Issued<R> issue(PersonId person, Wish wish, Caller asker, Function<TokenView, R> shown) {
        String token = Secrets.token();
        IssueToken command = command(TokenOwner.personal(person), wish, Scopes.of(asker), secret(token, null));
        R answer = commands.perform(
                () -> commands.send(command),
                () -> shown.apply(
                        TokenView.<TokenView>findByIdOptional(command.tokenId().value())
                                .orElseThrow()));
        return new Issued<>(answer, token);
    }

    /** Issues a token to an OAuth client, as part of a call under way. */
    public void issue(TokenOwner owner, Wish wish, TokenSecret secret) {
        commands.send(command(owner, wish, wish.scopes(), secret));
    }

    private IssueToken command(TokenOwner owner, Wish wish, Scopes granted, TokenSecret secret) {
        if (tokens.count(owner.personId()) >= TOKENS_MAX) {
            throw Refused.because(
                    TenancyRefusal.TOKENS_EXHAUSTED, "A person may have at most " + TOKENS_MAX + " tokens");
        }
        TokenTerms terms = new TokenTerms(wish.label(), wish.scopes(), secret, wish.expiry());
        return new IssueToken(new TokenId(sequences.next("token")), owner, terms, granted);
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

    /** How a token just made is told of, and itself: to be shown now or never. */
    public record Issued<R>(R shown, String token) {
        @Override
        public String toString() {
            return "Issued[" + shown + "]";
        }
    }
}
