package myidc.api.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import myidc.compute.ComputeRefusal;
import myidc.compute.read.HostUsages;
import myidc.compute.read.HostUsages.Reading;
import myidc.compute.read.HostUsages.Used;
import myidc.compute.read.HostView;
import myidc.compute.read.Hosts;
import myidc.imports.DiscoveryAgents;
import myidc.platform.axon.Commands;
import myidc.platform.http.AsOf;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.HostId;
import org.jspecify.annotations.Nullable;

/** What is measured of hosts; measured is not promised, and not a fact of the book. */
@Path("/admin/v1/host-usage")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class HostUsageResource {
    private static final int READINGS_MAX = 500;
    private static final BigDecimal VCPUS_MAX = BigDecimal.valueOf(100_000);
    private static final long MEMORY_MB_MAX = 1L << 30;

    /** Clocks of machines go wrong by so much. */
    private static final Duration AHEAD_MAX = Duration.ofMinutes(5);

    private static final Duration BACK_MAX = Duration.ofDays(35);

    private final HostUsages usages;
    private final Hosts hosts;
    private final Commands commands;
    private final CurrentCaller callers;
    private final Clock clock;

    HostUsageResource(HostUsages usages, Hosts hosts, Commands commands, CurrentCaller callers, Clock clock) {
        this.usages = usages;
        this.hosts = hosts;
        this.commands = commands;
        this.callers = callers;
        this.clock = clock;
    }

    /** What was last measured of a host up to an instant; 404 when nothing was. */
    @GET
    public UsedJson of(@QueryParam("hostId") @Nullable Long hostId, @QueryParam("asOf") AsOf asOf) {
        HostId host = new HostId(Check.range("hostId", hostId, 1, Long.MAX_VALUE));
        return usages.of(host, AsOf.instant(asOf))
                .map(UsedJson::of)
                .orElseThrow(() -> Refused.because(
                        ComputeRefusal.HOST_NOT_MEASURED, "Nothing was measured of " + host.text() + " by then"));
    }

    /** Takes readings in, all or nothing; sent again they change nothing. */
    @POST
    @Staff(value = Role.OPERATOR, agents = DiscoveryAgents.USAGE_SCOPE)
    public KeptJson keep(ReadingsRequest body) {
        List<@Nullable ReadingRequest> given = Check.present("readings", body.readings());
        Check.range("readings", given.size(), 1, READINGS_MAX);
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String field = "readings[" + i + "]";
            readings.add(reading(field, Check.present(field, given.get(i))));
        }
        return commands.perform(() -> usages.keep(readings), kept -> new KeptJson(kept, readings.size() - kept));
    }

    private Reading reading(String field, ReadingRequest given) {
        long id = Check.range(field + ".hostId", given.hostId(), 1, Long.MAX_VALUE);
        HostView host = hosts.find(new HostId(id))
                .orElseThrow(() ->
                        Refused.field(ComputeRefusal.HOST_UNKNOWN, field + ".hostId", field + ".hostId names no host"));
        Instant now = clock.instant();
        Instant at = Objects.requireNonNullElse(given.at(), now);
        if (at.isAfter(now.plus(AHEAD_MAX)) || at.isBefore(now.minus(BACK_MAX))) {
            throw invalid(field + ".at", "must be at most 5 minutes ahead and 35 days back");
        }
        BigDecimal vcpus = Check.present(field + ".vcpus", given.vcpus());
        if (vcpus.signum() < 0 || vcpus.compareTo(VCPUS_MAX) > 0 || vcpus.scale() > 6) {
            throw invalid(field + ".vcpus", "must be between 0 and 100000, with six decimals at most");
        }
        Long diskGb = given.diskGb();
        return new Reading(
                host.id,
                at,
                vcpus,
                Check.range(field + ".memoryMb", given.memoryMb(), 0, MEMORY_MB_MAX),
                diskGb == null ? null : Check.range(field + ".diskGb", diskGb, 0, MEMORY_MB_MAX),
                callers.get().who());
    }

    private static Refused invalid(String field, String rule) {
        return Refused.field(CommonRefusal.INVALID_FIELD, field, field + " " + rule);
    }

    /** What an agent measured. */
    public record ReadingsRequest(@Nullable List<@Nullable ReadingRequest> readings) {}

    /** One reading; now when it says no time. See {@link Reading}. */
    public record ReadingRequest(
            @Nullable Long hostId,
            @Nullable Instant at,
            @Nullable BigDecimal vcpus,
            @Nullable Long memoryMb,
            @Nullable Long diskGb) {}

    /** How many readings were new, and how many were there already. */
    public record KeptJson(int kept, int known) {}

    /** What was last measured, and the most of the seven days before. */
    public record UsedJson(
            long hostId,
            Instant at,
            BigDecimal vcpus,
            BigDecimal vcpusMost,
            long memoryMb,
            long memoryMbMost,
            @Nullable Long diskGb,
            String source) {
        static UsedJson of(Used used) {
            Reading last = used.last();
            return new UsedJson(
                    last.hostId(),
                    last.at(),
                    last.vcpus(),
                    used.vcpusMost(),
                    last.memoryMb(),
                    used.memoryMbMost(),
                    last.diskGb(),
                    last.source());
        }
    }
}
