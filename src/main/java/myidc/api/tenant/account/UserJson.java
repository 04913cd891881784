package myidc.api.tenant.account;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import myidc.api.tenant.wire.WireTime;
import myidc.tenancy.read.PersonView;
import org.jspecify.annotations.Nullable;

/** Linode's user object. */
@JsonNaming(SnakeCaseStrategy.class)
public record UserJson(
        String username,
        String email,
        boolean restricted,
        List<String> sshKeys,
        boolean tfaEnabled,
        @Nullable String verifiedPhoneNumber,
        @Nullable String passwordCreated,
        @Nullable LastLogin lastLogin,
        String userType) {
    static UserJson of(PersonView person, List<String> keyLabels) {
        String email = person.email;
        Instant last = person.lastLoginAt;
        return new UserJson(
                person.username,
                email == null ? "" : email,
                person.restricted,
                keyLabels,
                person.secondFactor,
                null,
                WireTime.textOrNull(person.passwordSetAt),
                last == null
                        ? null
                        : new LastLogin(
                                WireTime.text(last), Boolean.TRUE.equals(person.lastLoginOk) ? "successful" : "failed"),
                "default");
    }

    /** The latest attempt to sign in. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record LastLogin(String loginDatetime, String status) {}

    /** Who a user is to be; in a change, absent fields stay as they are. */
    public record UserRequest(
            @Nullable String username,
            @Nullable String email,
            @Nullable Boolean restricted) {}
}
