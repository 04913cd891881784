package myidc.api.tenant.linode;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import myidc.api.tenant.linode.PartJson.MonthlyTransferJson;
import myidc.api.tenant.linode.PartJson.TransferJson;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.compute.ComputeRefusal;
import myidc.compute.read.GuestLoads;
import myidc.compute.read.GuestLoads.Load;
import myidc.compute.read.GuestLoads.Passed;
import myidc.compute.read.InstanceView;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;

/** What belongs to one guest; what it cannot have is an empty list. */
@Path("/{api:v4|v4beta}/linode/instances")
@TenantScope("linodes:read_only")
public final class LinodePartsResource {
    private static final Attributes<Object> NOTHING = new Attributes<Object>()
            .with("id", Kind.NUMBER, row -> null)
            .with("label", Kind.TEXT, row -> null)
            .with("tags", Kind.TEXTS, row -> null);

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration SLOT = Duration.ofMinutes(5);

    private final OwnGuests guests;
    private final GuestLoads loads;
    private final Clock clock;

    LinodePartsResource(OwnGuests guests, GuestLoads loads, Clock clock) {
        this.guests = guests;
        this.loads = loads;
        this.clock = clock;
    }

    @GET
    @Path("/{linodeId}/nodebalancers")
    public Listed<Object> nodebalancers(@PathParam("linodeId") long id, @BeanParam ListQuery query) {
        return nothing(id, query);
    }

    /** What the guest's host counted this month; a host that does not count tells nothing. Nothing is billable by itself. */
    @GET
    @Path("/{linodeId}/transfer")
    public TransferJson transfer(@PathParam("linodeId") long id) {
        InstanceView guest = own(id);
        int quota = guest.transferGb;
        Passed passed = passed(guest, YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)));
        return new TransferJson(passed.in() + passed.out(), quota, 0, List.of());
    }

    @GET
    @Path("/{linodeId}/transfer/{year}/{month}")
    public MonthlyTransferJson transferOf(
            @PathParam("linodeId") long id, @PathParam("year") int year, @PathParam("month") int month) {
        Passed passed = passed(own(id), month(year, month));
        return new MonthlyTransferJson(passed.in(), passed.out(), passed.in() + passed.out());
    }

    private Passed passed(InstanceView guest, YearMonth month) {
        return loads.passed(new InstanceId(guest.id), owned(guest, begin(month)), begin(month.plusMonths(1)));
    }

    /** What was counted while it was another tenant's is told to nobody. */
    private static Instant owned(InstanceView guest, Instant from) {
        Instant since = guest.ownedSince;
        return since == null || since.isBefore(from) ? from : since;
    }

    /** The last day; refused while there is nothing to show, as for a guest on a simulated host. */
    @GET
    @Path("/{linodeId}/stats")
    public Object stats(@PathParam("linodeId") long id) {
        Instant now = clock.instant();
        return stats(own(id), now.minus(DAY), now.plus(SLOT));
    }

    @GET
    @Path("/{linodeId}/stats/{year}/{month}")
    public Object statsOf(@PathParam("linodeId") long id, @PathParam("year") int year, @PathParam("month") int month) {
        InstanceView guest = own(id);
        YearMonth wanted = month(year, month);
        return stats(guest, begin(wanted), begin(wanted.plusMonths(1)));
    }

    private StatsJson stats(InstanceView guest, Instant from, Instant until) {
        List<Load> found = loads.of(new InstanceId(guest.id), owned(guest, from), until);
        if (found.isEmpty()) {
            throw Refused.because(ComputeRefusal.STATS_UNAVAILABLE, "Stats are unavailable at this time.");
        }
        return StatsJson.of(guest.label + " (linode" + guest.id + ") - 5 min avg", found);
    }

    private static YearMonth month(int year, int month) {
        Check.range("year", year, 2000, 9999);
        Check.range("month", month, 1, 12);
        return YearMonth.of(year, month);
    }

    private static Instant begin(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private Listed<Object> nothing(long id, ListQuery query) {
        own(id);
        return NOTHING.page(List.of(), query, row -> row);
    }

    private InstanceView own(long id) {
        return guests.readable(id);
    }
}
