package myidc.api.tenant.wire;

import java.util.List;
import java.util.function.Function;
import myidc.shared.Page;

/**
 * The envelope of every list of the tenants' contract.
 *
 * @param page number of this page, from 1
 * @param pages number of pages, at least 1
 * @param results number of rows on all pages
 */
public record Listed<T>(List<T> data, int page, int pages, long results) {
    /** The envelope around a page whose rows are shown by {@code each}. */
    public static <V, T> Listed<T> of(Page<V> page, Function<? super V, ? extends T> each) {
        return new Listed<>(page.data().stream().<T>map(each).toList(), page.page(), page.pages(), page.results());
    }
}
