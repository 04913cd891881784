package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import myidc.api.MeterPointJson;
import myidc.api.SeriesJson;
import myidc.billing.BillingRefusal;
import myidc.metering.MeterPointCommand.Charged;
import myidc.metering.MeterPointCommand.Measured;
import myidc.metering.MeterPointCommand.RegisterMeterPoint;
import myidc.metering.MeterPointCommand.RetireMeterPoint;
import myidc.metering.MeterPointCommand.SwapMeter;
import myidc.metering.MeteringRefusal;
import myidc.metering.event.MeterKind;
import myidc.metering.read.MeterPoints;
import myidc.metering.read.MeterPoints.MeterPointRow;
import myidc.metering.read.Samples;
import myidc.metering.read.Samples.RejectedRow;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.PageQuery;
import myidc.platform.http.Versions;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.MeterPointId;
import myidc.shared.id.TenantId;
import myidc.tenancy.read.Tenants;
import org.jspecify.annotations.Nullable;

/** Meter points: what is measured, for whom, and what came of it. */
@Path("/admin/v1/meter-points")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class MeterPointsResource {
    private static final int REJECTED_SHOWN_MAX = 200;

    private final Commands commands;
    private final Sequences sequences;
    private final MeterPoints points;
    private final Samples samples;
    private final SeriesJson.Reading series;
    private final Tenants tenants;

    MeterPointsResource(
            Commands commands,
            Sequences sequences,
            MeterPoints points,
            Samples samples,
            SeriesJson.Reading series,
            Tenants tenants) {
        this.commands = commands;
        this.sequences = sequences;
        this.points = points;
        this.samples = samples;
        this.series = series;
        this.tenants = tenants;
    }

    @GET
    public Page<MeterPointJson> list(@QueryParam("tenantId") @Nullable Long tenantId, @BeanParam PageQuery page) {
        return points.list(tenantId == null ? null : new TenantId(tenantId), page.ask())
                .map(MeterPointJson::of);
    }

    @GET
    @Path("/{id}")
    public Response one(@PathParam("id") long id) {
        MeterPointRow point = known(id);
        return Response.ok(MeterPointJson.of(point))
                .tag(Versions.tag(point.version()))
                .build();
    }

    @POST
    @Staff(Role.OPERATOR)
    public MeterPointJson register(MeterPointRequest body) {
        TenantId tenant = new TenantId(Check.range("tenantId", body.tenantId(), 1L, Long.MAX_VALUE));
        MeterKind kind = Check.oneOf("kind", body.kind(), MeterKind.class);
        if (tenants.find(tenant).isEmpty()) {
            throw Refused.field(BillingRefusal.TENANT_UNKNOWN, "tenantId", "There is no tenant " + tenant.value());
        }
        boolean counts = kind == MeterKind.INTERFACE_OCTETS;
        RegisterMeterPoint command = new RegisterMeterPoint(
                new MeterPointId(sequences.next("meterpoint")),
                tenant,
                new Measured(
                        kind,
                        Check.text("measures", body.measures(), 100),
                        Objects.requireNonNullElse(body.counterBits(), counts ? 64 : 0),
                        Objects.requireNonNullElse(body.limitPerSecond(), 0L),
                        Objects.requireNonNullElse(body.ratio(), 1)),
                new Charged(
                        Check.text("charge", body.charge(), 100),
                        Check.optionalText("region", body.region(), 30),
                        Check.optionalText("contract", body.contract(), 40),
                        Check.optionalText("bundle", body.bundle(), 40),
                        Check.text("unit", body.unit(), 20)),
                Check.present("from", body.from()));
        return commands.perform(
                () -> commands.send(command),
                () -> MeterPointJson.of(known(command.meterPointId().value())));
    }

    /** The device that measures was changed. */
    @POST
    @Path("/{id}/swap")
    @Staff(Role.OPERATOR)
    public MeterPointJson swap(
            @PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch, SwapRequest body) {
        Versions.match(ifMatch, known(id).version());
        SwapMeter command = new SwapMeter(
                new MeterPointId(id), Check.present("at", body.at()), Check.text("reason", body.reason(), 200));
        return commands.perform(() -> commands.send(command), () -> MeterPointJson.of(known(id)));
    }

    @POST
    @Path("/{id}/retire")
    @Staff(Role.OPERATOR)
    public MeterPointJson retire(
            @PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch, RetireRequest body) {
        Versions.match(ifMatch, known(id).version());
        RetireMeterPoint command = new RetireMeterPoint(new MeterPointId(id), Check.present("until", body.until()));
        return commands.perform(() -> commands.send(command), () -> MeterPointJson.of(known(id)));
    }

    /** A month of it in slots of five minutes, with the 95th percentile and what was dropped. */
    @GET
    @Path("/{id}/series")
    public SeriesJson series(@PathParam("id") long id, @QueryParam("month") @Nullable String month) {
        return series.of(known(id), month);
    }

    /** Samples that were kept aside, newest first. */
    @GET
    @Path("/{id}/rejected")
    public List<RejectedRow> rejected(@PathParam("id") long id) {
        return samples.rejected(known(id).id(), REJECTED_SHOWN_MAX);
    }

    private MeterPointRow known(long id) {
        return points.find(new MeterPointId(id))
                .orElseThrow(
                        () -> Refused.because(MeteringRefusal.METER_POINT_NOT_FOUND, "There is no meter point " + id));
    }

    /** What a meter point is to be. */
    public record MeterPointRequest(
            @Nullable Long tenantId,
            @Nullable String kind,
            @Nullable String measures,
            @Nullable String charge,
            @Nullable String region,
            @Nullable String contract,
            @Nullable String bundle,
            @Nullable String unit,
            @Nullable Integer counterBits,
            @Nullable Long limitPerSecond,
            @Nullable Integer ratio,
            @Nullable Instant from) {}

    /** When a meter was changed, and why. */
    public record SwapRequest(
            @Nullable Instant at, @Nullable String reason) {}

    /** Until when a point is measured. */
    public record RetireRequest(@Nullable Instant until) {}
}
