package myidc.api.tenant.wire;

import myidc.api.tenant.wire.Attributes.Kind;
import myidc.tenancy.read.LoginView;

/** Linode's login object: one attempt to sign in. */
public record LoginJson(long id, String datetime, String ip, String username, boolean restricted, String status) {
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
                login.successful ? "successful" : "failed");
    }
}
