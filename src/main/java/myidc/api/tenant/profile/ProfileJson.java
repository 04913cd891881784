package myidc.api.tenant.profile;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Locale;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.tenancy.event.ConsoleSignIn;
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
    static ProfileJson of(PersonView person, String tenantZone) {
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
                person.signInFrom.length > 0,
                person.consoleSignIn.name().toLowerCase(Locale.ROOT),
                person.consoleKeys.length == 0 ? null : List.of(person.consoleKeys),
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
            @Nullable Boolean ipWhitelistEnabled,
            @Nullable String lishAuthMethod,
            @Nullable List<String> authorizedKeys,
            @Nullable String displayName,
            @Nullable String language) {
        /** Whether the person signs in from anywhere again; as at Linode, it is not limited by this field. */
        boolean endsLimit(PersonView person) {
            boolean limited = person.signInFrom.length > 0;
            if (Boolean.TRUE.equals(ipWhitelistEnabled) && !limited) {
                throw Refused.field(
                        CommonRefusal.INVALID_FIELD,
                        "ip_whitelist_enabled",
                        "ip_whitelist_enabled cannot be switched on: name the addresses by PUT /portal/v1/sign-in-addresses");
            }
            return limited && Boolean.FALSE.equals(ipWhitelistEnabled);
        }

        /** How the person signs in to the gateway of consoles from now on; null for as before. */
        @Nullable
        ConsoleSignIn consoleSignIn() {
            if (lishAuthMethod == null) {
                return null;
            }
            return switch (lishAuthMethod) {
                case "password_keys" -> ConsoleSignIn.PASSWORD_KEYS;
                case "keys_only" -> ConsoleSignIn.KEYS_ONLY;
                case "disabled" -> ConsoleSignIn.DISABLED;
                default ->
                    throw Refused.field(
                            CommonRefusal.INVALID_FIELD,
                            "lish_auth_method",
                            "lish_auth_method must be one of password_keys, keys_only, disabled");
            };
        }

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
