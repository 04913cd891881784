package myidc.tenancy;

import java.util.Set;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.tenancy.event.PersonProfile;
import org.jspecify.annotations.Nullable;

/** The rules of what a person says of themselves. */
final class Profiles {
    private static final Set<String> LANGUAGES = Set.of("en", "zh-CN");

    private Profiles() {}

    static PersonProfile checked(PersonProfile profile) {
        String language = profile.language();
        if (language != null && !LANGUAGES.contains(language)) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "language", "language must be en or zh-CN");
        }
        return new PersonProfile(
                Contacts.email(profile.email()),
                Check.optionalText("displayName", profile.displayName(), 100),
                zone(profile.timeZone()),
                language,
                profile.emailNotifications());
    }

    private static @Nullable String zone(@Nullable String sent) {
        String zone = Check.optionalText("timezone", sent, 60);
        return zone == null ? null : Check.zone("timezone", zone).getId();
    }
}
