package myidc.api.export;

import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import myidc.billing.read.Exports.Bound;
import myidc.billing.read.Exports.Window;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Query parameters of every export: {@code from} and {@code to}, each a date (in each account's own zone) or an instant;
 * wanted are the invoices whose billing period begins in between.
 */
public record ExportQuery(
        @QueryParam("from") @Nullable String from,
        @QueryParam("to") @Nullable String to) {
    Window window() {
        Bound start = bound("from", from);
        Bound end = bound("to", to);
        if (!day(start).isBefore(day(end)) && !ordered(start, end)) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "to", "to must be after from");
        }
        return new Window(start, end);
    }

    /** The day on which the window begins, for what needs a date. */
    static LocalDate day(Bound bound) {
        LocalDate date = bound.date();
        return date == null
                ? Objects.requireNonNull(bound.instant())
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                : date;
    }

    private static boolean ordered(Bound start, Bound end) {
        return start.instant() != null
                && end.instant() != null
                && start.instant().isBefore(end.instant());
    }

    private static Bound bound(String field, @Nullable String text) {
        try {
            return Bound.parse(Check.text(field, text, 40));
        } catch (DateTimeException e) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD,
                    field,
                    field + " must be a date like 2026-10-01 or an instant like 2026-09-30T16:00:00Z");
        }
    }
}
