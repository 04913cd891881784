package myidc.api.admin;

import java.time.Instant;
import myidc.shared.Role;
import myidc.tenancy.read.PersonView;
import org.jspecify.annotations.Nullable;

/** A person as operators see them; blank once erased. */
public record PersonJson(
        long id,
        long version,
        String username,
        Role role,
        @Nullable Long tenantId,
        boolean restricted,
        boolean secondFactor,
        boolean signInLimited,
        PersonView.State state,
        @Nullable String email,
        @Nullable String displayName,
        @Nullable String timeZone,
        @Nullable String language,
        Instant invitedAt,
        @Nullable Instant passwordSetAt,
        @Nullable Instant lastLoginAt,
        @Nullable Boolean lastLoginSuccessful) {
    static PersonJson of(PersonView person) {
        return new PersonJson(
                person.id,
                person.version,
                person.username,
                person.role,
                person.tenantId,
                person.restricted,
                person.secondFactor,
                person.signInFrom.length > 0,
                person.state,
                person.email,
                person.displayName,
                person.timeZone,
                person.language,
                person.invitedAt,
                person.passwordSetAt,
                person.lastLoginAt,
                person.lastLoginOk);
    }

    /** Who is to be let in. */
    public record PersonRequest(
            @Nullable String username,
            @Nullable Role role,
            @Nullable String password,
            @Nullable String email,
            @Nullable String displayName,
            @Nullable Boolean restricted) {
        @Override
        public String toString() {
            return "PersonRequest";
        }
    }
}
