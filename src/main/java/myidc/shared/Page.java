package myidc.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * One page of a list.
 *
 * @param page number of this page, from 1
 * @param pages number of pages, at least 1
 * @param results number of rows on all pages
 */
public record Page<T>(List<T> data, int page, int pages, long results) {
    public static final int SIZE_MAX = 500;

    public static <T> Page<T> of(List<T> data, Ask ask, long results) {
        return new Page<>(data, ask.page(), (int) Math.max(1, (results + ask.size() - 1) / ask.size()), results);
    }

    /**
     * The asked page of rows that were read from its first on, at most one more than it has: they are counted only where
     * these don't tell how many there are.
     */
    public static <T> Page<T> read(List<T> rows, Ask ask, LongSupplier count) {
        boolean more = rows.size() > ask.size();
        boolean counted = !more && (!rows.isEmpty() || ask.page() == 1);
        return of(
                more ? rows.subList(0, ask.size()) : rows,
                ask,
                counted ? ask.offset() + rows.size() : count.getAsLong());
    }

    /** The asked page of rows that are all at hand. */
    public static <T> Page<T> cut(List<T> rows, Ask ask) {
        int from = Math.min(ask.offset(), rows.size());
        return of(List.copyOf(rows.subList(from, Math.min(from + ask.size(), rows.size()))), ask, rows.size());
    }

    /**
     * All rows of a list, page by page: for sums, which must not be made of a part. Refused when there are more than
     * {@code most}.
     */
    public static <T> List<T> all(Function<Ask, Page<T>> list, int most) {
        Page<T> first = list.apply(new Ask(1, SIZE_MAX));
        if (first.results() > most) {
            throw Refused.because(
                    CommonRefusal.TOO_MUCH,
                    first.results() + " rows are more than the " + most + " one answer sums up");
        }
        List<T> rows = new ArrayList<>(first.data());
        for (int page = 2; page <= first.pages(); page++) {
            rows.addAll(list.apply(new Ask(page, SIZE_MAX)).data());
        }
        return rows;
    }

    public <R> Page<R> map(Function<? super T, ? extends R> each) {
        return new Page<>(data.stream().<R>map(each).toList(), page, pages, results);
    }

    /** Which page is asked for. */
    public record Ask(int page, int size) {
        public Ask {
            Check.range("page", page, 1, 1_000_000);
            Check.range("pageSize", size, 1, SIZE_MAX);
        }

        public int offset() {
            return (page - 1) * size;
        }
    }
}
