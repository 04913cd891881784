package myidc.api.tenant.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.tenancy.read.LoginView;
import org.jspecify.annotations.Nullable;

/**
 * Linode's login object: one attempt to sign in.
 *
 * @param refusedFor {@code password}, {@code second_factor}, {@code address} or {@code key}; not of Linode's contract
 */
public record LoginJson(
        long id,
        String datetime,
        String ip,
        String username,
        boolean restricted,
        String status,

        @JsonProperty("refused_for") @Nullable String refusedFor) {
    /** What lists of sign-ins filter and sort by. */
    public static final Attributes<LoginView> ATTRIBUTES = new Attributes<LoginView>()
            .with("id", Kind.NUMBER, login -> login.id)
            .with("datetime", Kind.TIME, "at", login -> login.at)
            .with("ip", Kind.TEXT, "address", login -> login.address)
            .with("restricted", Kind.FLAG, login -> login.restricted);

    public static LoginJson of(LoginView login, String username) {
        return new LoginJson(
                login.id,
                WireTime.text(login.at),
                login.address,
                username,
                login.restricted,
                login.successful ? "successful" : "failed",
                refusedFor(login));
    }

    private static @Nullable String refusedFor(LoginView login) {
        if (login.successful) {
            return null;
        }
        if (login.keyUnknown) {
            return "key";
        }
        return login.elsewhere ? "address" : login.codeWrong ? "second_factor" : "password";
    }
}
