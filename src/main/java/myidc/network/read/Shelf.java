package myidc.network.read;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import myidc.platform.asof.Histories;
import myidc.shared.Page;
import myidc.shared.id.Id;
import org.jspecify.annotations.Nullable;

/**
 * Things of one kind, few and small, kept as their history alone: what is shown now is what is shown as of now, so the
 * two can never differ. A thing that ended is shown no more.
 */
public final class Shelf<R extends Shelved> {
    private final String kind;
    private final Class<R> type;
    private final Histories histories;
    private final Clock clock;

    Shelf(String kind, Class<R> type, Histories histories, Clock clock) {
        this.kind = kind;
        this.type = type;
        this.histories = histories;
        this.clock = clock;
    }

    /** The thing now, or as of an instant. */
    public Optional<R> find(long id, @Nullable Instant asOf) {
        return histories.asOf(kind, id, asOf == null ? clock.instant() : asOf, type);
    }

    /** Things whose fields equal all of {@code where}, by id, now or as of an instant. */
    public Page<R> list(Map<String, ?> where, @Nullable Instant asOf, Page.Ask ask) {
        Instant at = asOf == null ? clock.instant() : asOf;
        return histories.asOf(new Histories.Listing(kind, at, where, ask), type);
    }

    void show(Instant at, R row) {
        histories.show(kind, row.id(), at, row);
    }

    /** Changes what is shown, which must be there. */
    void change(Id id, Instant at, UnaryOperator<R> change) {
        show(at, change.apply(histories.latest(kind, id.value(), type).orElseThrow()));
    }

    void end(Id id, Instant at) {
        histories.end(kind, id.value(), at);
    }
}
