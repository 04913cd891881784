package myidc.inventory.read;

import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import myidc.platform.asof.Histories;
import myidc.shared.Page;
import org.jspecify.annotations.Nullable;

/** Rows of one view in the order of their numbers, now or as of an instant, by one way for both. */
final class Listing<V> {
    private final Histories histories;
    private final String kind;
    private final Class<V> type;

    Listing(Histories histories, String kind, Class<V> type) {
        this.histories = histories;
        this.kind = kind;
        this.type = type;
    }

    Optional<V> find(long id, @Nullable Instant asOf) {
        return asOf == null
                ? Optional.ofNullable(Panache.getEntityManager().find(type, id))
                : histories.asOf(kind, id, asOf, type);
    }

    /** Rows whose fields equal all of {@code where}; the fields are named by the program, never by a request. */
    Page<V> list(Map<String, Object> where, @Nullable Instant asOf, Page.Ask ask) {
        if (asOf != null) {
            return histories.asOf(new Histories.Listing(kind, asOf, where, ask), type);
        }
        String terms = where.isEmpty()
                ? ""
                : where.keySet().stream()
                        .sorted()
                        .map(field -> "row." + field + " = :" + field)
                        .collect(Collectors.joining(" and ", " where ", ""));
        String from = " from " + type.getSimpleName() + " row" + terms;
        var rows = Panache.getEntityManager().createQuery("select row" + from + " order by row.id", type);
        var count = Panache.getEntityManager().createQuery("select count(row)" + from, Long.class);
        where.forEach((field, value) -> {
            rows.setParameter(field, value);
            count.setParameter(field, value);
        });
        List<V> data =
                rows.setFirstResult(ask.offset()).setMaxResults(ask.size()).getResultList();
        return Page.of(data, ask, count.getSingleResult());
    }

    /** All rows, at most so many; for sums, which must not be made of a part. */
    List<V> all(Map<String, Object> where, @Nullable Instant asOf, int most) {
        Page<V> first = list(where, asOf, new Page.Ask(1, Page.SIZE_MAX));
        if (first.results() > most) {
            throw new IllegalStateException(first.results() + " rows of " + kind + " are more than " + most);
        }
        List<V> rows = new java.util.ArrayList<>(first.data());
        for (int page = 2; page <= first.pages(); page++) {
            rows.addAll(list(where, asOf, new Page.Ask(page, Page.SIZE_MAX)).data());
        }
        return rows;
    }
}
