package myidc.inventory.catalog;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import myidc.platform.asof.Histories;
import myidc.shared.Page;
import org.jspecify.annotations.Nullable;

/** What a catalogue said at any instant; its rows are no facts, so whoever writes one notes it here. */
record TypesPast<T>(String kind, Class<T> type, Histories histories, Clock clock) {
    void shows(long id, T row) {
        histories.show(kind, id, clock.instant(), row);
    }

    void ends(long id) {
        histories.end(kind, id, clock.instant());
    }

    Optional<T> find(long id, Instant at) {
        return histories.asOf(kind, id, at, type);
    }

    /** Types whose field equals a value, or all when it is null, in one of whose words the text is found, by number. */
    Page<T> list(Wish wish, Instant at, Page.Ask ask) {
        Map<String, Object> equal = new HashMap<>();
        Object value = wish.value();
        if (value != null) {
            equal.put(wish.field(), value);
        }
        Histories.Listing listing = new Histories.Listing(kind, at, equal, ask);
        String text = wish.text();
        return text == null || text.isBlank()
                ? histories.asOf(listing, type)
                : histories.search(listing, new Histories.Search(text.strip(), wish.words()), type);
    }

    /** Which types are wanted. */
    record Wish(
            String field, @Nullable Object value, @Nullable String text, List<String> words) {}
}
