package myidc.api.tenant.wire;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/**
 * What a caller of a list asks for: page (from 1), page_size (25 to 500, 100 when absent), and the header X-Filter.
 * Read from text, so that a bad number is refused by name.
 */
public record ListQuery(
        @QueryParam("page") @Nullable String page,
        @QueryParam("page_size") @Nullable String pageSize,
        @HeaderParam("X-Filter") @Nullable String filter) {
    public static final int PAGE_MAX = 1_000_000;
    public static final int SIZE_LEAST = 25;
    public static final int SIZE_MAX = 500;
    private static final int SIZE_UNASKED = 100;

    /** The page asked for. */
    public Page.Ask ask() {
        return new Page.Ask(
                number("page", page, 1, 1, PAGE_MAX),
                number("page_size", pageSize, SIZE_UNASKED, SIZE_LEAST, SIZE_MAX));
    }

    /** The filter asked for; one that lets everything pass when the header is absent. */
    public XFilter wanted() {
        return XFilterReader.read(filter);
    }

    private static int number(String field, @Nullable String text, int unasked, int least, int most) {
        if (text == null || text.isBlank()) {
            return unasked;
        }
        try {
            return Check.range(field, Integer.valueOf(text.strip()), least, most);
        } catch (NumberFormatException e) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, field, field + " must be a number between " + least + " and " + most);
        }
    }
}
