package myidc.platform.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/** The query parameter {@code asOf}: an instant in ISO 8601 with its zone, such as {@code 2026-03-03T14:05:00+08:00}. */
public record AsOf(Instant at) {
    /** Read by the REST layer from the parameter's text. */
    public static AsOf valueOf(String text) {
        return read("asOf", text);
    }

    /** The instant of a parameter of another name; null when it is absent. */
    public static @Nullable Instant instant(String field, @Nullable String text) {
        return text == null ? null : read(field, text).at();
    }

    private static AsOf read(String field, String text) {
        try {
            return new AsOf(OffsetDateTime.parse(text.replace(' ', '+')).toInstant());
        } catch (DateTimeException e) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, field, field + " must be an instant like 2026-03-03T14:05:00Z");
        }
    }

    public static @Nullable Instant instant(@Nullable AsOf asOf) {
        return asOf == null ? null : asOf.at();
    }
}
