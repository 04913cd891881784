package myidc.api.admin;

import static myidc.api.PriceTermsJson.decimal;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import myidc.billing.BillingRefusal;
import myidc.billing.LeaseCommand;
import myidc.billing.LeaseCommand.BeginLease;
import myidc.billing.LeaseCommand.ChangeLease;
import myidc.billing.LeaseCommand.EndLease;
import myidc.billing.LeaseCommand.Leased;
import myidc.billing.read.Accounts;
import myidc.billing.read.Leases;
import myidc.billing.read.Leases.LeaseRow;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.PageQuery;
import myidc.platform.http.Versions;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.LeaseId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Racks, units, power and whatever else is there for a tenant by contract. */
@Path("/admin/v1/leases")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class LeasesResource {
    private final Commands commands;
    private final Sequences sequences;
    private final Leases leases;
    private final Accounts accounts;

    LeasesResource(Commands commands, Sequences sequences, Leases leases, Accounts accounts) {
        this.commands = commands;
        this.sequences = sequences;
        this.leases = leases;
        this.accounts = accounts;
    }

    @GET
    public Page<LeaseJson> list(@QueryParam("tenantId") @Nullable Long tenantId, @BeanParam PageQuery page) {
        return leases.list(tenantId == null ? null : new TenantId(tenantId), page.ask())
                .map(LeaseJson::of);
    }

    @GET
    @Path("/{id}")
    public Response one(@PathParam("id") long id) {
        LeaseRow lease = known(id);
        return Response.ok(LeaseJson.of(lease))
                .tag(Versions.tag(lease.version()))
                .build();
    }

    @POST
    @Staff({Role.OPERATOR, Role.FINANCE})
    public LeaseJson begin(LeaseRequest body) {
        TenantId tenant =
                new TenantId(Check.range("tenantId", Check.present("tenantId", body.tenantId()), 1, Long.MAX_VALUE));
        if (accounts.of(tenant).isEmpty()) {
            throw Refused.field(
                    BillingRefusal.TENANT_UNKNOWN, "tenantId", "There is no account of tenant " + tenant.value());
        }
        LeaseId id = new LeaseId(sequences.next("lease"));
        return perform(
                id,
                new BeginLease(
                        id,
                        tenant,
                        new Leased(
                                Check.text("charge", body.charge(), 100),
                                Check.text("name", body.name(), 100),
                                decimal("quantity", body.quantity()),
                                Check.text("unit", body.unit(), 20),
                                Check.optionalText("region", body.region(), 30),
                                Check.optionalText("contract", body.contract(), 40)),
                        Check.present("from", body.from())));
    }

    /** It is so much from an instant on, which may lie in a closed month: the difference is then an adjustment. */
    @POST
    @Path("/{id}/changes")
    @Staff({Role.OPERATOR, Role.FINANCE})
    public LeaseJson change(
            @PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch, LeaseChangeRequest body) {
        Versions.match(ifMatch, known(id).version());
        LeaseId lease = new LeaseId(id);
        return perform(
                lease,
                new ChangeLease(lease, decimal("quantity", body.quantity()), Check.present("from", body.from())));
    }

    @POST
    @Path("/{id}/end")
    @Staff({Role.OPERATOR, Role.FINANCE})
    public LeaseJson end(
            @PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch, LeaseEndRequest body) {
        Versions.match(ifMatch, known(id).version());
        LeaseId lease = new LeaseId(id);
        return perform(lease, new EndLease(lease, Check.present("until", body.until())));
    }

    private LeaseJson perform(LeaseId id, LeaseCommand command) {
        return commands.perform(() -> commands.send(command), () -> LeaseJson.of(known(id.value())));
    }

    private LeaseRow known(long id) {
        return leases.find(new LeaseId(id))
                .orElseThrow(() -> Refused.because(BillingRefusal.LEASE_NOT_FOUND, "There is no lease " + id));
    }

    /** What a lease is to be; the quantity is a decimal as text, of a rack the committed kW. */
    public record LeaseRequest(
            @Nullable Long tenantId,
            @Nullable String charge,
            @Nullable String name,
            @Nullable String quantity,
            @Nullable String unit,
            @Nullable String region,
            @Nullable String contract,
            @Nullable Instant from) {}

    /** How much it is to be, from when. */
    public record LeaseChangeRequest(
            @Nullable String quantity, @Nullable Instant from) {}

    /** When it ends. */
    public record LeaseEndRequest(@Nullable Instant until) {}

    /** A lease. */
    public record LeaseJson(
            long id,
            long version,
            long tenantId,
            String charge,
            String name,
            String quantity,
            String unit,
            @Nullable String region,
            @Nullable String contract,
            Instant from,
            Instant changedAt,
            @Nullable Instant until) {
        static LeaseJson of(LeaseRow row) {
            return new LeaseJson(
                    row.id(),
                    row.version(),
                    row.tenantId(),
                    row.charge(),
                    row.name(),
                    row.quantity().stripTrailingZeros().toPlainString(),
                    row.unit(),
                    row.region(),
                    row.contract(),
                    row.from(),
                    row.changedAt(),
                    row.until());
        }
    }
}
