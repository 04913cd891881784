package myidc.api.export;

import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.OptionalInt;
import myidc.billing.read.Exports.Bound;
import myidc.billing.read.Exports.Cursor;
import myidc.billing.read.Exports.Window;
import myidc.billing.read.PostingExports.Place;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Query parameters of every export: {@code from} and {@code to}, each a date (in each account's own zone) or an instant;
 * wanted are the invoices whose billing period begins in between. {@code asOf} leaves out what came later than that
 * instant; {@code limit} ends the answer after so many invoices, of postings and journals after so many groups of them, and
 * {@code after} goes on behind the cursor it gave.
 */
public record ExportQuery(
        @QueryParam("from") @Nullable String from,
        @QueryParam("to") @Nullable String to,
        @QueryParam("asOf") @Nullable String asOf,
        @QueryParam("after") @Nullable String after,
        @QueryParam("limit") @Nullable Integer limit) {
    private static final int INVOICES_MAX = 100_000;

    Window window() {
        Bound start = bound("from", from);
        Bound end = bound("to", to);
        if (!day(start).isBefore(day(end)) && !ordered(start, end)) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "to", "to must be after from");
        }
        return new Window(start, end, known(), null, null);
    }

    /** The window behind the invoice that {@code after} names. */
    Window windowOfInvoices() {
        Window whole = window();
        return new Window(whole.from(), whole.to(), whole.asOf(), cursor(), null);
    }

    /** How many invoices, or groups of postings, one answer holds; empty for all of them. */
    OptionalInt invoices() {
        return limit == null ? OptionalInt.empty() : OptionalInt.of(Check.range("limit", limit, 1, INVOICES_MAX));
    }

    /** The cursor as it is handed out and comes back. */
    static String written(Cursor cursor) {
        return cursor.entity() + "~" + cursor.serial();
    }

    static String written(Place place) {
        return place.bookedOn() + "~" + place.postedAt() + "~" + place.cause();
    }

    /** The group of postings that {@code after} names. */
    @Nullable
    Place place() {
        String given = Check.optionalText("after", after, 200);
        if (given == null) {
            return null;
        }
        String[] parts = given.split("~", 3);
        try {
            if (parts.length == 3) {
                return new Place(LocalDate.parse(parts[0]), Instant.parse(parts[1]), parts[2]);
            }
        } catch (DateTimeException e) {
            throw notACursor();
        }
        throw notACursor();
    }

    private static Refused notACursor() {
        return Refused.field(
                CommonRefusal.INVALID_FIELD, "after", "after must be what X-Next-Cursor of an answer before said");
    }

    private @Nullable Cursor cursor() {
        String given = Check.optionalText("after", after, 100);
        if (given == null) {
            return null;
        }
        int end = given.lastIndexOf('~');
        if (end < 1 || !given.substring(end + 1).matches("[0-9]{1,18}")) {
            throw notACursor();
        }
        return new Cursor(given.substring(0, end), Long.parseLong(given.substring(end + 1)));
    }

    private @Nullable Instant known() {
        String given = Check.optionalText("asOf", asOf, 40);
        if (given == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(given.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "asOf", "asOf must be an instant like 2026-09-30T16:00:00Z");
        }
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
