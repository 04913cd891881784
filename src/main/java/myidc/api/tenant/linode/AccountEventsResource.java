package myidc.api.tenant.linode;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import myidc.api.tenant.linode.ActionJson.Queued;
import myidc.api.tenant.linode.IpJson.EntityJson;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.GrantGuard;
import myidc.api.tenant.wire.HqlFilter;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.api.tenant.wire.WireTime;
import myidc.compute.read.AccountEventView;
import myidc.compute.read.AccountEvents;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.PersonId;
import myidc.shared.id.TenantId;
import myidc.tenancy.read.People;
import org.jspecify.annotations.Nullable;

/** What happened in a tenant's account, newest first. */
@Path("/{api:v4|v4beta}/account/events")
@TenantScope("events:read_only")
public final class AccountEventsResource {
    private static final List<String> KINDS = List.of("linode", "firewall", "volume", "image");
    private static final int HALF_WAY = 50;
    private static final Attributes<AccountEventView> ATTRIBUTES = new Attributes<AccountEventView>()
            .with("id", Kind.NUMBER, event -> event.id)
            .with("action", Kind.TEXT, event -> event.action)
            .with("created", Kind.TIME, "createdAt", event -> event.createdAt)
            .with("status", Kind.TEXT, event -> event.status)
            .with("percent_complete", Kind.NUMBER, "percent", event -> event.percent)
            .with("entity.id", Kind.NUMBER, event -> event.entityId)
            .with("entity.type", Kind.TEXT, event -> event.entityType)
            .with("entity.label", Kind.TEXT, event -> event.entityLabel)
            .with("message", Kind.TEXT, event -> event.message);

    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final AccountEvents events;
    private final People people;
    private final Clock clock;

    AccountEventsResource(CurrentCaller callers, GrantGuard guard, AccountEvents events, People people, Clock clock) {
        this.clock = clock;
        this.callers = callers;
        this.guard = guard;
        this.events = events;
        this.people = people;
    }

    @GET
    public Listed<EventJson> list(@BeanParam ListQuery query) {
        TenantId tenant = callers.get().ownTenant();
        HqlFilter filter = HqlFilter.of(ATTRIBUTES, query.wanted(), "id desc", tenant.value());
        Page<AccountEventView> page =
                events.list(seen() + filter.where(), filter.orderBy(), filter.parameters(), query.ask());
        Context context = context(tenant, page.data());
        return Listed.of(page, event -> EventJson.of(event, context));
    }

    @GET
    @Path("/{eventId}")
    public EventJson one(@PathParam("eventId") long id) {
        TenantId tenant = callers.get().ownTenant();
        AccountEventView event = known(tenant, id);
        return EventJson.of(event, context(tenant, List.of(event)));
    }

    /** Marks the event and all before it as seen. */
    @POST
    @Path("/{eventId}/seen")
    @TenantScope("events:read_write")
    public Map<String, String> seen(@PathParam("eventId") long id) {
        TenantId tenant = callers.get().ownTenant();
        events.see(tenant, known(tenant, id).id);
        return Map.of();
    }

    private AccountEventView known(TenantId tenant, long id) {
        return events.find(tenant, id)
                .filter(event -> guard.sees(event.entityType).test(event.entityId))
                .orElseThrow(() -> Refused.because(CommonRefusal.NOT_FOUND, "Not found"));
    }

    /** What the list is narrowed to for a restricted user, in HQL, to be followed by more: things they are granted. */
    private String seen() {
        if (guard.granted(KINDS.getFirst()).isEmpty()) {
            return "";
        }
        String kinds = KINDS.stream()
                .map(kind -> granted(kind, guard.granted(kind).orElse(List.of())))
                .filter(condition -> !condition.isEmpty())
                .collect(Collectors.joining(" or "));
        return kinds.isEmpty() ? "1 = 0 and " : "(" + kinds + ") and ";
    }

