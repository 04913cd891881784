package myidc.api.portal;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import myidc.api.tenant.wire.GrantGuard;
import myidc.billing.NoticeKind;
import myidc.billing.read.Budgets;
import myidc.billing.read.Budgets.Notice;
import myidc.billing.read.SeenNotices;
import myidc.platform.asof.EventWords;
import myidc.platform.http.PageQuery;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Page;
import myidc.shared.id.PersonId;
import myidc.shared.id.TenantId;

/** What a tenant's people are told about, in words, and what of it each has not seen yet. */
@Path("/portal/v1/notices")
@TenantScope("account:read_only")
public final class NoticesResource {
    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final Budgets budgets;
    private final SeenNotices seen;
    private final EventWords words;

    NoticesResource(CurrentCaller callers, GrantGuard guard, Budgets budgets, SeenNotices seen, EventWords words) {
        this.callers = callers;
        this.guard = guard;
        this.budgets = budgets;
        this.seen = seen;
        this.words = words;
    }

    @GET
    public Page<ToldJson> list(@BeanParam PageQuery page) {
        TenantId tenant = tenant();
        Instant until = seen.until(person(), tenant);
        return budgets.notices(tenant, page.ask()).map(notice -> of(notice, until));
    }

    /** How many came after the last one the person saw. */
    @GET
    @Path("/unseen")
    public Unseen unseen() {
        TenantId tenant = tenant();
        return new Unseen(seen.unseen(person(), tenant));
    }

    /** Everything that is there by now counts as seen. */
    @PUT
    @Path("/seen")
    public Unseen see() {
        TenantId tenant = tenant();
        seen.see(person(), tenant);
        return new Unseen(seen.unseen(person(), tenant));
    }

    private ToldJson of(Notice notice, Instant until) {
        return new ToldJson(
                notice.cause(),
                notice.kind(),
                words.tellTenant(NoticeKind.fact(notice.kind()), notice.figures()),
                number(notice, "invoiceId"),
                number(notice, "ticketId"),
                notice.at(),
                notice.at().isAfter(until));
    }

    private static List<Long> number(Notice notice, String field) {
        JsonNode number = notice.figures().path(field);
        return number.canConvertToLong() ? List.of(number.asLong()) : List.of();
    }

    private PersonId person() {
        return Objects.requireNonNull(callers.get().person());
    }

    private TenantId tenant() {
        guard.mayReadAccount();
        return callers.get().ownTenant();
    }

    /**
     * A notice in both languages.
     *
     * @param invoices the invoice it is about, where it is about one
     * @param tickets the ticket it is about, where it is about one
     */
    public record ToldJson(
            String id,
            String kind,
            Map<String, String> words,
            List<Long> invoices,
            List<Long> tickets,
            Instant at,
            boolean unseen) {}

    /** How many a person has not seen. */
    public record Unseen(long count) {}
}
