package myidc.api.tenant.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Instants as Linode writes them: UTC, {@code 2018-01-02T03:04:05}, without zone and without fraction. */
public final class WireTime {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private WireTime() {}

    public static String text(Instant at) {
        return FORMAT.format(at);
    }

    public static @Nullable String textOrNull(@Nullable Instant at) {
        return at == null ? null : text(at);
    }

    /** Reads a time with or without its zone, or a bare date as its midnight; UTC unless it says otherwise. */
    public static Optional<Instant> read(String text) {
        try {
            if (text.length() == 10) {
                return Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            boolean zoned = text.endsWith("Z")
                    || text.substring(Math.min(10, text.length())).matches(".*[+-].*");
            return Optional.of(
                    zoned
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
