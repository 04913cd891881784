package myidc.api.admin;

import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import myidc.compute.ComputeRefusal;
import myidc.compute.event.InstanceEvent.Candidate;
import myidc.compute.placement.ApprovalDesk;
import myidc.compute.read.ApprovalView;
import myidc.compute.read.Approvals;
import myidc.compute.read.Hosts;
import myidc.platform.axon.Commands;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.ApprovalId;
import myidc.shared.id.HostId;
import myidc.shared.id.TenantId;
import myidc.tenancy.read.Tenants;
import org.jspecify.annotations.Nullable;

/** What of tenants' guests waits for an operator, and what was decided on it. */
@Path("/admin/v1/placement/approvals")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class ApprovalsResource {
    private final Commands commands;
    private final Approvals approvals;
    private final ApprovalDesk desk;
    private final Names names;

    ApprovalsResource(Commands commands, Approvals approvals, ApprovalDesk desk, Names names) {
        this.commands = commands;
        this.approvals = approvals;
        this.desk = desk;
        this.names = names;
    }

    /**
     * What waits, the most urgent first, or what was decided, the latest first.
     *
     * @param decided whether to list what was decided; what waits when absent
     */
    @GET
    public Page<ApprovalJson> list(@QueryParam("decided") boolean decided, @BeanParam PageQuery page) {
        return approvals.list(!decided, page.ask()).map(row -> json(row, List.of()));
    }

    /** One of them; while it waits, with all hosts weighed as they are now. */
    @GET
    @Path("/{id}")
    public ApprovalJson one(@PathParam("id") long id) {
        ApprovalView row = known(id);
        return json(row, row.state.equals("OPEN") ? desk.alternatives(row) : List.of());
    }

    @POST
    @Path("/{id}/approve")
    @Staff(Role.OPERATOR)
    public ApprovalJson approve(@PathParam("id") long id, ApproveRequest body) {
        ApprovalView row = known(id);
        String reason = Check.text("reason", body.reason(), 500);
        HostId other = body.hostId() == null ? null : new HostId(body.hostId());
        return commands.perform(() -> desk.grant(row, other, reason), () -> json(known(id), List.of()));
    }

    @POST
    @Path("/{id}/refuse")
    @Staff(Role.OPERATOR)
    public ApprovalJson refuse(@PathParam("id") long id, RefuseRequest body) {
        ApprovalView row = known(id);
        String reason = Check.text("reason", body.reason(), 500);
        return commands.perform(() -> desk.refuse(row, reason, false), () -> json(known(id), List.of()));
    }

    private ApprovalView known(long id) {
        return approvals
                .find(new ApprovalId(id))
                .orElseThrow(() ->
                        Refused.because(ComputeRefusal.APPROVAL_NOT_FOUND, "There is no request for approval " + id));
    }

    private ApprovalJson json(ApprovalView row, List<Candidate> now) {
        Long overridden = row.overridden;
        return new ApprovalJson(
                row.id,
                row.instanceId,
                row.label,
                row.tenantId,
                names.tenant(row.tenantId),
                row.deed,
                row.plan,
                row.ruleId,
                row.siteId,
                row.hostId,
                names.host(row.hostId),
                overridden,
                row.weighed,
                row.candidates().stream().map(this::json).toList(),
                now.stream().map(this::json).toList(),
                row.state,
                row.askedAt,
                row.endsAt,
                row.decidedAt,
                row.decidedBy,
                row.reason);
    }

    private CandidateJson json(Candidate each) {
        long host = each.hostId().value();
        return new CandidateJson(host, names.host(host), each.score(), each.refusal());
    }

    /** Names of what is named by number. */
    @Singleton
    record Names(Tenants tenants, Hosts hosts) {
        @Nullable
        String tenant(long id) {
            return tenants.find(new TenantId(id)).map(known -> known.name).orElse(null);
        }

        @Nullable
        String host(long id) {
            return hosts.find(new HostId(id)).map(known -> known.name).orElse(null);
        }
    }

    /**
     * Why it may be done.
     *
     * @param hostId another host than the one proposed; absent for the one proposed
     */
    public record ApproveRequest(
            @Nullable Long hostId, @Nullable String reason) {}

    /** Why it will not be done. */
    public record RefuseRequest(@Nullable String reason) {}

    /**
     * A host that was weighed.
     *
     * @param score the best is highest; null when refused
     * @param refusal why it was out of the question; null when it fits
     */
    public record CandidateJson(
            long hostId,
            @Nullable String host,
            @Nullable BigDecimal score,
            @Nullable String refusal) {}

    /**
     * Something that waits, or did.
     *
     * @param deed CREATE, RESIZE or MIGRATE
     * @param plan what the guest is to be
     * @param hostId where it is to be
     * @param overridden the host that was proposed before an operator chose another
     * @param proposed what was weighed when it was asked for
     * @param alternatives hosts weighed now, in a single answer alone
     * @param state OPEN, GRANTED, REFUSED, EXPIRED or WITHDRAWN
     * @param endsAt when it is refused unless somebody decides before
     */
    public record ApprovalJson(
            long id,
            long instanceId,
            String label,
            long tenantId,
            @Nullable String tenantName,
            String deed,
            String plan,
            long ruleId,
            long siteId,
            long hostId,
            @Nullable String host,
            @Nullable Long overridden,
            int weighed,
            List<CandidateJson> proposed,
            List<CandidateJson> alternatives,
            String state,
            Instant askedAt,
            Instant endsAt,
            @Nullable Instant decidedAt,
            @Nullable String decidedBy,
            @Nullable String reason) {}
}
