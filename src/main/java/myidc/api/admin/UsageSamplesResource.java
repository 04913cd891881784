package myidc.api.admin;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import myidc.metering.intake.Agents;
import myidc.metering.intake.DomainTraffic;
import myidc.metering.intake.Intake;
import myidc.metering.intake.Intake.Taken;
import myidc.metering.intake.RemoteWrite;
import myidc.metering.intake.Sample;
import myidc.metering.read.MeterPoints;
import myidc.platform.http.AsOf;
import myidc.platform.security.CallerSource;
import myidc.platform.security.Open;
import myidc.platform.security.OwnCredentials;
import myidc.shared.Caller;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.MeterPointId;
import org.jspecify.annotations.Nullable;

/** Samples coming in, by a metering agent's token or an operator's. */
@Path("/admin/v1/usage-samples")
public final class UsageSamplesResource {
    private final Intake intake;
    private final MeterPoints meters;
    private final Agents agents;
    private final CallerSource callers;
    private final HttpServerRequest http;

    UsageSamplesResource(
            Intake intake, MeterPoints meters, Agents agents, CallerSource callers, HttpServerRequest http) {
        this.intake = intake;
        this.meters = meters;
        this.agents = agents;
        this.callers = callers;
        this.http = http;
    }

    /** One sample or many; sent again, they change nothing. */
    @POST
    @Open
    @OwnCredentials
    public TakenJson take(@HeaderParam("Authorization") @Nullable String authorization, SamplesRequest body) {
        String sender = sender(authorization);
        List<SampleRequest> given = Check.present("samples", body.samples());
        if (given.isEmpty()) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "samples", "samples must hold at least one");
        }
        String source = body.source() == null ? sender : sender + "/" + Check.text("source", body.source(), 60);
        List<Sample> samples = new ArrayList<>(given.size());
        for (SampleRequest sample : given) {
            samples.add(Check.present("samples", sample).sample());
        }
        return TakenJson.of(intake.take(source, samples));
    }

    /** Prometheus remote write. */
    @POST
    @Path("/prometheus")
    @Consumes({"application/x-protobuf", MediaType.APPLICATION_OCTET_STREAM})
    @Open
    @OwnCredentials
    public Response prometheus(@HeaderParam("Authorization") @Nullable String authorization, byte[] body) {
        String sender = sender(authorization);
        List<Sample> samples = RemoteWrite.samples(body);
        for (int from = 0; from < samples.size(); from += Intake.SAMPLES_MAX) {
            intake.take(sender, samples.subList(from, Math.min(samples.size(), from + Intake.SAMPLES_MAX)));
        }
        return Response.noContent().build();
    }

    /**
     * What {@code virsh domstats --interface} printed on a host. Interfaces that no meter point measures are passed over.
     *
     * @param at when it was printed
     */
    @POST
    @Path("/libvirt")
    @Consumes(MediaType.TEXT_PLAIN)
    @Open
    @OwnCredentials
    public TakenJson libvirt(
            @HeaderParam("Authorization") @Nullable String authorization,
            @QueryParam("at") @Nullable String at,
            @Nullable String body) {
        String sender = sender(authorization);
        Instant printed = Check.present("at", AsOf.instant("at", at));
        List<DomainTraffic.Seen> seen = DomainTraffic.read(body == null ? "" : body);
        Map<String, List<MeterPointId>> points = meters.countersOf(
                seen.stream().map(DomainTraffic.Seen::measures).toList());
        List<Sample> samples = new ArrayList<>();
        for (DomainTraffic.Seen each : seen) {
            for (MeterPointId point : points.getOrDefault(each.measures(), List.of())) {
                samples.add(new Sample("libvirt/" + printed, point.value(), printed, each.in(), each.out()));
            }
        }
        return TakenJson.of(intake.take(sender, samples));
    }

    private String sender(@Nullable String authorization) {
        String[] parts =
                authorization == null ? new String[0] : authorization.strip().split(" +", 2);
        if (parts.length != 2 || !"Bearer".equalsIgnoreCase(parts[0])) {
            throw Refused.because(CommonRefusal.UNAUTHENTICATED, "Send the token of an agent or an operator");
        }
        return agents.byToken(parts[1]).orElseGet(() -> operator(parts[1]).who());
    }

    private Caller operator(String token) {
        String from =
                http.remoteAddress() == null ? "unknown" : http.remoteAddress().hostAddress();
        Caller caller = callers.byToken(token, from)
                .orElseThrow(() -> Refused.because(CommonRefusal.UNAUTHENTICATED, "Invalid Token"));
        if (caller.role() != Role.OPERATOR) {
            throw Refused.because(CommonRefusal.FORBIDDEN, "Samples are for agents and operators to send");
        }
        return caller;
    }

    /**
     * Samples of one sender.
     *
     * @param source names the program among those of the sender; may be left out
     */
    public record SamplesRequest(
            @Nullable String source, @Nullable List<SampleRequest> samples) {}

    /**
     * A sample.
     *
     * @param id the source's own name for it
     * @param in octets in; {@code value} in its place where there is one figure
     */
    public record SampleRequest(
            @Nullable String id,
            @Nullable Long meterPoint,
            @Nullable Instant at,
            @Nullable BigDecimal in,
            @Nullable BigDecimal out,
            @Nullable BigDecimal value) {
        Sample sample() {
            boolean directed = in != null || out != null;
            boolean unclear = directed && (value != null || in == null || out == null);
            return new Sample(
                    id == null ? "" : id,
                    meterPoint == null ? 0 : meterPoint,
                    at,
                    unclear ? null : directed ? in : value,
                    directed && !unclear ? out : null);
        }
    }

    /** What became of the samples; the first hundred that were kept aside are named. */
    public record TakenJson(int accepted, int duplicates, int rejected, List<RejectedJson> reasons) {
        static TakenJson of(Taken taken) {
            return new TakenJson(
                    taken.accepted(),
                    taken.duplicates(),
                    taken.rejected(),
                    taken.first().stream()
                            .map(each -> new RejectedJson(
                                    each.sample().id(),
                                    each.sample().meterPoint(),
                                    each.reason().name()))
                            .toList());
        }
    }

    /** A sample that was kept aside, and why. */
    public record RejectedJson(String id, long meterPoint, String reason) {}
}
