package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.http.Versions;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.TenantId;
import myidc.shared.id.TicketId;
import myidc.shared.id.TicketReplyId;
import myidc.tenancy.TenancyRefusal;
import myidc.tenancy.TicketCommand.CloseTicket;
import myidc.tenancy.TicketCommand.ReopenTicket;
import myidc.tenancy.TicketCommand.ReplyToTicket;
import myidc.tenancy.TicketCommand.Writer;
import myidc.tenancy.read.People;
import myidc.tenancy.read.Tenants;
import myidc.tenancy.read.TicketReplyView;
import myidc.tenancy.read.TicketView;
import myidc.tenancy.read.Tickets;
import org.jspecify.annotations.Nullable;

/** Questions of tenants to the house; operators and finance answer, auditors read. */
@Path("/admin/v1/tickets")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class TicketsResource {
    private static final Comparator<TicketView> URGENT = Comparator.comparing((TicketView row) -> !row.waiting)
            .thenComparing(row -> row.closedAt != null)
            .thenComparing(row -> row.updatedAt, Comparator.reverseOrder());

    private final Commands commands;
    private final Sequences sequences;
    private final CurrentCaller callers;
    private final Tickets tickets;
    private final Tenants tenants;
    private final People people;

    TicketsResource(
            Commands commands,
            Sequences sequences,
            CurrentCaller callers,
            Tickets tickets,
            Tenants tenants,
            People people) {
        this.commands = commands;
        this.sequences = sequences;
        this.callers = callers;
        this.tickets = tickets;
        this.tenants = tenants;
        this.people = people;
    }

    /**
     * Those that wait for an answer first, then the other open ones, then the closed; of each the latest first.
     *
     * @param tenantId those of one tenant
     * @param state NEW, OPEN or CLOSED; all when absent
     */
    @GET
    public Page<TicketRow> list(
            @QueryParam("tenantId") @Nullable Long tenantId,
            @QueryParam("state") @Nullable String state,
            @QueryParam("asOf") AsOf asOf,
            @BeanParam PageQuery page) {
        String wanted = state == null
                ? ""
                : Check.oneOf("state", state, State.class).name().toLowerCase(Locale.ROOT);
        Instant at = AsOf.instant(asOf);
        return rows(at == null ? now(tenantId, wanted, page.ask()) : past(tenantId, wanted, at, page.ask()));
    }

    /** A ticket with what was written in it. */
    @GET
    @Path("/{id}")
    public Response one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        Instant at = AsOf.instant(asOf);
        return answer(known(id, at), at);
    }

    @POST
    @Path("/{id}/replies")
    @Staff({Role.OPERATOR, Role.FINANCE})
    public Response reply(@PathParam("id") long id, ReplyRequest body) {
        TicketReplyId reply = new TicketReplyId(sequences.next("ticketreply"));
        ReplyToTicket command = new ReplyToTicket(
                known(id, null).ticketId(), reply, writer(), Check.present("description", body.description()));
        return changed(id, command);
    }

    @POST
    @Path("/{id}/close")
    @Staff({Role.OPERATOR, Role.FINANCE})
    public Response close(@PathParam("id") long id) {
        return changed(id, new CloseTicket(known(id, null).ticketId(), writer()));
    }

    @POST
    @Path("/{id}/reopen")
    @Staff({Role.OPERATOR, Role.FINANCE})
    public Response reopen(@PathParam("id") long id) {
        return changed(id, new ReopenTicket(known(id, null).ticketId(), writer()));
    }

    private Response changed(long id, Object command) {
        TicketJson after = commands.perform(() -> commands.send(command), () -> json(known(id, null), null));
        return tagged(after);
    }

    private Response answer(TicketView row, @Nullable Instant at) {
        return tagged(json(row, at));
    }

    private static Response tagged(TicketJson json) {
        return Response.ok(json).tag(Versions.tag(json.version())).build();
    }

    private Page<TicketView> now(@Nullable Long tenantId, String state, Page.Ask ask) {
        List<Object> values = new ArrayList<>();
        String where = "1 = 1";
        if (tenantId != null) {
            values.add(tenantId);
            where += " and tenantId = ?" + values.size();
        }
        if (!state.isEmpty()) {
            values.add(state);
            where += " and state = ?" + values.size();
        }
        return tickets.page(
                where,
                "waiting desc, case when closedAt is null then 0 else 1 end, updatedAt desc, id desc",
                ask,
                values.toArray());
    }

    private Page<TicketView> past(@Nullable Long tenantId, String state, Instant at, Page.Ask ask) {
        List<TicketView> rows = tickets.asOf(tenantId == null ? null : new TenantId(tenantId), at).stream()
                .filter(row -> state.isEmpty() || row.state.equals(state))
                .sorted(URGENT)
                .toList();
        return Page.cut(rows, ask);
    }

    private Page<TicketRow> rows(Page<TicketView> page) {
        Map<Long, String> owners = tenants.names(
                page.data().stream().map(row -> row.tenantId).distinct().toList());
        Map<Long, String> names = people.names(
                page.data().stream().map(row -> row.openedBy).distinct().toList());
        return page.map(row -> TicketRow.of(row, owners, names));
    }

    private TicketJson json(TicketView row, @Nullable Instant at) {
        List<TicketReplyView> replies = tickets.replies(row.ticketId(), at);
        Map<Long, String> names = people.names(writers(row, replies));
        return new TicketJson(
                row.version,
                TicketRow.of(row, tenants.names(List.of(row.tenantId)), names),
                row.description,
                replies.stream().map(reply -> ReplyJson.of(reply, names)).toList());
    }

    private static Set<Long> writers(TicketView row, Collection<TicketReplyView> replies) {
        Set<Long> known = new HashSet<>(Set.of(row.openedBy));
        for (TicketReplyView reply : replies) {
            Long author = reply.author;
            if (author != null) {
                known.add(author);
            }
        }
        return known;
    }

    private TicketView known(long id, @Nullable Instant at) {
        return tickets.find(new TicketId(id), at)
                .orElseThrow(() -> Refused.because(TenancyRefusal.TICKET_NOT_FOUND, "There is no ticket " + id));
    }

    private Writer writer() {
        return new Writer(callers.get().person(), true);
    }

    /** Where a ticket stands. */
    public enum State {
        NEW,
        OPEN,
        CLOSED
    }

    /** What is written. */
    public record ReplyRequest(@Nullable String description) {}

    /**
     * A ticket in a list.
     *
     * @param aboutKind linode, volume, firewall or vpc; null where it is about no thing
     * @param aboutLabel the thing's name when the ticket was opened
     * @param severity 1 for the gravest to 3
     * @param state NEW until staff wrote, then OPEN, at last CLOSED
     * @param waiting whether the tenant had the last word
     */
    public record TicketRow(
            long id,
            long tenantId,
            @Nullable String tenantName,
            String summary,
            @Nullable String openedBy,
            @Nullable String aboutKind,
            @Nullable Long aboutId,
            @Nullable String aboutLabel,
            @Nullable Integer severity,
            String state,
            boolean waiting,
            int replies,
            Instant openedAt,
            Instant updatedAt,
            @Nullable Instant closedAt) {
        static TicketRow of(TicketView row, Map<Long, String> tenants, Map<Long, String> people) {
            return new TicketRow(
                    row.id,
                    row.tenantId,
                    tenants.get(row.tenantId),
                    row.summary,
                    people.get(row.openedBy),
                    row.aboutKind,
                    row.aboutId,
                    row.aboutLabel,
                    row.severity,
                    row.state.toUpperCase(Locale.ROOT),
                    row.waiting,
                    row.replies,
                    row.openedAt,
                    row.updatedAt,
                    row.closedAt);
        }
    }

    /** A ticket with what was written in it, the first first. */
    public record TicketJson(long version, TicketRow ticket, String description, List<ReplyJson> replies) {}

    /**
     * What somebody wrote.
     *
     * @param writtenBy a name; null for a program of staff's and once the person is erased
     */
    public record ReplyJson(
            long id, boolean fromStaff, @Nullable String writtenBy, String text, Instant at) {
        static ReplyJson of(TicketReplyView row, Map<Long, String> people) {
            Long author = row.author;
            return new ReplyJson(row.id, row.fromStaff, author == null ? null : people.get(author), row.text, row.at);
        }
    }
}
