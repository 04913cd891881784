package myidc.api.tenant.account;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import myidc.api.tenant.account.TicketJson.ReplyJson;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.api.tenant.wire.Whoami;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.AsOf;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.TicketId;
import myidc.shared.id.TicketReplyId;
import myidc.tenancy.TenancyRefusal;
import myidc.tenancy.TicketCommand.CloseTicket;
import myidc.tenancy.TicketCommand.OpenTicket;
import myidc.tenancy.TicketCommand.ReplyToTicket;
import myidc.tenancy.TicketCommand.TicketWish;
import myidc.tenancy.TicketCommand.Writer;
import myidc.tenancy.event.TicketEvent.TicketSubject;
import myidc.tenancy.read.People;
import myidc.tenancy.read.TicketReplyView;
import myidc.tenancy.read.TicketView;
import myidc.tenancy.read.Tickets;
import org.jspecify.annotations.Nullable;

/** Questions of a tenant's to the house. */
@Path("/{api:v4|v4beta}/support/tickets")
@TenantScope("account:read_write")
public final class SupportTicketsResource {
    private static final String READ = "account:read_only";
    private static final Attributes<TicketView> ATTRIBUTES = new Attributes<TicketView>()
            .with("id", Kind.NUMBER, row -> row.id)
            .with("summary", Kind.TEXT, row -> row.summary)
            .with("status", Kind.TEXT, "state", row -> row.state)
            .with("severity", Kind.NUMBER, row -> row.severity)
            .with("opened", Kind.TIME, "openedAt", row -> row.openedAt)
            .with("updated", Kind.TIME, "updatedAt", row -> row.updatedAt)
            .with("closed", Kind.TIME, "closedAt", row -> row.closedAt)
            .with("entity.type", Kind.TEXT, "aboutKind", row -> row.aboutKind)
            .with("entity.id", Kind.NUMBER, "aboutId", row -> row.aboutId);
    private static final Attributes<TicketReplyView> REPLIES = new Attributes<TicketReplyView>()
            .with("id", Kind.NUMBER, row -> row.id)
            .with("created", Kind.TIME, row -> row.at)
            .with("from_linode", Kind.FLAG, row -> row.fromStaff);

    private final Whoami whoami;
    private final OwnTickets own;
    private final Tickets tickets;
    private final People people;
    private final Commands commands;
    private final Sequences sequences;

    SupportTicketsResource(
            Whoami whoami, OwnTickets own, Tickets tickets, People people, Commands commands, Sequences sequences) {
        this.whoami = whoami;
        this.own = own;
        this.tickets = tickets;
        this.people = people;
        this.commands = commands;
        this.sequences = sequences;
    }

    /**
     * A tenant's tickets, the newest first.
     *
     * @param asOf an instant at which they are shown; beyond Linode's contract, now when absent
     */
    @GET
    @TenantScope(READ)
    public Listed<TicketJson> list(@BeanParam ListQuery query, @QueryParam("as_of") @Nullable String asOf) {
        Page<TicketView> page = own.page(ATTRIBUTES, query, AsOf.instant("as_of", asOf));
        Map<Long, String> names = names(page.data());
        return Listed.of(page, row -> TicketJson.of(row, names));
    }

    /**
     * A ticket.
     *
     * @param asOf an instant at which it is shown; beyond Linode's contract, now when absent
     */
    @GET
    @Path("/{ticketId}")
    @TenantScope(READ)
    public TicketJson one(@PathParam("ticketId") long id, @QueryParam("as_of") @Nullable String asOf) {
        TicketView row = own.readable(id, AsOf.instant("as_of", asOf));
        return TicketJson.of(row, names(List.of(row)));
    }

    @POST
    public TicketJson open(TicketRequest body) {
        if (tickets.open(whoami.tenantId()) >= Tickets.OPEN_MOST) {
            throw Refused.because(
                    TenancyRefusal.TICKETS_EXHAUSTED,
                    "An account may have at most " + Tickets.OPEN_MOST + " open tickets; close one first");
        }
        TicketId id = new TicketId(sequences.next("ticket"));
        OpenTicket command = new OpenTicket(
                id,
                whoami.tenantId(),
                whoami.personId(),
                new TicketWish(
                        Check.present("summary", body.summary()),
                        Check.present("description", body.description()),
                        about(body),
                        body.severity()));
        return commands.perform(() -> commands.send(command), () -> one(id.value(), null));
    }

    /**
     * What was written in a ticket, the first first.
     *
     * @param asOf an instant at which they are shown; beyond Linode's contract, now when absent
     */
    @GET
    @Path("/{ticketId}/replies")
    @TenantScope(READ)
    public Listed<ReplyJson> replies(
            @PathParam("ticketId") long id, @BeanParam ListQuery query, @QueryParam("as_of") @Nullable String asOf) {
        Instant at = AsOf.instant("as_of", asOf);
        List<TicketReplyView> replies = tickets.replies(own.readable(id, at).ticketId(), at);
        Map<Long, String> names = people.names(writers(replies));
        return REPLIES.page(replies, query, row -> ReplyJson.of(row, names));
    }

