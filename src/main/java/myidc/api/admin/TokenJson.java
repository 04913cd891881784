package myidc.api.admin;

import java.time.Instant;
import myidc.shared.Check;
import myidc.tenancy.Scopes;
import myidc.tenancy.TokenDesk;
import myidc.tenancy.read.TokenView;
import org.jspecify.annotations.Nullable;

/**
 * A token.
 *
 * @param scopes separated by blanks
 * @param token the token itself in the answer that issues it, its first characters ever after
 */
public record TokenJson(
        long id,
        String label,
        String scopes,
        Instant issuedAt,
        @Nullable Instant expiry,
        @Nullable Instant firstUsedAt,
        String token) {
    static TokenJson of(TokenView view) {
        return new TokenJson(
                view.id, view.label, view.scopes, view.issuedAt, view.expiry, view.firstUsedAt, view.start);
    }

    static TokenJson of(TokenDesk.Issued<TokenJson> issued) {
        TokenJson shown = issued.shown();
        return new TokenJson(
                shown.id, shown.label, shown.scopes, shown.issuedAt, shown.expiry, shown.firstUsedAt, issued.token());
    }

    /** What a token is to be; {@code username} where the path names no person. */
    public record TokenRequest(
            @Nullable String username,
            @Nullable String label,
            @Nullable String scopes,
            @Nullable Instant expiry) {
        TokenDesk.Wish wish() {
            return new TokenDesk.Wish(
                    Check.text("label", label, 100), Scopes.read(Check.text("scopes", scopes, 1_000)), expiry);
        }
    }
}
