package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import myidc.platform.http.PageQuery;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Role;
import myidc.shared.id.PersonId;
import myidc.tenancy.read.LoginView;
import myidc.tenancy.read.Logins;
import org.jspecify.annotations.Nullable;

/** Attempts to sign in as the one of the staff who asks, newest first. */
@Path("/admin/v1/own-sign-ins")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class OwnSignInsResource {
    private final CurrentCaller callers;
    private final Logins logins;

    OwnSignInsResource(CurrentCaller callers, Logins logins) {
        this.callers = callers;
        this.logins = logins;
    }

    @GET
    public Page<SignInJson> list(@BeanParam PageQuery page) {
        PersonId own = Check.present("person", callers.get().person());
        return logins.page("personId = ?1", "id desc", page.ask(), own.value()).map(SignInJson::of);
    }

    /** What came of an attempt. */
    public enum Outcome {
        LET_IN,
        PASSWORD_WRONG,
        CODE_WRONG,
        ELSEWHERE;

        static Outcome of(LoginView login) {
            if (login.successful) {
                return LET_IN;
            }
            return login.elsewhere ? ELSEWHERE : login.codeWrong ? CODE_WRONG : PASSWORD_WRONG;
        }
    }

    /**
     * One attempt to sign in.
     *
     * @param address network address that it came from; blank once the person is erased
     * @param withCode whether a code was shown beside the password; null where that is not known
     */
    public record SignInJson(
            long id,
            Instant at,
            String address,
            Outcome outcome,
            @Nullable Boolean withCode) {
        static SignInJson of(LoginView login) {
            return new SignInJson(login.id, login.at, login.address, Outcome.of(login), login.withCode);
        }
    }
}
