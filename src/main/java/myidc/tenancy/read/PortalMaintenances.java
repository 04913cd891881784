package myidc.tenancy.read;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.PortalMaintenanceId;

/** Reads the spans in which the portal itself is worked on. */
@Singleton
public final class PortalMaintenances {
    private static final int AHEAD_MOST = 20;
    private static final String ALL = "all";

    private final Clock clock;

    /** Every answer asks, so what is announced is read once a second at most. */
    private final LoadingCache<String, List<Span>> spans;

    PortalMaintenances(Sql sql, Clock clock) {
        this.clock = clock;
        this.spans = Caffeine.newBuilder()
                .maximumSize(1)
                .expireAfterWrite(Duration.ofSeconds(1))
                .build(key -> sql.rows(
                        "select begins_at, ends_at, read_only from portal_maintenance_view"
                                + " where ended_at is null and ends_at > ? order by begins_at limit " + AHEAD_MOST,
                        row -> new Span(Sql.instant(row, "begins_at"), Sql.instant(row, "ends_at"), row.getBoolean(3)),
                        clock.instant()));
    }

    /** The span that runs now, one in which tenants can change nothing before any other; at most a second old. */
    public Optional<Span> running() {
        Instant now = clock.instant();
        List<Span> running = spans.get(ALL).stream()
                .filter(span -> !now.isBefore(span.from()) && now.isBefore(span.until()))
                .toList();
        return running.stream()
                .filter(Span::readOnly)
                .findFirst()
                .or(() -> running.stream().findFirst());
    }

    /** What runs and what is ahead, the next first. */
    public List<PortalMaintenanceView> ahead() {
        return PortalMaintenanceView.<PortalMaintenanceView>find(
                        "endedAt is null and endsAt > ?1", Sort.by("beginsAt").and("id"), clock.instant())
                .page(0, AHEAD_MOST)
                .list();
    }

    /** All, the latest beginning first. */
    public Page<PortalMaintenanceView> list(Page.Ask ask) {
        PanacheQuery<PortalMaintenanceView> query =
                PortalMaintenanceView.findAll(Sort.descending("beginsAt").and("id", Sort.Direction.Descending));
        return Page.of(query.page(ask.page() - 1, ask.size()).list(), ask, query.count());
    }

    public Optional<PortalMaintenanceView> find(PortalMaintenanceId id) {
        return PortalMaintenanceView.findByIdOptional(id.value());
    }

    /** From when to when, and whether tenants can change nothing meanwhile. */
    public record Span(Instant from, Instant until, boolean readOnly) {}
}
