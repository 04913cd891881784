package myidc.api.tenant.profile;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import myidc.tenancy.event.PersonProfile;
import myidc.tenancy.read.PersonView;
import org.jspecify.annotations.Nullable;

/** Linode's profile object. What MyIDC has no such thing of is sent as Linode sends its absence. */
@JsonNaming(SnakeCaseStrategy.class)
public record ProfileJson(
        long uid,
        String username,
        String email,
        @Nullable String verifiedPhoneNumber,
        String timezone,
        boolean emailNotifications,
        Referrals referrals,
        boolean ipWhitelistEnabled,
        String lishAuthMethod,
        @Nullable List<String> authorizedKeys,
        boolean twoFactorAuth,
        boolean restricted,
        String authenticationType,
        String userType) {
    static ProfileJson of(PersonView person, String tenantZone, List<String> keys) {
        String email = person.email;
        String zone = person.timeZone;
        return new ProfileJson(
                person.id,
                person.username,
                email == null ? "" : email,
                null,
                zone == null ? tenantZone : zone,
                person.emailNotifications,
                new Referrals("", "", 0, 0, 0, 0),
                false,
                "keys_only",
                keys.isEmpty() ? null : keys,
                person.secondFactor,
                person.restricted,
                "password",
                "default");
    }

    /** Linode's referral programme, of which there is none here. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Referrals(String code, String url, int total, int completed, int pending, int credit) {}

    /** What a caller may change of their profile; absent fields stay as they are. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record ProfileChange(
            @Nullable String email,
            @Nullable String timezone,
            @Nullable Boolean emailNotifications,
            @Nullable String displayName,
            @Nullable String language) {
        PersonProfile over(PersonView person) {
            return new PersonProfile(
                    email == null ? person.email : email,
                    displayName == null ? person.displayName : displayName,
                    timezone == null ? person.timeZone : timezone,
                    language == null ? person.language : language,
                    emailNotifications == null ? person.emailNotifications : emailNotifications);
        }
    }
}