    private static String granted(String kind, List<Long> ids) {
        return ids.isEmpty()
                ? ""
                : "entityType = '" + kind + "' and entityId in ("
                        + ids.stream().map(String::valueOf).collect(Collectors.joining(",")) + ")";
    }

    private Context context(TenantId tenant, List<AccountEventView> shown) {
        Map<String, @Nullable String> names = new HashMap<>();
        for (AccountEventView event : shown) {
            names.computeIfAbsent(event.who, this::username);
        }
        Map<Long, Queued> queued = shown.stream()
                .filter(event -> event.queuedNumber != null)
                .collect(Collectors.toMap(
                        event -> event.id, event -> new Queued(event.id, events.place(event), event.queuedBehind)));
        Set<String> underWay = shown.stream()
                .filter(AccountEventsResource::isUnderWay)
                .map(event -> event.action)
                .collect(Collectors.toSet());
        return new Context(
                events.seenUpTo(tenant),
                events.begun(shown),
                names,
                queued,
                events.usualMillis(underWay),
                clock.instant());
    }

    private static boolean isUnderWay(AccountEventView event) {
        return event.endedAt == null && event.queuedNumber == null && !event.status.equals("notification");
    }

    /** The user's name; staff and programs are not named to tenants. */
    private @Nullable String username(String who) {
        if (!who.matches("person-[0-9]{1,18}")) {
            return null;
        }
        return people.find(new PersonId(Long.parseLong(who.substring(7))))
                .filter(person -> person.tenantId != null)
                .map(person -> person.username)
                .orElse(null);
    }

    /**
     * What events are shown with: up to where they were seen, whose work has begun, names of those who did it, what waits,
     * and how long actions take as a rule.
     */
    private record Context(
            long seenUpTo,
            Set<Long> begun,
            Map<String, @Nullable String> names,
            Map<Long, Queued> queued,
            Map<String, Long> usualMillis,
            Instant now) {
        /** In seconds, reckoned from how long the same action took before; null where that is not known or nothing goes on. */
        @Nullable
        Integer remaining(AccountEventView event) {
            Long usual = isUnderWay(event) ? usualMillis.get(event.action) : null;
            if (usual == null) {
                return null;
            }
            long left = usual - Duration.between(event.createdAt, now).toMillis();
            return Math.toIntExact(Math.ceilDiv(Math.max(0, left), 1_000L));
        }
    }

    /** An event. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record EventJson(
            long id,
            String action,
            String created,
            @Nullable BigDecimal duration,
            EntityJson entity,
            @Nullable EntityJson secondaryEntity,
            String message,
            @Nullable Integer percentComplete,
            @Nullable String rate,
            boolean read,
            boolean seen,
            String status,
            @Nullable Integer timeRemaining,
            @Nullable String username,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Queued queued) {
        private static EventJson of(AccountEventView event, Context context) {
            boolean begun = event.status.equals("scheduled")
                    && event.queuedNumber == null
                    && context.begun().contains(event.entityId);
            boolean seen = event.id <= context.seenUpTo();
            Instant ended = event.endedAt;
            return new EventJson(
                    event.id,
                    event.action,
                    WireTime.text(event.createdAt),
                    ended == null || event.status.equals("notification") ? null : seconds(event.createdAt, ended),
                    EntityJson.of(event.entityType, event.entityId, event.entityLabel),
                    null,
                    event.message,
                    begun ? Integer.valueOf(HALF_WAY) : event.percent,
                    null,
                    seen,
                    seen,
                    begun ? "started" : event.status,
                    context.remaining(event),
                    context.names().get(event.who),
                    context.queued().get(event.id));
        }

        private static BigDecimal seconds(Instant from, Instant until) {
            return BigDecimal.valueOf(Duration.between(from, until).toMillis())
                    .divide(BigDecimal.valueOf(1_000), 3, RoundingMode.HALF_UP);
        }
    }
}