    @POST
    @Path("/{ticketId}/replies")
    public ReplyJson reply(@PathParam("ticketId") long id, ReplyRequest body) {
        TicketId ticket = own.writable(id).ticketId();
        TicketReplyId reply = new TicketReplyId(sequences.next("ticketreply"));
        ReplyToTicket command =
                new ReplyToTicket(ticket, reply, writer(), Check.present("description", body.description()));
        return commands.perform(() -> commands.send(command), () -> {
            TicketReplyView row = tickets.reply(reply).orElseThrow();
            return ReplyJson.of(row, people.names(writers(List.of(row))));
        });
    }

    @POST
    @Path("/{ticketId}/close")
    public Map<String, Object> close(@PathParam("ticketId") long id) {
        commands.send(new CloseTicket(own.writable(id).ticketId(), writer()));
        return Map.of();
    }

    /** Always refused: what a file says of somebody could not be taken back as texts are. */
    @POST
    @Path("/{ticketId}/attachments")
    @Consumes(MediaType.WILDCARD)
    public Map<String, Object> attach(@PathParam("ticketId") long id) {
        own.writable(id);
        throw Refused.field(
                TenancyRefusal.ATTACHMENTS_NOT_TAKEN,
                "file",
                "file cannot be attached: a ticket holds texts alone, of at most 65535 characters each");
    }

    private Writer writer() {
        return new Writer(whoami.personId(), false);
    }

    private @Nullable TicketSubject about(TicketRequest body) {
        Map<String, Long> named = body.named();
        if (named.size() > 1) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD,
                    named.keySet().iterator().next(),
                    "A ticket may be about one thing, not " + String.join(" and ", named.keySet()));
        }
        return named.entrySet().stream()
                .findFirst()
                .map(each -> own.subject(each.getKey(), each.getKey().replace("_id", ""), each.getValue()))
                .orElse(null);
    }

    private Map<Long, String> names(Collection<TicketView> rows) {
        Set<Long> known = new HashSet<>();
        for (TicketView row : rows) {
            known.add(row.openedBy);
            Long updatedBy = row.updatedBy;
            if (updatedBy != null) {
                known.add(updatedBy);
            }
        }
        return people.names(known);
    }

    private static Set<Long> writers(Collection<TicketReplyView> replies) {
        Set<Long> known = new HashSet<>();
        replies.stream().map(row -> row.author).filter(Objects::nonNull).forEach(known::add);
        return known;
    }

    /**
     * Body of POST /support/tickets.
     *
     * @param severity 1 for the gravest to 3
     * @param linodeId or volumeId, firewallId, vpcId: what it is about, one at most
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record TicketRequest(
            @Nullable String summary,
            @Nullable String description,
            @Nullable Integer severity,
            @Nullable Long linodeId,
            @Nullable Long volumeId,
            @Nullable Long firewallId,
            @Nullable Long vpcId,
            @Nullable Long domainId,
            @Nullable Long nodebalancerId,
            @Nullable Long longviewclientId,
            @Nullable Long databaseId,
            @Nullable Long lkeclusterId,
            @Nullable String bucket,
            @Nullable String managedIssue) {
        /** What it is said to be about, by field. Of what is not offered here nobody has one, so it is refused. */
        Map<String, Long> named() {
            Map<String, @Nullable Object> absent = new LinkedHashMap<>();
            absent.put("domain_id", domainId);
            absent.put("nodebalancer_id", nodebalancerId);
            absent.put("longviewclient_id", longviewclientId);
            absent.put("database_id", databaseId);
            absent.put("lkecluster_id", lkeclusterId);
            absent.put("bucket", bucket);
            absent.put("managed_issue", managedIssue);
            absent.forEach((field, value) -> {
                if (value != null) {
                    throw Refused.field(
                            CommonRefusal.INVALID_FIELD,
                            field,
                            field + " names nothing: a ticket may be about a Linode, volume, firewall or VPC");
                }
            });
            Map<String, @Nullable Long> all = new LinkedHashMap<>();
            all.put("linode_id", linodeId);
            all.put("volume_id", volumeId);
            all.put("firewall_id", firewallId);
            all.put("vpc_id", vpcId);
            Map<String, Long> named = new LinkedHashMap<>();
            all.forEach((field, id) -> {
                if (id != null) {
                    named.put(field, id);
                }
            });
            return named;
        }
    }

    /** Body of POST /support/tickets/{ticketId}/replies. */
    public record ReplyRequest(@Nullable String description) {}
}
