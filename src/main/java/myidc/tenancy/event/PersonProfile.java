package myidc.tenancy.event;

import org.jspecify.annotations.Nullable;

/**
 * What a person says of themselves. In facts it is sealed as a whole.
 *
 * @param timeZone IANA zone in which screens show times
 * @param language {@code en} or {@code zh-CN}, null for the browser's
 */
public record PersonProfile(
        @Nullable String email,
        @Nullable String displayName,
        @Nullable String timeZone,
        @Nullable String language,
        boolean emailNotifications) {
    public static PersonProfile of(@Nullable String email, @Nullable String displayName) {
        return new PersonProfile(email, displayName, null, null, true);
    }
}
